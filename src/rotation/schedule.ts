/**
 * The rule of the rotation: whoever has waited longest goes next; a newcomer starts waiting the day they join; a
 * person away keeps their place. Pure: the same file and the same records make the same plan.
 */
import type { Rotation } from '../config/index.ts';
import { UserError } from '../errors.ts';
import { isoSeconds, startOfDay } from '../time.ts';
import { type Interval, presence, timeWithin } from './availability.ts';
import { gridStart, handoffsAfter, nominalLength } from './grid.ts';

/** One stretch between two handoffs (`end` is exclusive) and who serves it, in the order they were picked. */
export type Shift = { readonly start: Date; readonly end: Date; readonly onDuty: readonly string[] };

/** What is known beside the file. */
export type History = {
  /** The shifts that have begun, oldest first. They are facts: planning goes on where they end. */
  readonly shifts: readonly Shift[];
  /** When somebody (login in lower case) was first seen on the roster, for those without a `from` in the file. */
  readonly joined?: ReadonlyMap<string, Date>;
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
  const queue = queueOf(rotation, history);
  let start = planningStart(rotation, history);
  for (const end of handoffsAfter(rotation, start)) {
    const shift = { start, end, onDuty: serve(queue, rotation.on_duty, interval(start, end)) };
    yield shift;
    start = end;
  }
}

function planningStart(rotation: Rotation, { shifts }: History): Date {
  const first = gridStart(rotation);
  const recorded = shifts.at(-1)?.end;
  return recorded !== undefined && recorded > first ? recorded : first;
}

/** A member of the roster in the queue for the next turn. */
type Waiting = {
  readonly login: string;
  readonly seat: number;
  readonly present: readonly Interval[];
  since: number;
  turns: number;
};

/** Picks for one shift and sends those picked to the end of the queue. Returns their logins. */
function serve(queue: Waiting[], seats: number, shift: Interval): string[] {
  const half = (shift.end - shift.start) / 2;
  // Already in order but for those who served last, which is what the sort is quick with.
  queue.sort((a, b) => a.since - b.since || a.turns - b.turns || a.seat - b.seat);
  const picked: Waiting[] = [];
  for (const member of queue) {
    if (picked.length === seats) break;
    if (timeWithin(member.present, shift) > half) picked.push(member);
  }
  for (const member of picked) endTurn(member, shift.end);
  return picked.map(({ login }) => login);
}

function endTurn(member: Waiting, end: number): void {
  member.since = end;
  member.turns += 1;
}

/** Everybody of the roster, with the waiting and the turns that the records give them. */
function queueOf(rotation: Rotation, history: History): Waiting[] {
  const start = Math.min(
    gridStart(rotation).getTime(),
    history.shifts[0]?.start.getTime() ?? Number.POSITIVE_INFINITY,
  );
  const away = Map.groupBy(rotation.away, keyOf);
  const members = new Map<string, Waiting>();
  for (const [key, memberships] of Map.groupBy(rotation.roster, keyOf)) {
    const joined = joinedAt(memberships, rotation.timezone) ?? history.joined?.get(key)?.getTime() ?? start;
    members.set(key, {
      login: memberships[0]?.login ?? key,
      seat: members.size,
      present: presence(memberships, away.get(key) ?? [], rotation.timezone),
      since: Math.max(start, joined),
      turns: 0,
    });
  }
  for (const { end, onDuty } of history.shifts) {
    for (const login of onDuty) {
      const member = members.get(login.toLowerCase());
      if (member !== undefined) endTurn(member, end.getTime());
    }
  }
  return [...members.values()];
}

function keyOf({ login }: { readonly login: string }): string {
  return login.toLowerCase();
}

/** When the first of somebody's spans on the roster begins; nothing if the file leaves that open. */
function joinedAt(
  memberships: readonly { readonly from?: string | undefined }[],
  timezone: string,
): number | undefined {
  const days = memberships.map(({ from }) => from);
  const [first] = days.toSorted();
  return first === undefined || days.includes(undefined) ? undefined : startOfDay(first, timezone).getTime();
}

function interval(start: Date, end: Date): Interval {
  return { start: start.getTime(), end: end.getTime() };
}

function assertWithinReach(rotation: Rotation, until: Date, history: History): void {
  const start = planningStart(rotation, history);
  if ((until.getTime() - start.getTime()) / nominalLength(rotation) <= MAX_SHIFTS) return;
  const from = isoSeconds(start);
  throw new UserError(
    `${rotation.name} would need more than ${MAX_SHIFTS} shifts from ${from} to ${isoSeconds(until)}; ask for an earlier span, or move \`starts\` closer to it`,
  );
}
