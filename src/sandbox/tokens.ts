import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../time.ts';
import { requireInstallation } from './installation.ts';
import { type Route, route } from './routes.ts';
import { type SandboxSeed, tokenOf } from './seed.ts';
import { type Caller, fieldsOf, type Permissions, Refusal } from './types.ts';

/** Who holds which token. */
export type Tokens = {
  /** Who makes a request. Rejects unknown and expired tokens with 401 ("Authenticating to the REST API"). */
  callerOf(headers: IncomingHttpHeaders): Caller;
  remember(token: string, grant: Grant): void;
  /** The tokens of an installation are worth nothing any more. */
  revoke(installationId: number): void;
  clear(): void;
};

/** A token carries the permissions of the day it was made. */
type Grant = { installationId: number; permissions: Permissions; expiresAt: Date };

/** Everybody of the seed has a token; installations get theirs by asking. */
export function createTokens(seed: SandboxSeed, clock: Clock): Tokens {
  const everyone = [...seed.people, ...(seed.outsiders ?? [])];
  const people = new Map(everyone.map((login) => [tokenOf(login), login]));
  const grants = new Map<string, Grant>();
  return {
    callerOf(headers) {
      const token = headers.authorization?.replace(/^(bearer|token)\s+/i, '').trim();
      if (!token) return { kind: 'nobody' };
      if (token.startsWith('eyJ')) return { kind: 'app', token };
      const login = people.get(token);
      if (login) return { kind: 'person', login, token };
      const grant = grants.get(token);
      if (!grant || grant.expiresAt <= clock()) throw new Refusal(401, 'Bad credentials');
      const { installationId, permissions } = grant;
      return { kind: 'installation', token, installationId, permissions };
    },
    remember: (token, grant) => grants.set(token, grant),
    revoke(installationId) {
      for (const [token, grant] of grants) if (grant.installationId === installationId) grants.delete(token);
    },
    clear: () => grants.clear(),
  };
}

/** "Create an installation access token for an app", which a suspended or deleted installation does not get. */
export const tokenRoutes: readonly Route[] = [
  route('POST /app/installations/:installation/access_tokens', async (call) => {
    const { id, state, permissions } = requireInstallation(call);
    if (state === 'suspended') throw new Refusal(403, 'This installation has been suspended');
    // The emulator's App has every permission; what this installation granted is for the layer to say.
    const answer = await call.forward({ body: { permissions, ...fieldsOf(call.request.body) } });
    const granted = fieldsOf(answer.json);
    if (answer.status === 201) {
      call.world.tokens.remember(String(granted.token), {
        installationId: id,
        permissions: granted.permissions as Permissions,
        expiresAt: new Date(String(granted.expires_at)),
      });
    }
    return answer;
  }),
];
