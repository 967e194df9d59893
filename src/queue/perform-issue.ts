/** Issues of the bot's own that people write in, and what an issue is besides its assignees. */
import { veilIn } from '../veil.ts';
import type { Hands, Of } from './perform.ts';
import type { Thing } from './plan.ts';
import { findPostedIssue, forgetPost, hashOf, type Post, recordPost } from './posts.ts';
import { bodyFor, tellable } from './readers.ts';

export async function opening({ house, github, place }: Hands, effect: Of<'opening'>): Promise<Thing[]> {
  const { repositoryId, marker, title, labels, then } = effect;
  if (await findPostedIssue(house.db, repositoryId, marker)) return [then];
  const body = await bodyFor(house.db, repositoryId, effect.body);
  // The answer to an earlier attempt may have been lost.
  const found = await github.findIssue(place, marker);
  const number = found ?? (await github.createIssue(place, { title, body, labels }));
  const post = { repositoryId, number, marker, commentId: 0, bodyHash: hashOf(body), telling: effect.body };
  await recordPost(house.db, post);
  return [then];
}

/** An issue of the bot's own that people write in is theirs, but for what may not be told in it any more. */
export async function takingBack(
  { house, github, place }: Pick<Hands, 'house' | 'github' | 'place'>,
  post: Post,
): Promise<void> {
  const written = await github.written(place, post.number);
  if (!written) return forgetPost(house.db, post);
  const mayTell = await tellable(house.db, post.repositoryId, post.telling);
  const body = veilIn(written.body, post.telling, mayTell);
  if (body !== written.body) await github.updateIssue(place, post.number, { body });
}

export async function label({ github, place }: Hands, effect: Of<'label'>): Promise<Thing[]> {
  const { number, label: name, change } = effect;
  if (change === 'add') await github.addLabel(place, number, name);
  else await github.removeLabel(place, number, name);
  return [];
}

export async function state({ github, place }: Hands, { number, to }: Of<'state'>): Promise<Thing[]> {
  const issue = await github.issue(place, number);
  const isThere = issue?.open === (to === 'open');
  if (!issue || isThere) return [];
  await github.updateIssue(
    place,
    number,
    to === 'open' ? { state: 'open' } : { state: 'closed', state_reason: to },
  );
  return [];
}
