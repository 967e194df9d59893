import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { newestWeek } from './newest-week.ts';

/** Whether the debt of a scope creeps, by the verdict on the newest complete week; not where that is not known. */
export async function isCreeping(db: Db, scope: Scope, now: Date): Promise<boolean> {
  const { week } = await newestWeek(db, scope, now);
  return week?.trend.verdict === 'creeping';
}
