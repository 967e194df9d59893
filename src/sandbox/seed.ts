import type { Credentials } from './credentials.ts';
import { INSTALLATION_ID } from './credentials.ts';

type RepositorySeed = {
  readonly name: string;
  readonly visibility?: 'public' | 'private';
  readonly labels?: readonly string[];
};

/**
 * The organisation to begin with. `people` are its members, who may write and be assigned; `owners` are those of
 * them who administer it, `guests` those who were given no repository, and read what everybody may read; `outsiders` are accounts without any part in it.
 */
export type SandboxSeed = {
  readonly organisation: string;
  readonly people: readonly string[];
  readonly owners?: readonly string[];
  readonly guests?: readonly string[];
  readonly outsiders?: readonly string[];
  readonly repositories: readonly RepositorySeed[];
  /** Further organisations of the same people, in which the App is installed as well. */
  readonly others?: readonly OrganisationSeed[];
};

type OrganisationSeed = Pick<SandboxSeed, 'organisation' | 'repositories'>;

export function organisationsOf(seed: SandboxSeed): OrganisationSeed[] {
  return [seed, ...(seed.others ?? [])];
}

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

/** What an installation granted is for the layer to say, since it changes; the emulator lets everything by. */
const EVERYTHING = Object.fromEntries(
  ['administration', 'checks', 'contents', 'issues', 'members', 'metadata', 'pull_requests', 'statuses'].map(
    (name) => [name, 'write'],
  ),
);

/** The seed in the emulator's own words. The App has no webhook URL there: the layer sends the webhooks. */
export function emulatorSeed(seed: SandboxSeed, app: Credentials) {
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
      orgs: organisationsOf(seed).map(({ organisation }) => {
        return { login: organisation, members: seed.people.map((login) => ({ login, role: 'admin' })) };
      }),
      repos: organisationsOf(seed).flatMap(({ organisation, repositories }) =>
        repositories.map(({ name, visibility }) => {
          return { owner: organisation, name, private: visibility === 'private' };
        }),
      ),
      apps: [
        {
          app_id: app.appId,
          slug: app.slug,
          name: 'Paydown',
          private_key: app.privateKey,
          permissions: EVERYTHING,
          installations: organisationsOf(seed).map(({ organisation }, index) => {
            return { installation_id: INSTALLATION_ID + index, account: organisation };
          }),
        },
      ],
    },
  };
}
