import { withoutLogins } from '../logins.ts';
import type { Covering, Rota, Shift } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';

/** Who serves, and who of them did not when the debt was last arranged. */
export type Change = {
  readonly current: Shift;
  readonly leaving: readonly string[];
  readonly coming: readonly string[];
};

/**
 * What debt moves for: a handoff that was waited for, or somebody who covers. Nothing where Paydown came in the middle
 * of a shift, or only observes.
 *
 * @param expected when the handoff was due; nothing where nobody waited for it
 */
export function changeAt(scope: Scope, rota: Rota, expected: Date | undefined): Change | undefined {
  const { current, due, lastRecorded } = rota;
  if (!current || due === 'nothing' || scope.config.mode !== 'act') return undefined;
  if (due === 'handoff' && !expected) return undefined;
  const [before, after] = [lastRecorded?.onDuty ?? [], current.onDuty];
  return { current, leaving: withoutLogins(before, after), coming: withoutLogins(after, before) };
}

/**
 * Who covers for somebody who is not there, asked by nobody, and was not told so yet: they did not serve before, or go on
 * from now on.
 */
export function newStandIns({ byRule }: Rota, change: Change | undefined, now: Date): Covering[] {
  return byRule.filter(
    ({ substitute, from }) =>
      change?.coming.includes(substitute) === true || from.getTime() === now.getTime(),
  );
}
