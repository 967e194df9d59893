import { createHash } from 'node:crypto';
import type { Db } from '../store/index.ts';
import { toldOf } from '../veil.ts';

/** Something that the bot posted: a comment, or an issue of its own (comment id 0). */
export type Post = {
  readonly repositoryId: number;
  readonly number: number;
  readonly marker: string;
  readonly commentId: number;
  readonly bodyHash: string;
  /** The body as it was worded, with its veils (`veil.ts`). */
  readonly telling: string;
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

/** The comment that carries a marker, on whichever issue of a repository it was posted. */
export async function findPostedComment(
  db: Db,
  repositoryId: number,
  marker: string,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('posts')
    .select('comment_id')
    .where('repository_id', '=', repositoryId)
    .where('marker', '=', marker)
    .where('comment_id', '<>', 0)
    .orderBy('comment_id', 'desc')
    .executeTakeFirst();
  return row?.comment_id;
}

/** What was posted of other repositories, as it was worded. */
export async function findTelling(
  db: Db,
  post: Pick<Post, 'repositoryId' | 'number' | 'marker'>,
): Promise<(Post & { retired: boolean }) | undefined> {
  const row = await db
    .selectFrom('posts')
    .select(['comment_id as commentId', 'body_hash as bodyHash', 'telling', 'retired'])
    .where('repository_id', '=', post.repositoryId)
    .where('number', '=', post.number)
    .where('marker', '=', post.marker)
    .executeTakeFirst();
  const telling = row?.telling;
  return telling ? { ...post, ...row, telling } : undefined;
}

/** The issue of the bot's own that carries a marker. */
export async function findPostedIssue(
  db: Db,
  repositoryId: number,
  marker: string,
): Promise<(Pick<Post, 'number' | 'bodyHash'> & { retired: boolean }) | undefined> {
  return db
    .selectFrom('posts')
    .select(['number', 'body_hash as bodyHash', 'retired'])
    .where('repository_id', '=', repositoryId)
    .where('marker', '=', marker)
    .where('comment_id', '=', 0)
    .orderBy('number', 'desc')
    .executeTakeFirst();
}

type PostedIssue = Pick<Post, 'repositoryId' | 'number' | 'marker'> & { readonly retired: boolean };

/** The issues of the bot's own in an installation whose marker begins alike, newest first. */
export async function postedIssues(db: Db, installationId: number, prefix: string): Promise<PostedIssue[]> {
  const rows = await db
    .selectFrom('posts')
    .innerJoin('repositories', 'repositories.id', 'posts.repository_id')
    .select(['repository_id as repositoryId', 'number', 'marker', 'retired'])
    .where('installation_id', '=', installationId)
    .where('comment_id', '=', 0)
    .orderBy('number', 'desc')
    .execute();
  return rows.filter((row) => row.marker.startsWith(prefix));
}

/**
 * What the bot posted goes along with an issue that moves: its comments, or the issue itself where that is the bot's own. It
 * is found where it is now; `prefix` is how its marker begins.
 */
export async function movePosts(
  db: Db,
  from: Pick<Post, 'repositoryId' | 'number'>,
  to: Pick<Post, 'repositoryId' | 'number'>,
  what: 'comment' | 'issue',
  prefix: string,
): Promise<void> {
  await db
    .updateTable('posts')
    .set({ repository_id: to.repositoryId, number: to.number })
    .where('repository_id', '=', from.repositoryId)
    .where('number', '=', from.number)
    .where('comment_id', what === 'issue' ? '=' : '<>', 0)
    .where('marker', 'like', `${prefix}%`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('posts as there')
            .select('there.marker')
            .where('there.repository_id', '=', to.repositoryId)
            .where('there.number', '=', to.number)
            .whereRef('there.marker', '=', 'posts.marker'),
        ),
      ),
    )
    .execute();
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

export async function recordPost(db: Db, post: Post, state: 'stands' | 'retired' = 'stands'): Promise<void> {
  const changed = {
    comment_id: post.commentId,
    body_hash: post.bodyHash,
    telling: toldOf(post.telling).length > 0 ? post.telling : null,
    retired: state === 'retired',
  };
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
