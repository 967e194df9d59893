import type { Credentials } from './credentials.ts';
import { INSTALLATION_ID } from './credentials.ts';
import type { Permissions } from './types.ts';

type RepositorySeed = {
  readonly name: string;
  readonly visibility?: 'public' | 'private';
  readonly labels?: readonly string[];
};

/**
 * The organisation to begin with. `people` are its members, who may write and be assigned; `owners` are those of
 * them who administer it; `outsiders` are accounts without any part in it.
 */
export type SandboxSeed = {
  readonly organisation: string;
  readonly people: readonly string[];
  readonly owners?: readonly string[];
  readonly outsiders?: readonly string[];
  readonly repositories: readonly RepositorySeed[];
};

/** The token that `login` uses; the shape is that of a classic personal access token. */
export function tokenOf(login: string): string {
  return `ghp_${Buffer.from(login).toString('hex')}`;
}

/** Another token of the same person, for when the emulator has had enough of one. */
export function spareToken(login: string, turn: number): string {
  return turn === 0 ? tokenOf(login) : `${tokenOf(login)}-${turn}`;
}

export const SPARE_TOKENS = 50;

/** The token by which the layer itself reads and tends the emulator; `turn` counts them. */
export function wardenToken(turn: number): string {
  return `warden-${turn}`;
}

/** The emulator allows 5,000 requests an hour and token, so the layer has many of them to use up. */
export const WARDEN_TOKENS = 500;

/** The seed in the emulator's own words. The App has no webhook URL there: the layer sends the webhooks. */
export function emulatorSeed(seed: SandboxSeed, app: Credentials, permissions: Permissions) {
  const everyone = [...seed.people, ...(seed.outsiders ?? [])];
  const warden = seed.people[0];
  if (warden === undefined) throw new Error('A sandbox needs at least one person in `people`.');
  // The bot has one as well, so that what it wrote can be moved in its name.
  const accounts = [...everyone, `${app.slug}[bot]`];
  const theirs = accounts.flatMap((login) => {
    return Array.from({ length: SPARE_TOKENS }, (_, turn) => [spareToken(login, turn), { login }]);
  });
  const wardens = Array.from({ length: WARDEN_TOKENS }, (_, turn) => [wardenToken(turn), { login: warden }]);
  return {
    tokens: Object.fromEntries([...theirs, ...wardens]),
    github: {
      users: accounts.map((login) => ({ login, name: login })),
      // The emulator lets only administrators commit; what GitHub would say of roles is in people.ts.
      orgs: [{ login: seed.organisation, members: seed.people.map((login) => ({ login, role: 'admin' })) }],
      repos: seed.repositories.map((repository) => ({
        owner: seed.organisation,
        name: repository.name,
        private: repository.visibility === 'private',
      })),
      apps: [
        {
          app_id: app.appId,
          slug: app.slug,
          name: 'Paydown',
          private_key: app.privateKey,
          permissions,
          installations: [{ installation_id: INSTALLATION_ID, account: seed.organisation }],
        },
      ],
    },
  };
}
