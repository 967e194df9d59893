import type { Installation } from '../github/index.ts';
import type { Effect, Plan } from '../queue/index.ts';
import { type Decision, decide, isSettled } from './membership.ts';
import { readTeam } from './read-team.ts';
import {
  forgetMembership,
  forgetTeam,
  type Membership,
  recordMembership,
  recordRename,
  recordTeam,
  type Team,
} from './records.ts';
import type { Wanted } from './wanted.ts';

/** One team whose members are kept, or were. */
export type Kept = {
  readonly scopeId: number;
  readonly organisation: string;
  readonly team: string;
  /** Whether the config file in force still wants it kept. */
  readonly standing: 'named' | 'given up';
  readonly wanted: ReadonlyMap<string, Wanted>;
};

export type Records = { readonly teams: readonly Team[]; readonly memberships: readonly Membership[] };

/** The word in a team's description by which an organisation lets Paydown change it. */
const CONSENT = 'paydown';

/** Brings the members of a team to those who are wanted, as far as Paydown may. */
export async function settleKept(
  github: Installation,
  kept: Kept,
  records: Records,
  now: Date,
): Promise<Plan> {
  const { scopeId, team: slug, standing } = kept;
  const known = records.teams.find(({ team }) => team === slug);
  const read = await readTeam(github, kept, known, now);
  const { description, ...team } = withConsent(read);
  const renamed = renamedFrom(team, records, slug);
  // Whom Paydown added to a team that was deleted since, nobody took off.
  const isAnother = team.githubId !== (known?.githubId ?? team.githubId);
  const given = records.memberships.filter(
    (one) => (one.team === slug && !isAnother) || one.team === renamed,
  );
  const isGone = team.trouble === 'missing' && standing === 'given up';
  if (isGone) return { write: (db) => forgetTeam(db, scopeId, slug) };
  const decisions = team.trouble ? [] : await decisionsFor(github, kept, team, given, now);
  const plan = carryOut(kept, given, decisions, now);
  return {
    ...plan,
    async write(db) {
      if (isAnother) await forgetTeam(db, scopeId, slug);
      if (renamed) await recordRename(db, scopeId, renamed, slug);
      await recordTeam(db, scopeId, team);
      await plan.write?.(db);
    },
  };
}

function withConsent(read: Team & { readonly description: string }) {
  if (read.trouble || read.description.toLowerCase().includes(CONSENT)) return read;
  return { ...read, trouble: 'unmarked' as const };
}

/** The slug that the same team had when something was given in it. */
function renamedFrom({ githubId }: Team, { teams, memberships }: Records, slug: string): string | undefined {
  return teams.find(
    ({ team, githubId: id }) =>
      team !== slug && id !== null && id === githubId && memberships.some((one) => one.team === team),
  )?.team;
}

async function decisionsFor(
  github: Installation,
  kept: Kept,
  { members }: Team,
  given: readonly Membership[],
  now: Date,
): Promise<Decision[]> {
  const there = new Set(members?.map(({ login }) => login.toLowerCase()));
  // A list may leave somebody out, and whoever is taken for gone is not added again: so they are asked for.
  for (const { login, state, at } of given) {
    if (state !== 'added' || there.has(login) || !isSettled(at, now)) continue;
    if (await github.teamMembership(kept, login)) there.add(login);
  }
  const wanted = new Map([...kept.wanted].map(([login, { until }]) => [login, until]));
  return decide({ wanted, there }, given, now);
}

function carryOut(
  { scopeId, team, wanted }: Kept,
  given: readonly Membership[],
  decisions: readonly Decision[],
  now: Date,
): Plan {
  const records = new Map(given.map((one) => [one.login, one]));
  const about = (login: string) => {
    const spelled = wanted.get(login)?.login ?? login;
    return { repositoryId: scopeId, scopeId, team, login: spelled };
  };
  const join = (login: string): Effect => ({ kind: 'join', ...about(login) });
  const leave = (login: string): Effect => {
    return { kind: 'leave', ...about(login), role: records.get(login)?.role ?? 'member' };
  };
  const of = (...kinds: Decision['kind'][]) => decisions.filter(({ kind }) => kinds.includes(kind));
  return {
    async write(db) {
      for (const one of decisions) {
        const known = records.get(one.login);
        const record = recordAfter(one, team, known, now);
        if (record) await recordMembership(db, scopeId, record);
        else await forgetMembership(db, scopeId, { team, login: one.login });
      }
    },
    cancel: [
      ...of('never mind').map(({ login }) => join(login)),
      ...of('stay').map(({ login }) => leave(login)),
    ],
    effects: [...of('join').map(({ login }) => join(login)), ...of('leave').map(({ login }) => leave(login))],
  };
}

function recordAfter(
  decision: Decision,
  team: string,
  known: Membership | undefined,
  now: Date,
): Membership | undefined {
  const { login, kind } = decision;
  const one = {
    team,
    login,
    role: known?.role ?? null,
    refusal: known?.refusal ?? null,
    until: null,
    at: now,
  };
  switch (kind) {
    case 'join':
      return { ...one, state: 'joining' };
    case 'leave':
      return { ...one, state: 'leaving' };
    case 'stay':
      return { ...one, state: 'added' };
    case 'removed':
      return { ...one, state: 'removed', until: decision.until };
    case 'never mind':
    case 'forget':
      return undefined;
  }
}
