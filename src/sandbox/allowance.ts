import { sign } from 'node:crypto';
import type { Clock } from '../time.ts';
import type { Credentials } from './credentials.ts';
import type { Emulator } from './emulator.ts';
import { SPARE_TOKENS, spareToken } from './seed.ts';
import { type Caller, fieldsOf, type Permissions, Refusal } from './types.ts';

/** Below the emulator's limit of 5,000 requests an hour and token, which a test with a still clock would meet. */
const REQUESTS_PER_TOKEN = 4000;

/** Finds a token that the emulator still honours, for whoever makes a request. */
export type Allowance = { tokenFor(by: Caller): Promise<string | undefined> };

/** Changes tokens before the emulator refuses them; for an installation it asks for another as the App. */
export function createAllowance(emulator: Pick<Emulator, 'ask'>, app: Credentials, clock: Clock): Allowance {
  const spent = new Map<string, number>();
  const fresh = new Map<string, Promise<string>>();

  async function issue(installationId: number, permissions: Permissions): Promise<string> {
    const path = `/app/installations/${installationId}/access_tokens`;
    const answer = await emulator.ask({
      method: 'POST',
      path,
      token: appToken(app, clock()),
      body: { permissions },
    });
    if (answer.status !== 201) throw new Refusal(answer.status, 'The installation has no token left.');
    return String(fieldsOf(answer.json).token);
  }

  return {
    async tokenFor(by) {
      if (by.kind === 'nobody') return undefined;
      if (by.kind === 'app') return by.token;
      const requests = spent.get(by.token) ?? 0;
      spent.set(by.token, requests + 1);
      const turn = Math.floor(requests / REQUESTS_PER_TOKEN);
      if (turn === 0) return by.token;
      if (by.kind === 'person') return spareToken(by.login, turn % SPARE_TOKENS);
      const key = `${by.token} ${turn}`;
      const token = fresh.get(key) ?? issue(by.installationId, by.permissions);
      fresh.set(key, token);
      return token;
    },
  };
}

/** Source: GitHub Docs, "Generating a JSON Web Token (JWT) for a GitHub App". */
function appToken(app: Credentials, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const parts = [
    { alg: 'RS256', typ: 'JWT' },
    { iat: seconds - 60, exp: seconds + 540, iss: app.appId },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), app.privateKey).toString('base64url')}`;
}
