import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../time.ts';
import type { Route } from './routes.ts';
import { route } from './routes.ts';
import { type SandboxSeed, tokenOf } from './seed.ts';
import { type Caller, fieldsOf, type Permissions, Refusal } from './types.ts';

/** Who holds which token. */
export type Tokens = {
  /** Who makes a request. Rejects unknown and expired tokens with 401 ("Authenticating to the REST API"). */
  callerOf(headers: IncomingHttpHeaders): Caller;
  remember(token: string, grant: { permissions: Permissions; expiresAt: Date }): void;
  forgetInstallations(): void;
};

/** Everybody of the seed has a token; installations get theirs by asking. */
export function createTokens(seed: SandboxSeed, clock: Clock): Tokens {
  const everyone = [...seed.people, ...(seed.outsiders ?? [])];
  const people = new Map(everyone.map((login) => [tokenOf(login), login]));
  const grants = new Map<string, { permissions: Permissions; expiresAt: Date }>();
  return {
    callerOf(headers) {
      const token = headers.authorization?.replace(/^(bearer|token)\s+/i, '').trim();
      if (!token) return { kind: 'nobody' };
      if (token.startsWith('eyJ')) return { kind: 'app', token };
      const login = people.get(token);
      if (login) return { kind: 'person', login, token };
      const grant = grants.get(token);
      if (!grant || grant.expiresAt <= clock()) throw new Refusal(401, 'Bad credentials');
      return { kind: 'installation', token, permissions: grant.permissions };
    },
    remember: (token, grant) => grants.set(token, grant),
    forgetInstallations: () => grants.clear(),
  };
}

/** "Create an installation access token for an app", which a suspended or deleted installation does not get. */
export const tokenRoutes: readonly Route[] = [
  route('POST /app/installations/:installation/access_tokens', async (call) => {
    const { state } = call.world.installation;
    if (state === 'deleted') throw new Refusal(404, 'Not Found');
    if (state === 'suspended') throw new Refusal(403, 'This installation has been suspended');
    const answer = await call.forward();
    const granted = fieldsOf(answer.json);
    if (answer.status === 201) {
      call.world.tokens.remember(String(granted.token), {
        permissions: granted.permissions as Permissions,
        expiresAt: new Date(String(granted.expires_at)),
      });
    }
    return answer;
  }),
];
