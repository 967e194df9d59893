/** The bot's own issues: opened, kept up to date, and closed when another one takes their place. */
import { isRefused } from '../github/index.ts';
import type { Db } from '../store/index.ts';
import type { Hands, Of, Reach } from './perform.ts';
import type { Thing } from './plan.ts';
import { findPostedIssue, hashOf, recordPost } from './posts.ts';
import { bodyFor } from './readers.ts';

export async function dashboard({ house, github, place }: Hands, effect: Of<'dashboard'>): Promise<Thing[]> {
  const { repositoryId, scopeId, marker, title } = effect;
  // It was worded for a home that is no longer one.
  if (!(await isHomeOf(house.db, repositoryId, scopeId))) return [];
  const body = await bodyFor(house.db, repositoryId, effect.body);
  const known = await findPostedIssue(house.db, repositoryId, marker);
  if (known?.bodyHash === hashOf(body)) return [];
  const change = known?.retired ? { body, state: 'open' as const } : { body };
  const there = known && (await editIssue({ github, place }, known.number, change));
  const number = there ? known.number : await findOrOpen({ github, place }, { marker, title, body });
  const post = { repositoryId, number, marker, commentId: 0, bodyHash: hashOf(body), telling: effect.body };
  await recordPost(house.db, post);
  // Once it is there, those whose place it takes can say where it is.
  return there && !known.retired ? [] : [{ kind: 'dashboard', scopeId }];
}

/** Not there as far as anybody knows; but the answer to an earlier attempt may have been lost. */
async function findOrOpen(
  { github, place }: Reach,
  { marker, title, body }: Pick<Of<'dashboard'>, 'marker' | 'title' | 'body'>,
): Promise<number> {
  const found = await github.findIssue(place, marker);
  if (found !== undefined && (await editIssue({ github, place }, found, { body }))) return found;
  return github.createIssue(place, { title, body });
}

async function isHomeOf(db: Db, repositoryId: number, scopeId: number): Promise<boolean> {
  const scope = await db
    .selectFrom('scopes')
    .select('home_id')
    .where('id', '=', scopeId)
    .where('config', 'is not', null)
    .executeTakeFirst();
  return scope?.home_id === repositoryId;
}

/** @returns whether the issue was there to be edited: somebody may have deleted it, or moved it away */
async function editIssue(
  { github, place }: Reach,
  number: number,
  change: { body: string; state?: 'open' },
): Promise<boolean> {
  if (!(await github.issue(place, number))) return false;
  await github.updateIssue(place, number, change);
  return true;
}

export async function retirement(
  { house, github, place }: Hands,
  effect: Of<'retirement'>,
): Promise<Thing[]> {
  const { repositoryId, number, marker } = effect;
  const body = await bodyFor(house.db, repositoryId, effect.body);
  const known = await findPostedIssue(house.db, repositoryId, marker);
  if (known?.retired && known.bodyHash === hashOf(body)) return [];
  await github.updateIssue(place, number, { body, state: 'closed' }).catch((error: unknown) => {
    // Deleted, archived, or out of sight: then nobody can be pointed anywhere.
    if (!isRefused(error)) throw error;
  });
  const post = { repositoryId, number, marker, commentId: 0, bodyHash: hashOf(body), telling: effect.body };
  await recordPost(house.db, post, 'retired');
  return [];
}
