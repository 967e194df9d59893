/** How the promises made around debt were kept: what stands beside the numbers of a week. */
import { lostLabels } from '../debt/index.ts';
import { type Answers, readAnswers } from '../handoff/index.ts';
import type { House } from '../house.ts';
import type { Scope } from '../scope/index.ts';
import { type Interruptions, interruptionsIn } from '../shield/index.ts';
import type { Db } from '../store/index.ts';
import type { IssueReference } from '../text.ts';
import type { Week } from '../time.ts';
import { isVisibleAt } from '../visibility.ts';

export type Promises = {
  readonly interruptions: Interruptions;
  /** What those who left said in eight weeks of the time they were promised. */
  readonly answers: Answers['total'];
  /** Debt that lost its label by the hand of somebody who does not decide that */
  readonly lostLabels: readonly TellableIssue[];
};

/** `visible` as in `CountedSpell`. */
type TellableIssue = IssueReference & { readonly visible: boolean };

/** The promises in each of some weeks, and what is to be written down of them. */
export type Kept = { in(week: Week): Promises; write(db: Db): Promise<void> };

export const nothingToSay: Promises = {
  interruptions: { issues: 0, handedBack: 0 },
  answers: { yes: 0, no: 0 },
  lostLabels: [],
};

/** @param weeks oldest first; in the reports of earlier ones, which come late, the answers of today have no place */
export async function promisesIn(
  house: House,
  scope: Scope,
  weeks: readonly Week[],
  now: Date,
): Promise<Kept> {
  const { total, write } = await readAnswers(house, scope, now);
  const told = new Map<Week, Promises>();
  for (const week of weeks) {
    const answers = week === weeks.at(-1) ? total : nothingToSay.answers;
    const lost = await lostLabels(house, scope, week);
    told.set(week, {
      interruptions: await interruptionsIn(house.db, scope.id, week),
      answers,
      lostLabels: lost.map((issue) => ({ ...issue, visible: isVisibleAt(scope.home, issue) })),
    });
  }
  return { in: (week) => told.get(week) ?? nothingToSay, write };
}
