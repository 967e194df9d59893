import { z } from 'zod';
import type { Place } from './facts.ts';
import type { Octokit } from './octokit.ts';

const Account = z.object({ login: z.string() }).nullish().catch(null);

/** What is read of an entry of a timeline ("Timeline event types"); each kind has some of it. */
const Entry = z.object({
  event: z.string().optional().catch(undefined),
  actor: Account,
  user: Account,
  assigner: Account,
  created_at: z.coerce.date().optional().catch(undefined),
  updated_at: z.coerce.date().optional().catch(undefined),
  submitted_at: z.coerce.date().optional().catch(undefined),
});

/** What follows from being mentioned or assigned, under the name of whom somebody else mentioned or assigned. */
const PASSIVE: readonly (string | undefined)[] = ['mentioned', 'subscribed', 'unsubscribed'];

/** The last that anybody but the bot did about an issue: comments and their edits, labels, assignments, links. */
export async function lastActivity(
  octokit: Octokit,
  { owner, name: repo }: Place,
  number: number,
  bot: string,
): Promise<Date | undefined> {
  const where = { owner, repo, issue_number: number, per_page: 100 };
  const timeline = await octokit.paginate(octokit.rest.issues.listEventsForTimeline, where);
  const times = timeline.flatMap((raw) => {
    const { success, data: entry } = Entry.safeParse(raw);
    if (!success || PASSIVE.includes(entry.event)) return [];
    const who = entry.assigner ?? entry.actor ?? entry.user;
    if (who?.login === bot) return [];
    // An edit of a comment shows on the comment alone.
    const edited = entry.event === 'commented' ? entry.updated_at : undefined;
    const at = edited ?? entry.submitted_at ?? entry.created_at;
    return at ? [at.getTime()] : [];
  });
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}
