/** Whoever has a share in a request hears what came of it: where that was said, or else where it was asked. */
import type { House } from '../house.ts';
import type { Effect } from '../queue/index.ts';
import type { Request } from '../rotation/index.ts';
import { marker } from '../text.ts';
import type { Asked } from './command.ts';
import { isHeardBy } from './hearing.ts';

export async function tellAsker(house: House, asked: Asked, request: Request, words: string): Promise<Told> {
  return tell(house, asked, request, request.asker, words);
}

type Told = { readonly words?: string; readonly effects: readonly Effect[] };

/** @param whom whoever asked, or was asked: both could see where it was asked */
export async function tell(
  house: House,
  { repository, commentId }: Asked,
  request: Request,
  whom: string,
  words: string,
): Promise<Told> {
  if (await isHeardBy(house, repository, whom)) return { words, effects: [] };
  const { repositoryId, number } = request;
  const theirs = marker('reply', `${request.commentId}/${commentId}`);
  const body = `${theirs}\n${words}`;
  return {
    effects: [{ kind: 'reply', repositoryId, number, commentId: request.commentId, marker: theirs, body }],
  };
}
