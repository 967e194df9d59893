import { type Ask, at, orNothing } from './ask.ts';
import type { Place } from './facts.ts';

/** Who reacted, and how: `+1` and `-1` are the thumbs ("REST API endpoints for reactions"). */
export type Reaction = { readonly login: string; readonly content: string };

/** Of more than these pages of a hundred, the rest is not read: anybody may react in public. */
const PAGES = 3;

export function reactionRequests(ask: Ask) {
  return {
    /** The reactions to a comment, oldest first; nothing where it is gone. No webhook tells of them. */
    reactions(place: Place, commentId: number): Promise<Reaction[] | undefined> {
      return ask(`GET reactions ${place.owner}/${place.name} ${commentId}`, (octokit) =>
        orNothing(async () => {
          const where = { ...at(place), comment_id: commentId, per_page: 100 };
          const reactions: Reaction[] = [];
          let pages = 0;
          for await (const { data } of octokit.paginate.iterator(
            octokit.rest.reactions.listForIssueComment,
            where,
          )) {
            for (const { user, content } of data) if (user) reactions.push({ login: user.login, content });
            pages += 1;
            if (pages === PAGES) break;
          }
          return reactions;
        }),
      );
    },
  };
}
