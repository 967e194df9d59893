import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { parse } from 'yaml';
import { UserError } from '../errors.ts';
import { type CreatedApp, createApp } from '../github/index.ts';
import { WEBHOOK_PATH } from '../http/index.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { EXIT, wrongUsage } from './output.ts';
import { serveRegistration } from './registration-page.ts';

const USAGE = `Usage: paydown register --url https://paydown.example.com [--org acme] [--port 3000]

Serves a page on this machine only: open it, click, and GitHub creates the App from app.yml.
Its id, key and webhook secret are written to .env, which \`paydown start\` reads.

  --url    where GitHub will reach this App, without a path; it delivers to URL${WEBHOOK_PATH}
  --org    the organisation that will own the App; without it, you do. A private App can be installed only on
           the account that owns it
  --port   where the page is served on 127.0.0.1
  --help   print this

For a GitHub Enterprise Server set GHE_HOST=github.example.com; GITHUB_API_URL is then written to .env as well.

Exit code: 0 done, 1 it may not run here or the port is in use, 2 wrong usage.
`;

const OPTIONS = {
  url: { type: 'string' },
  org: { type: 'string' },
  port: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Settings = { readonly webhookUrl: string; readonly org: string | undefined; readonly port: number };

export const runRegister: Command = async (args, io) => {
  let settings: Settings;
  try {
    const given = readArguments(args, OPTIONS);
    if (given.has('help')) {
      io.stdout(USAGE);
      return EXIT.done;
    }
    settings = {
      webhookUrl: webhookUrl(given.text('url')),
      org: orgOf(given.text('org')),
      port: portOf(given.text('port') ?? '3000'),
    };
  } catch (error) {
    return wrongUsage(error instanceof Error ? error.message : String(error), USAGE, args, io);
  }
  refuseWhereUnsafe();
  const server = await servePage(settings);
  io.stderr(`Open http://127.0.0.1:${settings.port} and follow the page; Ctrl-C ends this.\n`);
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  server.close();
  server.closeAllConnections();
  return EXIT.done;
};

/** The page hands out the right to overwrite .env: it has no place next to a running App. */
function refuseWhereUnsafe(): void {
  if (process.env.NODE_ENV === 'production') {
    throw new UserError(
      'paydown register does not run with NODE_ENV=production. Run it on your own machine, then copy .env.',
    );
  }
  if (existsSync('.env') && /^APP_ID=./m.test(readFileSync('.env', 'utf8'))) {
    throw new UserError('.env names an App already (APP_ID). Move that file away to register another.');
  }
}

function servePage({ webhookUrl, org, port }: Settings): Promise<Server> {
  const host = process.env.GHE_HOST;
  const github = `${process.env.GHE_PROTOCOL ?? 'https'}://${host ?? 'github.com'}`;
  const apiUrl = host ? `${github}/api/v3` : undefined;
  const manifest = parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8'));
  const registration = {
    newAppUrl: `${github}${org ? `/organizations/${encodeURIComponent(org)}` : ''}/settings/apps/new`,
    manifest: (redirectUrl: string) => ({
      ...manifest,
      ...(org ? { url: `${github}/${encodeURIComponent(org)}` } : {}),
      hook_attributes: { url: webhookUrl },
      redirect_url: redirectUrl,
    }),
    async complete(code: string) {
      const app = await createApp(code, apiUrl ?? 'https://api.github.com');
      writeEnv(app, apiUrl);
      return `${app.htmlUrl}/installations/new`;
    },
  };
  return serveRegistration(registration, port);
}

/** Only its owner may read a file with a private key in it. */
function writeEnv({ id, privateKey, webhookSecret }: CreatedApp, apiUrl: string | undefined): void {
  const key = privateKey.replaceAll('\n', '\\n');
  const lines = [
    ...[`APP_ID=${id}`, `PRIVATE_KEY="${key}"`, `WEBHOOK_SECRET=${webhookSecret}`],
    ...(apiUrl ? [`GITHUB_API_URL=${apiUrl}`] : []),
  ];
  // A file that was there already keeps its mode, and may be anybody's to read.
  if (existsSync('.env')) chmodSync('.env', 0o600);
  writeFileSync('.env', `${lines.join('\n')}\n`, { mode: 0o600, flag: 'a' });
}

function webhookUrl(url: string | undefined): string {
  const given = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  if (url && !url.includes('://') && URL.canParse(`https://${url}`)) {
    throw new UserError(`--url lacks its beginning; did you mean https://${url}?`);
  }
  if (!given || !/^https?:$/.test(given.protocol)) {
    throw new UserError(
      '--url must be the address at which GitHub reaches this App, such as https://paydown.example.com',
    );
  }
  if (given.href !== `${given.origin}/`) {
    throw new UserError(
      `--url must be a host and no more, such as ${given.origin}: GitHub delivers to ${WEBHOOK_PATH} there. A path, a query or a password in it would be lost`,
    );
  }
  if (given.protocol === 'http:' && !isAtHome(given.hostname)) {
    throw new UserError(
      `--url must begin with https://: ${given.hostname} is a public host, and what GitHub sends there holds private text`,
    );
  }
  return new URL(WEBHOOK_PATH, given).href;
}

/** A host that no stranger stands in front of: this machine, or a name or an address of a private network. */
function isAtHome(hostname: string): boolean {
  return (
    !/[.:]/.test(hostname) ||
    /\.(localhost|local|internal|test)$/.test(hostname) ||
    /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$/.test(hostname) ||
    hostname === '[::1]'
  );
}

/** GitHub's own rule for logins, as its page for new ones tells it: "alphanumeric characters or single hyphens". */
function orgOf(text: string | undefined): string | undefined {
  if (text === undefined || /^[a-z\d](?:-?[a-z\d]){0,38}$/i.test(text)) return text;
  throw new UserError(
    `--org must be the organisation's login, as in https://github.com/acme: letters, digits and single hyphens, not '${text}'`,
  );
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535)
    throw new UserError(`--port must be a whole number from 1 to 65535, not '${text}'`);
  return port;
}
