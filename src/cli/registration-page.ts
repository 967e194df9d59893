/**
 * The page that registers the App. Whoever it listens to may write .env, and any website may send a browser to
 * loopback: so it answers under its own name only (DNS rebinding), stands in no frame, and takes a code only with
 * the `state` that it gave along. Source: GitHub Docs, "Registering a GitHub App from a manifest".
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf, UserError } from '../errors.ts';

export type Registration = {
  /** GitHub's page for new Apps. */
  readonly newAppUrl: string;
  /** The App as it is to be, with where GitHub sends the browser back to. */
  readonly manifest: (redirectUrl: string) => object;
  /** Takes down the App that GitHub made. @returns where the browser goes next */
  readonly complete: (code: string) => Promise<string>;
};

type Reply = { readonly status: number; readonly html: string; readonly location?: string };

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

/** @throws UserError when the port is taken */
export async function serveRegistration(registration: Registration, port: number): Promise<Server> {
  const visit = createVisit(registration);
  const server = createServer((request, response) => {
    const { port: own } = server.address() as AddressInfo;
    visit(request, own)
      .catch((error: unknown) => page(502, `GitHub did not give the App: ${messageOf(error)}`))
      .then(({ status, html, location }) => {
        response.writeHead(status, { ...HEADERS, ...(location ? { location } : {}) });
        response.end(html);
      });
  });
  await once(server.listen(port, '127.0.0.1'), 'listening').catch((cause: unknown) => {
    throw new UserError(`--port ${port} is in use; name another`, { cause });
  });
  return server;
}

function createVisit({ newAppUrl, manifest, complete }: Registration) {
  let state: string | undefined = randomBytes(16).toString('hex');
  return async ({ method, url = '/', headers }: IncomingMessage, port: number): Promise<Reply> => {
    const base = `http://127.0.0.1:${port}`;
    if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(headers.host ?? ''))
      return page(421, `Open ${base} instead.`);
    const { pathname, searchParams } = new URL(url, base);
    if (method !== 'GET' || !['/', '/created'].includes(pathname)) return page(404, 'There is nothing here.');
    if (state === undefined) return page(410, 'The App is registered already.');
    if (pathname === '/') return page(200, form(`${newAppUrl}?state=${state}`, manifest(`${base}/created`)));
    const code = searchParams.get('code');
    if (!code || searchParams.get('state') !== state) return page(403, `Begin at ${base}, please.`);
    const location = await complete(code);
    state = undefined;
    return { ...page(302, 'The App is registered.'), location };
  };
}

function form(action: string, manifest: object): string {
  return `<h1>Register Paydown</h1>
<p>GitHub asks for a name and creates the App. Its id, key and secret are then written to .env.</p>
<form method="post" action="${escapeHtml(action)}">
<button name="manifest" value="${escapeHtml(JSON.stringify(manifest))}">Register GitHub App</button>
</form>`;
}

function page(status: number, body: string): Reply {
  return { status, html: `<!doctype html>\n<title>Paydown</title>\n${body}\n` };
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
