import type { Clock } from '../time.ts';
import type { Allowance } from './allowance.ts';
import type { Amendments } from './amendments.ts';
import type { Credentials } from './credentials.ts';
import type { Emulator } from './emulator.ts';
import type { Faults } from './faults.ts';
import type { History } from './history.ts';
import type { PostOffice } from './post-office.ts';
import type { Reactions } from './reactions.ts';
import type { SandboxSeed } from './seed.ts';
import type { Teams } from './teams.ts';
import type { Tokens } from './tokens.ts';
import { type Caller, type Permissions, Refusal } from './types.ts';

/** Everything that the layer knows beside the emulator. */
export type World = {
  readonly url: string;
  readonly seed: SandboxSeed;
  readonly app: Credentials;
  readonly clock: Clock;
  readonly emulator: Emulator;
  readonly tokens: Tokens;
  readonly allowance: Allowance;
  readonly history: History;
  readonly amendments: Amendments;
  readonly reactions: Reactions;
  readonly postOffice: PostOffice;
  readonly faults: Faults;
  readonly teams: Teams;
  /** People whose GitHub status says that they are busy. */
  readonly busy: Set<string>;
  /** How many branches are linked to an issue, by the id. */
  readonly linkedBranches: Map<number, number>;
  /** In the order of the seed's organisations. */
  readonly installations: readonly Installation[];
};

/** The App in one organisation, and what its owners grant it. */
export type Installation = {
  readonly id: number;
  readonly organisation: string;
  state: 'active' | 'suspended' | 'deleted';
  permissions: Permissions;
  events: readonly string[];
  /** The names of the organisation's repositories, oldest first. */
  readonly repositories: string[];
  /** Those that the App may not see any more. */
  readonly taken: Set<string>;
};

/** The installation in an organisation. */
export function installationOf(world: World, organisation: string): Installation {
  const found = world.installations.find((one) => one.organisation === organisation);
  if (!found) throw new Refusal(404, 'Not Found');
  return found;
}

/** The account that a path (`/repos/OWNER/NAME…`) belongs to. */
export function ownerOf(path: string): string {
  return decodeURIComponent(path.split('/')[2] ?? '');
}

/** A repository by its name in the first organisation, or by `owner/name`. */
export function placeOf(world: World, repository: string): { owner: string; repo: string } {
  const [owner = '', repo] = repository.split('/');
  return repo === undefined ? { owner: world.seed.organisation, repo: owner } : { owner, repo };
}

/** The login of the App’s own account. */
export function botLogin(world: World): string {
  return `${world.app.slug}[bot]`;
}

/** The login under which a caller acts. */
export function loginOf(world: World, by: Caller): string {
  if (by.kind === 'person') return by.login;
  if (by.kind === 'installation') return botLogin(world);
  throw new Refusal(401, 'Requires authentication');
}

/** A login as it was seeded: GitHub compares logins without case. */
export function canonicalLogin(world: World, login: string): string {
  const all = [...world.seed.people, ...(world.seed.outsiders ?? [])];
  return all.find((one) => one.toLowerCase() === login.toLowerCase()) ?? login;
}
