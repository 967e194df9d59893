/** What is remembered of a checklist, and how it follows what people do to it: they tick, reorder, reword and strike. */
import { createHash } from 'node:crypto';
import { distance } from 'fastest-levenshtein';
import { endOfDay } from '../time.ts';
import { type Item, sameText, type Wants } from './items.ts';

/** One line of the checklist over time. `key` stays when it is reworded: what was opened for it is known by that. */
export type Action = {
  readonly key: string;
  readonly said: string;
  readonly wants: Wants;
  /** When it was first seen ticked; null while it is not. */
  readonly doneAt: Date | null;
  /** Debt that was struck off is remembered: written again, it is the same. */
  readonly listed: 'listed' | 'struck';
  /** The repository in which an issue was to be opened for it. */
  readonly askedIn: number | null;
};

/** `ticks`: nothing new is taken up any more, and ticks still count. */
export type Reading = { readonly at: Date; readonly takes: 'everything' | 'ticks' };

/** The checklist as it is now, in its order, with what is remembered of each line, and what was struck off behind it. */
export function follow(known: readonly Action[], items: readonly Item[], reading: Reading): Action[] {
  const left = new Map(known.map((action) => [action.key, action]));
  const matches = new Map<Item, Action>();
  const take = (item: Item, found: Action | undefined) => {
    if (!found) return;
    matches.set(item, found);
    left.delete(found.key);
  };
  for (const item of items)
    take(
      item,
      [...left.values()].find((one) => sameText(one.said) === sameText(item.said)),
    );
  for (const item of items) {
    if (!matches.has(item))
      take(
        item,
        [...left.values()].find((one) => isReworded(one, item)),
      );
  }
  const keys = new Set(known.map(({ key }) => key));
  const listed = items.flatMap((item): Action[] => {
    const before = matches.get(item);
    if (before) return [seenAgain(before, item, reading.at)];
    if (reading.takes === 'ticks') return [];
    const key = freshKey(item.said, keys);
    keys.add(key);
    return [{ key, ...seen(item, reading.at), askedIn: null }];
  });
  const struck = [...left.values()].flatMap((one): Action[] => {
    return one.askedIn === null ? [] : [{ ...one, listed: 'struck' }];
  });
  return [...listed, ...struck];
}

function seen({ said, wants, state }: Item, at: Date): Omit<Action, 'key' | 'askedIn'> {
  return { said, wants, doneAt: state === 'ticked' ? at : null, listed: 'listed' };
}

function seenAgain(before: Action, item: Item, at: Date): Action {
  const { doneAt, ...now } = seen(item, at);
  return { ...before, ...now, doneAt: doneAt && (before.doneAt ?? doneAt) };
}

/** At most this share of the letters differs between a line and the same line reworded. */
const REWORDED = 0.3;

/** A typo that is mended makes no second issue. What was struck off before is not taken for it. */
function isReworded(before: Action, item: Item): boolean {
  if (before.listed === 'struck' || placeOf(before.wants) !== placeOf(item.wants)) return false;
  const [one, other] = [sameText(wordsOf(before)), sameText(wordsOf(item))];
  return distance(one, other) <= REWORDED * Math.max(one.length, other.length);
}

/** Without the name of a repository: a long one would make any two lines alike. */
function wordsOf({ said, wants }: Pick<Item, 'said' | 'wants'>): string {
  return wants.kind === 'debt' ? `debt: ${wants.title}` : said;
}

/** Another repository is another issue. */
function placeOf(wants: Wants): string {
  return wants.kind === 'debt' ? `debt ${wants.repository?.toLowerCase()}` : wants.kind;
}

function freshKey(said: string, taken: ReadonlySet<string>): string {
  for (let time = 0; ; time += 1) {
    const key = createHash('sha256')
      .update(`${sameText(said)}\n${time}`)
      .digest('base64url')
      .slice(0, 16);
    if (!taken.has(key)) return key;
  }
}

/** How many of the actions whose day has come, or that are done, were done by that day. */
export type Punctuality = { readonly dated: number; readonly inTime: number };

export function punctualityOf(actions: readonly Action[], now: Date, timezone: string): Punctuality {
  const ends = actions.flatMap(({ wants, doneAt, listed }) => {
    const due = wants.kind === 'action' && listed === 'listed' ? wants.due : null;
    return due === null ? [] : [{ end: endOfDay(due, timezone), doneAt }];
  });
  const dated = ends.filter(({ end, doneAt }) => doneAt !== null || end <= now);
  return { dated: dated.length, inTime: dated.filter(({ end, doneAt }) => doneAt && doneAt < end).length };
}
