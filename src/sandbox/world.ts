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
import type { Tokens } from './tokens.ts';
import { type Caller, type Permissions, Refusal } from './types.ts';

/** Everything that the layer knows beside the emulator. */
export type World = {
  readonly url: string;
  readonly seed: SandboxSeed;
  readonly app: Credentials;
  readonly permissions: Permissions;
  readonly events: ReadonlySet<string>;
  readonly clock: Clock;
  readonly emulator: Emulator;
  readonly tokens: Tokens;
  readonly allowance: Allowance;
  readonly history: History;
  readonly amendments: Amendments;
  readonly reactions: Reactions;
  readonly postOffice: PostOffice;
  readonly faults: Faults;
  /** The names of the organisation's repositories, oldest first. */
  readonly repositories: string[];
  /** People whose GitHub status says that they are busy. */
  readonly busy: Set<string>;
  /** How many branches are linked to an issue, by the id. */
  readonly linkedBranches: Map<number, number>;
  readonly installation: { state: 'active' | 'suspended' | 'deleted' };
};

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
