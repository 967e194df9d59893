/** Whoever asked hears of the answer: where it was given, or where they asked, if they cannot see the first. */
import type { House } from '../house.ts';
import type { Effect } from '../queue/index.ts';
import type { Request } from '../rotation/index.ts';
import { marker } from '../text.ts';
import type { Asked } from './command.ts';
import { isHeardBy } from './hearing.ts';

export async function tellAsker(
  house: House,
  { repository, commentId }: Asked,
  request: Request,
  words: string,
): Promise<{ readonly words?: string; readonly effects: readonly Effect[] }> {
  if (await isHeardBy(house, repository, request.asker)) return { words, effects: [] };
  const { repositoryId, number } = request;
  const theirs = marker('reply', `${request.commentId}/${commentId}`);
  const body = `${theirs}\n${words}`;
  return {
    effects: [{ kind: 'reply', repositoryId, number, commentId: request.commentId, marker: theirs, body }],
  };
}
