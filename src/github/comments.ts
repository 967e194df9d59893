import { type Ask, at, type BotLogin, orNothing } from './ask.ts';
import type { Place } from './facts.ts';

/** The bot's comments, and what it does about those of others. */
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

    /** Whether a comment is there; somebody may have deleted it, or its issue. */
    hasComment(place: Place, commentId: number): Promise<boolean> {
      return ask(`GET comment ${place.owner}/${place.name} ${commentId}`, async (octokit) => {
        const comment = { ...at(place), comment_id: commentId };
        return (await orNothing(() => octokit.rest.issues.getComment(comment))) !== undefined;
      });
    },

    /** When a comment was posted; nothing where it is gone. */
    commentedAt(place: Place, commentId: number): Promise<Date | undefined> {
      return ask(`GET comment ${place.owner}/${place.name} ${commentId}`, async (octokit) => {
        const comment = { ...at(place), comment_id: commentId };
        const answer = await orNothing(() => octokit.rest.issues.getComment(comment));
        return answer && new Date(answer.data.created_at);
      });
    },

    /** Done twice it is done once ("Create reaction for an issue comment"); nothing where the comment is gone. */
    thumbUp(place: Place, commentId: number): Promise<void> {
      return ask(`POST reaction ${place.owner}/${place.name} ${commentId}`, async (octokit) => {
        const reaction = { ...at(place), comment_id: commentId, content: '+1' } as const;
        await orNothing(() => octokit.rest.reactions.createForIssueComment(reaction));
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
