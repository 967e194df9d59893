import { runningIteration } from '../debt/index.ts';
import { isAmong } from '../logins.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';

/** What stands for a rotation where an iteration is interrupted. */
export const ITERATION = '';

/**
 * Whether somebody works in an infra iteration at an instant. Other work is counted then, and never answered: it is given to
 * the whole team, so that nobody is free instead, and whoever hands it out is in it as a rule.
 */
export async function isInIteration(db: Db, scope: Scope, login: string, at: Date): Promise<boolean> {
  const iteration = await runningIteration(db, scope, at);
  return iteration !== undefined && iteration.start <= at && isAmong(iteration.people, login);
}
