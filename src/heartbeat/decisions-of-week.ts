import { type AppealedIssue, appealsSince, type DecisionCounts, decisionsIn } from '../agreement/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { addMs, DAY, type Week } from '../time.ts';

export type DecisionsOfWeek = {
  readonly counts: DecisionCounts;
  /** The appeals of the last weeks, where there are as many as the file calls many. */
  readonly appeals: readonly AppealedIssue[];
  /** In how many weeks. */
  readonly weeks: number;
};

export async function decisionsOfWeek(db: Db, { id, config }: Scope, week: Week): Promise<DecisionsOfWeek> {
  const { appeals: many, weeks } = config.agreement.many_appeals;
  const since = addMs(week.end, -weeks * 7 * DAY);
  const appeals = (await appealsSince(db, id, since)).filter(({ at }) => at < week.end);
  const counts = await decisionsIn(db, id, week.start, week.end);
  return { counts, appeals: appeals.length >= many ? appeals : [], weeks };
}
