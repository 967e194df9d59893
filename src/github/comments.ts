import { type Ask, at, type BotLogin } from './ask.ts';
import type { Place } from './facts.ts';

/** The bot's comments. */
export function commentRequests(ask: Ask, botLogin: BotLogin) {
  return {
    /** The comment of the bot that begins with a marker, if there is one. */
    findComment(
      place: Place,
      number: number,
      marker: string,
    ): Promise<{ id: number; body: string } | undefined> {
      return ask(`GET comments ${place.owner}/${place.name}#${number}`, async (octokit) => {
        const bot = await botLogin();
        const pages = octokit.paginate.iterator(octokit.rest.issues.listComments, {
          ...at(place),
          issue_number: number,
          per_page: 100,
        });
        for await (const { data } of pages) {
          const found = data.find(
            (comment) => comment.user?.login === bot && comment.body?.startsWith(marker),
          );
          if (found) return { id: found.id, body: found.body ?? '' };
        }
        return undefined;
      });
    },

    createComment(place: Place, number: number, body: string): Promise<number> {
      return ask(`POST comment ${place.owner}/${place.name}#${number}`, async (octokit) => {
        const { data } = await octokit.rest.issues.createComment({
          ...at(place),
          issue_number: number,
          body,
        });
        return data.id;
      });
    },

    updateComment(place: Place, commentId: number, body: string): Promise<void> {
      return ask(`PATCH comment ${place.owner}/${place.name} ${commentId}`, async (octokit) => {
        await octokit.rest.issues.updateComment({ ...at(place), comment_id: commentId, body });
      });
    },
  };
}
