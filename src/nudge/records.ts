import { issueKey } from '../debt/index.ts';
import { type Db, json } from '../store/index.ts';
import type { Quiet } from './quiet.ts';

type At = { readonly repositoryId: number; readonly number: number };

/** What is known of the quiet of the issues of a scope, by `issueKey`. */
export async function quietIn(db: Db, scopeId: number): Promise<Map<string, At & Quiet>> {
  const rows = await db
    .selectFrom('nudges')
    .innerJoin('repositories', 'repositories.id', 'nudges.repository_id')
    .select(['repository_id as repositoryId', 'number', 'active_at as activeAt', 'asked_at as askedAt'])
    .select(['asked', 'unanswered_at as unansweredAt'])
    .where('scope_id', '=', scopeId)
    .execute();
  return new Map(rows.map((row) => [issueKey(row), row]));
}

export async function recordQuiet(db: Db, { repositoryId, number }: At, quiet: Quiet): Promise<void> {
  const columns = {
    active_at: quiet.activeAt,
    asked_at: quiet.askedAt,
    asked: json(quiet.asked),
    unanswered_at: quiet.unansweredAt,
  };
  await db
    .insertInto('nudges')
    .values({ repository_id: repositoryId, number, ...columns })
    .onConflict((conflict) => conflict.columns(['repository_id', 'number']).doUpdateSet(columns))
    .execute();
}

/** No answer is waited for any more in a scope. */
export async function withdrawQuestions(db: Db, scopeId: number): Promise<void> {
  await db
    .updateTable('nudges')
    .set({ asked_at: null })
    .where('asked_at', 'is not', null)
    .where('repository_id', 'in', (eb) =>
      eb.selectFrom('repositories').select('id').where('scope_id', '=', scopeId),
    )
    .execute();
}
