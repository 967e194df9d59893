import type { Db } from '../store/index.ts';
import type { At } from './records.ts';

/** Which business outcomes an issue hurts, as its form says. */
export async function outcomesOf(db: Db, { repositoryId, number }: At): Promise<readonly string[]> {
  const row = await db
    .selectFrom('issues')
    .select('form')
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.form?.outcomes ?? [];
}
