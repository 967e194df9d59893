import { createHash } from 'node:crypto';
import type { Db } from '../store/index.ts';

/** Something that the bot posted: a comment, or an issue of its own (comment id 0). */
export type Post = {
  readonly repositoryId: number;
  readonly number: number;
  readonly marker: string;
  readonly commentId: number;
  readonly bodyHash: string;
};

export async function findPost(
  db: Db,
  post: Pick<Post, 'repositoryId' | 'number' | 'marker'>,
): Promise<Pick<Post, 'commentId' | 'bodyHash'> | undefined> {
  return db
    .selectFrom('posts')
    .select(['comment_id as commentId', 'body_hash as bodyHash'])
    .where('repository_id', '=', post.repositoryId)
    .where('number', '=', post.number)
    .where('marker', '=', post.marker)
    .executeTakeFirst();
}

/** The issue of the bot's own that carries a marker. */
export async function findPostedIssue(
  db: Db,
  repositoryId: number,
  marker: string,
): Promise<Pick<Post, 'number' | 'bodyHash'> | undefined> {
  return db
    .selectFrom('posts')
    .select(['number', 'body_hash as bodyHash'])
    .where('repository_id', '=', repositoryId)
    .where('marker', '=', marker)
    .where('comment_id', '=', 0)
    .orderBy('number', 'desc')
    .executeTakeFirst();
}

/** The issues of the bot's own in a repository whose marker begins alike, newest first. */
export async function postedIssues(
  db: Db,
  repositoryId: number,
  prefix: string,
): Promise<Pick<Post, 'number' | 'marker'>[]> {
  const rows = await db
    .selectFrom('posts')
    .select(['number', 'marker'])
    .where('repository_id', '=', repositoryId)
    .where('comment_id', '=', 0)
    .orderBy('number', 'desc')
    .execute();
  return rows.filter((row) => row.marker.startsWith(prefix));
}

export async function forgetPost(
  db: Db,
  post: Pick<Post, 'repositoryId' | 'number' | 'marker'>,
): Promise<void> {
  await db
    .deleteFrom('posts')
    .where('repository_id', '=', post.repositoryId)
    .where('number', '=', post.number)
    .where('marker', '=', post.marker)
    .execute();
}

/** Tells whether a body is still the one that was posted. */
export function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}

export async function recordPost(db: Db, post: Post): Promise<void> {
  const changed = { comment_id: post.commentId, body_hash: post.bodyHash };
  await db.transaction().execute(async (trx) => {
    // Held fast: of a repository that is being forgotten meanwhile, nothing is written down.
    const there = trx.selectFrom('repositories').select('id').where('id', '=', post.repositoryId).forShare();
    if (!(await there.executeTakeFirst())) return;
    await trx
      .insertInto('posts')
      .values({ repository_id: post.repositoryId, number: post.number, marker: post.marker, ...changed })
      .onConflict((conflict) => conflict.columns(['repository_id', 'number', 'marker']).doUpdateSet(changed))
      .execute();
  });
}
