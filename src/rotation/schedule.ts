/**
 * The rule of the rotation: whoever has waited longest goes next; a newcomer starts waiting the day they join; a
 * person away keeps their place. Pure: the same file and the same records make the same plan.
 */
import type { Rotation } from '../config/index.ts';
import { UserError } from '../errors.ts';
import { isoSeconds } from '../time.ts';
import { gridStart, handoffsAfter, nominalLength } from './grid.ts';
import type { Tally } from './tally.ts';
import { handOver, standingAfter, type Turn } from './turns.ts';

/** One stretch between two handoffs (`end` is exclusive) and who serves it, in the order they were picked. */
export type Shift = {
  readonly start: Date;
  readonly end: Date;
  readonly onDuty: readonly string[];
  /** Whose turns it is part of; not known of shifts that were recorded when each turn lasted one. */
  readonly turns?: readonly Turn[];
};

/** An absence from one instant to another (exclusive). */
export type Absence = { readonly login: string; readonly from: Date; readonly to: Date };

/** What is known beside the file. */
export type History = {
  /** The shifts that have begun, oldest first. They are facts: planning goes on where they end. */
  readonly shifts: readonly Shift[];
  /** What the shifts before those left behind, where they were not read. */
  readonly before?: Tally | undefined;
  /** When somebody (login in lower case) was first seen on the roster, for those without a `from` in the file. */
  readonly joined?: ReadonlyMap<string, Date>;
  /** Beside those of the file. */
  readonly absences?: readonly Absence[];
};

const NOTHING_RECORDED: History = { shifts: [] };

/** About 28 years of hourly shifts, or 4,800 of weekly ones: beyond, the span is a slip of the keyboard. */
const MAX_SHIFTS = 250_000;

/**
 * The shifts that overlap a span (`to` is exclusive), recorded ones as they were recorded. Without a history, the
 * file alone decides, from `starts` on. A shift that nobody can serve has nobody on duty. Throws a `UserError` if
 * the span is so far away that more than 250,000 shifts would have to be planned.
 */
export function planShifts(
  rotation: Rotation,
  span: { readonly from: Date; readonly to: Date },
  history: History = NOTHING_RECORDED,
): Shift[] {
  assertWithinReach(rotation, span.to, history);
  const shifts = history.shifts.filter(({ start, end }) => start < span.to && end > span.from);
  for (const shift of shiftsAfter(rotation, history)) {
    if (shift.start >= span.to) break;
    if (shift.end > span.from) shifts.push(shift);
  }
  return shifts;
}

/** The next shifts that begin after an instant, as many as asked for; recorded ones among them. Throws as `planShifts`. */
export function nextShifts(
  rotation: Rotation,
  { after, count }: { readonly after: Date; readonly count: number },
  history: History = NOTHING_RECORDED,
): Shift[] {
  assertWithinReach(rotation, after, history);
  const shifts = history.shifts.filter(({ start }) => start > after).slice(0, count);
  for (const shift of shiftsAfter(rotation, history)) {
    if (shifts.length >= count) break;
    if (shift.start > after) shifts.push(shift);
  }
  return shifts;
}

/** The plan from the end of the records on, without end. */
function* shiftsAfter(rotation: Rotation, history: History): Generator<Shift> {
  const standing = standingAfter(rotation, history);
  let start = planningStart(rotation, history);
  const ends: Date[] = [];
  for (const end of handoffsAfter(rotation, start)) {
    // A turn is looked at as a whole.
    if (ends.push(end) < rotation.stint) continue;
    const shift = handOver(rotation, standing, start, ends);
    yield shift;
    start = shift.end;
    ends.shift();
  }
}

function planningStart(rotation: Rotation, { shifts }: History): Date {
  const first = gridStart(rotation);
  const recorded = shifts.at(-1)?.end;
  return recorded !== undefined && recorded > first ? recorded : first;
}

function assertWithinReach(rotation: Rotation, until: Date, history: History): void {
  const start = planningStart(rotation, history);
  if ((until.getTime() - start.getTime()) / nominalLength(rotation) <= MAX_SHIFTS) return;
  const from = isoSeconds(start);
  throw new UserError(
    `${rotation.name} would need more than ${MAX_SHIFTS} shifts from ${from} to ${isoSeconds(until)}; ask for an earlier span, or move \`starts\` closer to it`,
  );
}
