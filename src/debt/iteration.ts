/**
 * An iteration that is given to infrastructure, as far as it decides who owns what: while it runs, its issues are spread
 * over all of its people, whoever is on duty.
 */
import { iterationRoster } from '../config/index.ts';
import { isAmong } from '../logins.ts';
import { thereFor } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import { type Db, json } from '../store/index.ts';
import { marker } from '../text.ts';
import { addMs } from '../time.ts';
import { type OpenDebt, standingOf } from './ownership.ts';
import { issueKey } from './records.ts';

type At = { readonly repositoryId: number; readonly number: number };

export type RunningIteration = {
  readonly name: string;
  readonly start: Date;
  readonly end: Date;
  /** Who may be given its issues now, in order. */
  readonly people: readonly string[];
  /** Most open debt issues a person. */
  readonly cap: number;
  has(at: At): boolean;
};

/** What everybody calls the iteration that begins on a local day, and its milestones. */
export function iterationName(day: string): string {
  return `Infra iteration ${day}`;
}

/** The marker of its proposal. @param scopeId whose it is: a repository may be the home of several scopes */
export function proposalMarker(scopeId: number, day: string): string {
  return marker('iteration', `${scopeId}/${day}`);
}

/** The iteration of a scope that has begun and not ended. Whoever left the roster since, or is away, is given nothing. */
export async function runningIteration(
  db: Db,
  scope: Scope,
  now: Date,
): Promise<RunningIteration | undefined> {
  const row = await db
    .selectFrom('iterations')
    .selectAll()
    .where('scope_id', '=', scope.id)
    .where('state', '=', 'running')
    .executeTakeFirst();
  if (!row) return undefined;
  const issues = await db
    .selectFrom('iteration_issues')
    .select(['repository_id as repositoryId', 'number'])
    .where('scope_id', '=', scope.id)
    .where('day', '=', row.day)
    .execute();
  const keys = new Set(issues.map(issueKey));
  const roster = iterationRoster(scope.config);
  const still = row.people.filter((login) => isAmong(roster, login));
  return {
    name: iterationName(row.day),
    start: row.starts_at,
    end: row.ends_at,
    people: await thereFor(db, scope.id, scope.config, still, { start: now, end: addMs(now, 1) }),
    cap: row.cap,
    has: (at) => keys.has(issueKey(at)),
  };
}

/** An issue that moves within a scope stays in the iteration that is proposed, or runs. */
export async function moveInIteration(db: Db, from: At, to: At): Promise<void> {
  await db
    .updateTable('iteration_issues')
    .set({ repository_id: to.repositoryId, number: to.number })
    .where('repository_id', '=', from.repositoryId)
    .where('number', '=', from.number)
    .where('outcome', 'is', null)
    .execute();
  const proposals = await db
    .selectFrom('iterations')
    .innerJoin('repositories', 'repositories.scope_id', 'iterations.scope_id')
    .select(['iterations.scope_id', 'day', 'proposed'])
    .where('repositories.id', '=', to.repositoryId)
    .where('state', '=', 'proposed')
    .execute();
  for (const { scope_id, day, proposed } of proposals) {
    const moved = proposed.map((one) => (issueKey(one) === issueKey(from) ? { ...one, ...to } : one));
    await db
      .updateTable('iterations')
      .set({ proposed: json(moved) })
      .where('scope_id', '=', scope_id)
      .where('day', '=', day)
      .execute();
  }
}

/** Who has an open debt issue now, whoever assigned them. */
export function ownersOf(debt: OpenDebt, now: Date): readonly string[] {
  const standing = standingOf(debt, now, now);
  if (standing.kind === 'given') return [standing.owner];
  return standing.kind === 'held' ? standing.by : [];
}
