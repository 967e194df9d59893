import { type Db, json } from '../store/index.ts';
import type { Iteration } from './calendar.ts';
import type { State } from './steps.ts';

export type At = { readonly repositoryId: number; readonly number: number };

/** An issue of a proposal; `as` is how it was named there, as `owner/name#number`, whatever it is called by now. */
export type Proposed = At & { readonly as?: string };

/** An iteration that was proposed, with what was decided of it. */
export type OnRecord = Pick<Iteration, 'day' | 'start' | 'end'> & {
  readonly state: State;
  readonly homeId: number;
  readonly people: readonly string[];
  readonly capacity: number;
  /** In the order of the items of the proposal, those that it could not name last. */
  readonly proposed: readonly Proposed[];
  readonly creeping: boolean;
};

/** Every iteration of a scope that is on record, oldest first. */
export async function recordedIterations(db: Db, scopeId: number): Promise<OnRecord[]> {
  const rows = await db
    .selectFrom('iterations')
    .selectAll()
    .where('scope_id', '=', scopeId)
    .orderBy('day')
    .execute();
  return rows.flatMap(({ day, state, starts_at, ends_at, home_id, people, cap, proposed, creeping }) =>
    state === 'foreseen'
      ? []
      : [
          {
            day,
            state,
            start: starts_at,
            end: ends_at,
            homeId: home_id,
            people,
            capacity: cap,
            proposed,
            creeping,
          },
        ],
  );
}

/** Writes an iteration down, whatever was known of it before. */
export async function recordIteration(
  db: Db,
  scopeId: number,
  record: Omit<OnRecord, 'state'> & { readonly state: State | 'foreseen' },
): Promise<void> {
  const columns = {
    state: record.state,
    starts_at: record.start,
    ends_at: record.end,
    home_id: record.homeId,
    people: json(record.people),
    cap: record.capacity,
    proposed: json(record.proposed),
    creeping: record.creeping,
  };
  await db
    .insertInto('iterations')
    .values({ scope_id: scopeId, day: record.day, ...columns })
    .onConflict((conflict) => conflict.columns(['scope_id', 'day']).doUpdateSet(columns))
    .execute();
}

/** What was merely foreseen is so no more. */
export async function forgetForeseen(db: Db, scopeId: number): Promise<void> {
  await db.deleteFrom('iterations').where('scope_id', '=', scopeId).where('state', '=', 'foreseen').execute();
}

export async function recordIssues(
  db: Db,
  scopeId: number,
  day: string,
  issues: readonly (At & { readonly listed: boolean })[],
): Promise<void> {
  const rows = issues.map(({ repositoryId, number, listed }) => ({
    ...{ scope_id: scopeId, day, repository_id: repositoryId, number, listed, outcome: null },
  }));
  await db
    .insertInto('iteration_issues')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function recordOutcome(
  db: Db,
  scopeId: number,
  day: string,
  issue: At & { readonly outcome: 'paid' | 'declined' | 'otherwise' | 'slipped' },
): Promise<void> {
  await db
    .updateTable('iteration_issues')
    .set({ outcome: issue.outcome })
    .where('scope_id', '=', scopeId)
    .where('day', '=', day)
    .where('repository_id', '=', issue.repositoryId)
    .where('number', '=', issue.number)
    .execute();
}
