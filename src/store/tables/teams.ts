/** Tables of the GitHub teams that config files name. */
import type { At, Json } from './columns.ts';

/** Facts: a team as GitHub showed it last. */
export type TeamsTable = {
  scope_id: number;
  /** Its slug, in lower case. */
  team: string;
  github_id: number | null;
  visibility: 'visible' | 'secret' | null;
  /** Those of the teams below it among them; null where they were never read. */
  members: Json<{ login: string; role: 'member' | 'maintainer' }[]> | null;
  /** Why it could not be read, or be kept, the last time. */
  trouble: 'missing' | 'forbidden' | 'unmarked' | 'secret' | null;
  /** When the members were read; null where they never were. */
  read_at: At | null;
};

/** Memberships that Paydown gave, or is about to. Everybody else in a team is there by somebody else's hand. */
export type TeamMembersTable = {
  scope_id: number;
  team: string;
  /** In lower case. */
  login: string;
  /** `removed`: somebody took off whom Paydown had added. */
  state: 'joining' | 'added' | 'leaving' | 'removed' | 'refused';
  /** The role that GitHub gave: owners of the organisation are maintainers of every team that they are in. */
  role: 'member' | 'maintainer' | null;
  /** Why they were not added the last time. */
  refusal: 'outside' | 'pending' | 'synced' | 'forbidden' | 'missing' | null;
  /** Of a `removed` one: the end of the shift, until which they are not added again. */
  until: At | null;
  at: At;
};
