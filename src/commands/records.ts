/** The commands that people gave, each once, and what became of them. */
import type { Db } from '../store/index.ts';

export type Given = {
  readonly repositoryId: number;
  readonly commentId: number;
  readonly number: number;
  readonly login: string;
  /** GitHub's page of the comment. */
  readonly url: string;
  readonly at: Date;
};

type Key = { readonly repositoryId: number; readonly commentId: number; readonly ordinal: number };

/** Takes down what a comment asks for; a comment that is told of twice asks once. */
export async function recordCommands(db: Db, given: Given, lines: readonly string[]): Promise<void> {
  const { repositoryId, commentId, number, login, url, at } = given;
  const rows = lines.map((line, ordinal) => ({
    ...{ repository_id: repositoryId, comment_id: commentId, ordinal, number, login, line, url, at },
    ...{ state: 'asked' as const, answer: null, change: null },
  }));
  await db
    .insertInto('commands')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A command that nobody has answered yet. */
export async function openCommand(
  db: Db,
  key: Key,
): Promise<{ number: number; login: string; line: string; at: Date } | undefined> {
  return db
    .selectFrom('commands')
    .select(['number', 'login', 'line', 'at'])
    .where('repository_id', '=', key.repositoryId)
    .where('comment_id', '=', key.commentId)
    .where('ordinal', '=', key.ordinal)
    .where('state', '=', 'asked')
    .executeTakeFirst();
}

/** Which of the commands in a comment nobody has answered yet, in their order. */
export async function openOrdinals(
  db: Db,
  { repositoryId, commentId }: Pick<Key, 'repositoryId' | 'commentId'>,
): Promise<number[]> {
  const rows = await db
    .selectFrom('commands')
    .select('ordinal')
    .where('repository_id', '=', repositoryId)
    .where('comment_id', '=', commentId)
    .where('state', '=', 'asked')
    .orderBy('ordinal')
    .execute();
  return rows.map(({ ordinal }) => ordinal);
}

export type Answer = {
  readonly state: 'done' | 'refused' | 'forbidden' | 'dropped';
  readonly answer: string | null;
  readonly change: string | null;
};

export async function recordAnswer(db: Db, key: Key, answer: Answer): Promise<void> {
  await db
    .updateTable('commands')
    .set(answer)
    .where('repository_id', '=', key.repositoryId)
    .where('comment_id', '=', key.commentId)
    .where('ordinal', '=', key.ordinal)
    .execute();
}

/** What the other commands of a comment were answered. */
export async function otherAnswers(
  db: Db,
  { repositoryId, commentId, ordinal }: Key,
): Promise<{ ordinal: number; line: string; answer: string | null }[]> {
  return db
    .selectFrom('commands')
    .select(['ordinal', 'line', 'answer'])
    .where('repository_id', '=', repositoryId)
    .where('comment_id', '=', commentId)
    .where('ordinal', '<>', ordinal)
    .execute();
}

/** Whether somebody was told that they may not, in a repository since a moment, elsewhere than in this comment. */
export async function wasForbidden(
  db: Db,
  { repositoryId, commentId, login }: { repositoryId: number; commentId: number; login: string },
  since: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('commands')
    .select('ordinal')
    .where('repository_id', '=', repositoryId)
    .where('comment_id', '<>', commentId)
    .where('login', '=', login)
    .where('state', '=', 'forbidden')
    .where('at', '>', since)
    .executeTakeFirst();
  return row !== undefined;
}

/** Something that somebody changed by a command. */
export type Change = {
  readonly repositoryId: number;
  readonly repository: string;
  readonly number: number;
  readonly login: string;
  readonly line: string;
  readonly url: string;
  readonly at: Date;
  readonly change: string;
};

/** The last changes in a scope, newest first. */
export async function lastChanges(db: Db, scopeId: number, most: number): Promise<Change[]> {
  const rows = await db
    .selectFrom('commands')
    .innerJoin('repositories', 'repositories.id', 'commands.repository_id')
    .select(['repository_id', 'owner', 'name', 'number', 'login', 'line', 'url', 'at', 'change'])
    .where('scope_id', '=', scopeId)
    .where('change', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('comment_id', 'desc')
    .orderBy('ordinal', 'desc')
    .limit(most)
    .execute();
  return rows.map(({ repository_id, owner, name, change, ...row }) => ({
    ...{ ...row, repositoryId: repository_id, repository: `${owner}/${name}`, change: change ?? '' },
  }));
}
