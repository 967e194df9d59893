/**
 * Issues that became discussions. No webhook says so: GitHub closes and locks such an issue, as if it were paid, and only
 * its history tells ("Issue event types", `converted_to_discussion`).
 */
import { type Installation, isRefused, type Place } from '../github/index.ts';
import type { HistoryEntry } from './ledger.ts';

/** What a webhook shows of an issue that may have become a discussion just now. */
type Shown = { readonly state?: string | undefined; readonly locked?: boolean | undefined };

/** Whether an event may be that of a conversion: whichever comes last, the closing or the locking. */
export function mayBeConversion(action: string, { state, locked }: Shown): boolean {
  return (action === 'closed' || action === 'locked') && state === 'closed' && locked === true;
}

/** Closing and converting are one deed, even where a second begins between the two. */
const ONE_DEED_MS = 5000;

/** The conversions in the history of an issue, each in the moment in which the issue was closed for it. */
export async function conversionsOf(
  github: Installation,
  place: Place,
  number: number,
  history: readonly HistoryEntry[],
): Promise<HistoryEntry[]> {
  const events = await eventsOf(github, place, number);
  return events
    .filter(({ event }) => event === 'converted_to_discussion')
    .map(({ id, created_at }): HistoryEntry => {
      const at = new Date(created_at);
      const closing = history.find(
        (entry) => entry.kind === 'closed' && Math.abs(entry.at.getTime() - at.getTime()) <= ONE_DEED_MS,
      );
      return { at: closing?.at ?? at, order: id, kind: 'transferred' };
    });
}

async function eventsOf(github: Installation, place: Place, number: number) {
  try {
    return await github.issueEvents(place, number);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return [];
  }
}
