import { createEmulator } from 'emulate';
import { type emulatorSeed, WARDEN_TOKENS, wardenToken } from './seed.ts';
import { type Answer, Refusal } from './types.ts';

/** One request to the emulator; `path` with its query. */
type EmulatorRequest = {
  readonly method: string;
  readonly path: string;
  readonly token?: string | undefined;
  readonly accept?: string | undefined;
  readonly body?: unknown;
};

/** The emulator behind the layer. Its JSON comes out as GitHub would write it (see dress.ts). */
export type Emulator = {
  ask(request: EmulatorRequest): Promise<Answer>;
  /** Reads as the layer itself, which may see everything. Rejects with the refusal. */
  read<T>(path: string): Promise<T>;
  find<T>(path: string): Promise<T | undefined>;
  exists(path: string): Promise<boolean>;
  /** Changes something as the layer itself, for which no webhook is sent. Rejects with the refusal. */
  change(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown): Promise<void>;
  reset(): void;
  close(): Promise<void>;
};

/** Below the emulator's limit of 5,000 requests an hour and token. */
const REQUESTS_PER_TOKEN = 4000;

/** Starts the emulator on loopback. Its addresses come out as those of `publicUrl`, its JSON through `dress`. */
export async function startEmulator(
  seed: ReturnType<typeof emulatorSeed>,
  publicUrl: string,
  dress: (json: unknown) => unknown,
): Promise<Emulator> {
  const emulator = await createEmulator({ service: 'github', port: 0, seed });
  const port = new URL(emulator.url).port;
  let asked = 0;
  const nextToken = () => wardenToken(Math.floor(asked++ / REQUESTS_PER_TOKEN) % WARDEN_TOKENS);

  async function ask(request: EmulatorRequest): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${port}${request.path}`, {
      method: request.method,
      redirect: 'manual',
      headers: {
        ...(request.token ? { authorization: `Bearer ${request.token}` } : {}),
        ...(request.accept ? { accept: request.accept } : {}),
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const link = response.headers.get('link');
    const headers = link ? { link: link.replace(/http:\/\/(127\.0\.0\.1|localhost):\d+/g, publicUrl) } : {};
    const type = response.headers.get('content-type') ?? '';
    if (type.includes('octet-stream'))
      return { status: response.status, headers, bytes: await response.bytes() };
    const text = (await response.text()).replaceAll(emulator.url, publicUrl);
    if (text === '') return { status: response.status, headers };
    return { status: response.status, headers, json: dress(type.includes('json') ? JSON.parse(text) : text) };
  }

  async function askAsWarden(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await ask({ method, path, body, token: nextToken() });
    if (answer.status < 300) return answer;
    throw new Refusal(answer.status, answer.status === 404 ? 'Not Found' : `${method} ${path} failed`);
  }

  return {
    ask,
    read: async <T>(path: string) => (await askAsWarden('GET', path)).json as T,
    async find<T>(path: string) {
      const answer = await ask({ method: 'GET', path, token: nextToken() });
      return answer.status === 200 ? (answer.json as T) : undefined;
    },
    async exists(path) {
      return (await ask({ method: 'GET', path, token: nextToken() })).status < 300;
    },
    async change(method, path, body) {
      await askAsWarden(method, path, body);
    },
    reset: () => emulator.reset(),
    close: () => emulator.close(),
  };
}
