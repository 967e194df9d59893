import { teamsIn } from '../config/index.ts';
import { isOn } from '../permissions.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { unknownTeam } from './read-team.ts';
import { type Membership, membershipsOf, type Team, teamsOf } from './records.ts';
import { type Wanted, wantedIn } from './wanted.ts';
import {
  byHand,
  notIn,
  observed,
  squadTrouble,
  stillIn,
  teamTrouble,
  type Words,
  withoutPermission,
} from './wording.ts';

/** What the dashboard says of the GitHub teams that a config names: only what somebody may want to do something about. */
export async function teamNotices(db: Db, scope: Scope, now: Date): Promise<string[]> {
  const teams = await teamsOf(db, scope.id);
  const memberships = await membershipsOf(db, scope.id);
  return [
    ...permissionNotices(scope),
    ...(await keptNotices(db, scope, { teams, memberships }, now)),
    ...squadNotices(scope, teams),
  ];
}

function permissionNotices(scope: Scope): string[] {
  const uses = teamsIn(scope.config);
  const granted = scope.access?.permissions ?? null;
  const needs = [
    { use: 'kept', feature: 'team of those on duty', permission: 'members: write' },
    { use: 'squad', feature: 'squads that are GitHub teams', permission: 'members: read' },
  ] as const;
  return needs
    .filter(({ use, feature }) => uses.some((one) => one.use === use) && !isOn(feature, granted))
    .map(({ use, permission }) => withoutPermission(use, permission, wordsFor(scope)));
}

type Records = { readonly teams: readonly Team[]; readonly memberships: readonly Membership[] };

async function keptNotices(
  db: Db,
  scope: Scope,
  { teams, memberships }: Records,
  now: Date,
): Promise<string[]> {
  if (!isOn('team of those on duty', scope.access?.permissions ?? null)) return [];
  const named = scope.config.rotations.flatMap(({ team }) => team ?? []);
  const all = [...new Set([...named, ...memberships.map(({ team }) => team)])].toSorted();
  const notices: string[] = [];
  for (const slug of all) {
    const wanted = await wantedIn(db, scope, slug, now);
    const words = wordsFor(scope);
    if (scope.config.mode === 'observe' && named.includes(slug))
      notices.push(observed(slug, namesOf(wanted), words));
    const given = memberships.filter(({ team }) => team === slug);
    const isKept = scope.config.mode === 'act' && named.includes(slug);
    const team = teams.find((one) => one.team === slug) ?? unknownTeam(slug);
    notices.push(...(isKept ? noticesOf(team, given, wanted, words) : leftovers(team, given, words)));
  }
  return notices;
}

/** Of a team that is not kept any more: whom Paydown added and may not take off. */
function leftovers({ team, trouble }: Team, given: readonly Membership[], words: Words): string[] {
  const stuck = given.filter(({ state, refusal }) => state === 'added' && (refusal || trouble));
  const people = stuck.map(({ login }) => login);
  return people.length > 0 ? [stillIn(team, people, words)] : [];
}

function noticesOf(
  team: Team,
  given: readonly Membership[],
  wanted: ReadonlyMap<string, Wanted>,
  words: Words,
): string[] {
  const slug = team.team;
  const nameOf = ({ login }: Membership) => wanted.get(login)?.login ?? login;
  const stuck = given.filter(
    ({ state, login }) => ['added', 'leaving'].includes(state) && !wanted.has(login),
  );
  if (team.trouble) return [teamTrouble(slug, team.trouble, stuck.map(nameOf), words)];
  const removed = given.filter(({ state, login }) => state === 'removed' && wanted.has(login));
  const out = Map.groupBy(
    given.filter(({ state, refusal }) => refusal && (state === 'refused' || state === 'joining')),
    ({ refusal }) => refusal,
  );
  const kept = stuck.filter(({ refusal }) => refusal);
  return [
    ...[...out].flatMap(([refusal, some]) =>
      refusal ? [notIn(slug, refusal, some.map(nameOf), words)] : [],
    ),
    ...(removed.length > 0 ? [notIn(slug, 'removed', removed.map(nameOf), words)] : []),
    ...(kept.length > 0 ? [stillIn(slug, kept.map(nameOf), words)] : []),
    ...byHandNotices(team, given, wanted, words),
  ];
}

function byHandNotices(
  { team, members, visibility }: Team,
  given: readonly Membership[],
  wanted: ReadonlyMap<string, Wanted>,
  words: Words,
): string[] {
  const ours = new Set(given.filter(({ state }) => state !== 'refused').map(({ login }) => login));
  const others = (members ?? [])
    .map(({ login }) => login)
    .filter((login) => !ours.has(login.toLowerCase()) && !wanted.has(login.toLowerCase()));
  return others.length > 0 ? [byHand(team, others, visibility ?? 'secret', words)] : [];
}

function squadNotices(scope: Scope, teams: readonly Team[]): string[] {
  if (!isOn('squads that are GitHub teams', scope.access?.permissions ?? null)) return [];
  const squads = scope.config.rotations.flatMap(({ roster }) =>
    roster.flatMap((member) => ('team' in member ? [member] : [])),
  );
  return squads.flatMap(({ squad, team: slug, members }) => {
    const team = teams.find((one) => one.team === slug);
    const trouble = team?.trouble ?? (team?.readAt ? null : 'unread');
    if (trouble === null && members.length > 0) return [];
    const about = { squad, team: slug, trouble: trouble ?? 'empty' } as const;
    return [squadTrouble(about, members.length > 0 ? (team?.readAt ?? null) : null, wordsFor(scope))];
  });
}

function namesOf(wanted: ReadonlyMap<string, Wanted>): string[] {
  return [...wanted.values()].map(({ login }) => login);
}

function wordsFor({ id, home, access, config }: Scope): Words {
  return {
    holderId: id,
    organisation: home.owner,
    home: home.visibility,
    settingsUrl: access?.settingsUrl ?? '',
    timezone: config.timezone,
  };
}
