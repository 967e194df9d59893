/** How debt stands beside its count: what was decided to be left, what is overdue, and what was given. */
import { parkedBy, type State } from '../agreement/index.ts';
import type { Config } from '../config/index.ts';
import { type Given, givenIn, issueKey, waitingSince } from '../debt/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { Week } from '../time.ts';
import { isVisibleAt } from '../visibility.ts';
import { isOverdue, type Waiting } from './decision.ts';

/** Issues, counted; a review is overdue where debt was accepted until a date that has come. */
type Counts = {
  readonly accepted: number;
  readonly deferred: number;
  readonly reviews: number;
  readonly waiting: number;
};

export type Standing = Counts & {
  /** Since the beginning of the week: a handoff may come with the report, and give again what was given in it. */
  readonly given: {
    readonly since: Date;
    /** What everybody here may see, and how many there are besides. */
    readonly shown: readonly Given[];
    readonly hidden: number;
  };
};

type Debts = {
  readonly debts: readonly { readonly agreed?: State | undefined }[];
  readonly waiting: readonly Waiting[];
};

export async function standingOf(
  db: Db,
  { id, home, config }: Scope,
  week: Week,
  debts: Debts,
  now: Date,
): Promise<Standing> {
  const given = await givenIn(db, id, { start: week.start, end: now });
  const shown = given.filter((issue) => isVisibleAt(home, issue));
  const waits = await waitingSince(db, id);
  return {
    ...countsOf(debts, new Map(waits.map((wait) => [issueKey(wait), wait.since])), config, now),
    given: { since: week.start, shown, hidden: given.length - shown.length },
  };
}

/** @param since when what waits began to wait, which it may have been debt for long before */
function countsOf(
  { debts, waiting }: Debts,
  since: ReadonlyMap<string, Date>,
  config: Config,
  now: Date,
): Counts {
  const parked = debts.flatMap(({ agreed }) => (agreed && parkedBy(agreed)) ?? []);
  const isReview = ({ agreed }: Waiting) => agreed?.review?.what === 'accept';
  const isLate = (one: Waiting) => isOverdue({ ...one, since: since.get(issueKey(one)) ?? now }, config, now);
  return {
    accepted: parked.filter(({ what }) => what === 'accept').length,
    deferred: parked.filter(({ what }) => what === 'defer').length,
    reviews: waiting.filter(isReview).length,
    waiting: waiting.filter((one) => !isReview(one) && isLate(one)).length,
  };
}
