/** Who had something to say on a debt issue: one person, one voice, however much they say. Of comments nothing else is kept. */
import type { Db } from '../store/index.ts';
import type { IssueAt } from './facts.ts';

export async function recordVoice(db: Db, { repositoryId, number }: IssueAt, login: string): Promise<void> {
  await db
    .insertInto('voices')
    .values({ repository_id: repositoryId, number, login: login.toLowerCase() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** How many spoke on an issue. */
export async function voicesOn(db: Db, { repositoryId, number }: IssueAt): Promise<number> {
  const { count } = await db
    .selectFrom('voices')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return count;
}

/** They go along with an issue that moves. */
export async function moveVoices(db: Db, from: IssueAt, to: IssueAt): Promise<void> {
  const left = await db
    .deleteFrom('voices')
    .where('repository_id', '=', from.repositoryId)
    .where('number', '=', from.number)
    .returning('login')
    .execute();
  for (const { login } of left) await recordVoice(db, to, login);
}
