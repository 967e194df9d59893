import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { whereSettingsAre } from './dotenv.ts';
import { fileTrouble, UserError } from './errors.ts';
import type { StoreLocation } from './store/index.ts';

/** What `paydown start` takes from its environment. */
export type Environment = {
  readonly credentials: { appId: string; privateKey: string; webhookSecret: string };
  readonly apiUrl: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly store: StoreLocation;
  readonly role: 'all' | 'web' | 'worker';
  readonly logLevel: string;
};

const HOW =
  'Run `npx paydown register --url https://…` to create the App on GitHub and write .env, or set it yourself.';

const NO_KEY = 'PRIVATE_KEY or PRIVATE_KEY_PATH: neither is set.';

const filled = (name: string) => z.string(`${name} is not set.`).trim().min(1, `${name} is empty.`);

/** Left empty is not set, as `DATA_DIR=` in a file of settings. */
const unlessEmpty = <Inner extends z.ZodType>(inner: Inner) =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim() || undefined : value), inner);
const optional = unlessEmpty(z.string().optional());

/** Where the store is, which commands beside `start` need to know as well. */
const StoreVariables = z.object({
  DATA_DIR: unlessEmpty(z.string().default('./data')),
  DATABASE_URL: optional.refine(
    (url) => url === undefined || (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)),
    'DATABASE_URL must be postgres://USER:PASSWORD@HOST:PORT/DATABASE, with %23 for a # in the password and so on.',
  ),
});

const Variables = StoreVariables.extend({
  APP_ID: filled('APP_ID').regex(/^\d+$/, 'APP_ID must be the number that GitHub shows as "App ID".'),
  PRIVATE_KEY: optional,
  PRIVATE_KEY_PATH: optional,
  WEBHOOK_SECRET: filled('WEBHOOK_SECRET'),
  PORT: unlessEmpty(
    z.coerce
      .number('PORT must be a number.')
      .int('PORT must be a whole number.')
      .min(0, 'PORT must be 0 to 65535.')
      .max(65_535, 'PORT must be 0 to 65535.')
      .default(3000),
  ),
  HOST: unlessEmpty(z.string().default('127.0.0.1')),
  GITHUB_API_URL: unlessEmpty(
    z
      .url({
        protocol: /^https?$/,
        error: 'GITHUB_API_URL must be an http(s) URL, such as https://github.example.com/api/v3.',
      })
      .optional(),
  ),
  ROLE: unlessEmpty(z.enum(['all', 'web', 'worker'], 'ROLE must be all, web or worker.').default('all')),
  LOG_LEVEL: unlessEmpty(
    z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
        'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
      )
      .default('info'),
  ),
});

/** @throws UserError that says which variable is wrong */
export function readStoreLocation(env: NodeJS.ProcessEnv): StoreLocation {
  const result = StoreVariables.safeParse(env);
  if (!result.success) throw new UserError(result.error.issues.map(({ message }) => message).join('\n'));
  return locationOf(result.data);
}

function locationOf(variables: z.infer<typeof StoreVariables>): StoreLocation {
  return variables.DATABASE_URL ? { databaseUrl: variables.DATABASE_URL } : { dataDir: variables.DATA_DIR };
}

/** @throws UserError that names every variable that is missing or wrong, and how to mend it */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const result = Variables.safeParse(env);
  if (!result.success) {
    const problems = result.error.issues.map(({ message }) => message);
    if (!env.PRIVATE_KEY?.trim() && !env.PRIVATE_KEY_PATH?.trim()) problems.push(NO_KEY);
    throw new UserError(withRemedy(problems));
  }
  const variables = result.data;
  if (variables.ROLE !== 'all' && !variables.DATABASE_URL) {
    throw new UserError(
      `ROLE=${variables.ROLE} shares its work with other processes, so it needs DATABASE_URL: a folder serves one process.`,
    );
  }
  return {
    credentials: {
      appId: variables.APP_ID,
      privateKey: privateKeyOf(variables),
      webhookSecret: variables.WEBHOOK_SECRET,
    },
    apiUrl: variables.GITHUB_API_URL,
    port: variables.PORT,
    host: variables.HOST,
    store: locationOf(variables),
    role: variables.ROLE,
    logLevel: variables.LOG_LEVEL,
  };
}

/** What is missing is told how to be got, once. */
function withRemedy(problems: readonly string[]): string {
  const missing = problems.some((problem) => /is (not set|empty)\.$|neither is set\.$/.test(problem));
  return [...problems, ...(missing ? [whereSettingsAre(), HOW] : [])].join('\n');
}

function privateKeyOf(variables: {
  PRIVATE_KEY?: string | undefined;
  PRIVATE_KEY_PATH?: string | undefined;
}): string {
  const key = variables.PRIVATE_KEY ?? readKey(variables.PRIVATE_KEY_PATH);
  if (!key) throw new UserError(withRemedy([NO_KEY]));
  // In .env files and container settings line ends are often written as \n, or the whole key in base64.
  const text = key.includes('-----BEGIN') ? key : Buffer.from(key, 'base64').toString('utf8');
  const pem = text.replaceAll('\\n', '\n').trim();
  if (!/^-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+-----END [A-Z ]*PRIVATE KEY-----$/.test(pem)) {
    throw new UserError(
      'PRIVATE_KEY: this is not a private key in PEM form. Generate one on the settings page of the App, under "Private keys".',
    );
  }
  return `${pem}\n`;
}

function readKey(path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UserError(`PRIVATE_KEY_PATH: the file ${path} cannot be read: ${fileTrouble(cause)}.`, {
      cause,
    });
  }
}
