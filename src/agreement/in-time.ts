/** Who answered in time has answered, however late it is heard: GitHub may have been out, or Paydown. Pure. */
import type { Step } from './steps.ts';
import type { Wish } from './wishes.ts';

/**
 * What was done about an issue, as far as it counts for a wish: without the end of a dispute for want of an answer, where
 * the wish is that answer, was said in time, and nothing followed on that end.
 */
export function countedFor(steps: readonly Step[], wish: Wish, saidAt: Date): Step[] {
  return steps.filter((step, index) => {
    if (!isAnsweredBy(step, wish)) return true;
    const isSame = ({ what }: Step) => what === step.what;
    const dispute = steps.slice(0, index).findLast((one) => isSame(one) && DISPUTES.has(one.kind));
    const isOver = steps.slice(index + 1).some((one) => isSame(one) || one.kind === 'ended');
    return isOver || !dispute?.until || saidAt > dispute.until;
  });
}

const DISPUTES: ReadonlySet<Step['kind']> = new Set(['challenged', 'appealed']);

/** Whether a wish is what time ended a dispute for the want of. */
function isAnsweredBy({ kind, what }: Step, wish: Wish): boolean {
  switch (wish.kind) {
    case 'uphold':
    case 'overturn':
      return kind === 'unruled';
    case 'decide':
      return kind === 'lapsed' && what === wish.what;
    default:
      return false;
  }
}
