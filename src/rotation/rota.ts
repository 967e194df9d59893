import { memberKey, type Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { addMs, localDay, startOfDay } from '../time.ts';
import { type Cover, type Stretch, servedBy } from './covers.ts';
import {
  coversAfter,
  type Recorded,
  type RecordedShift,
  recordCovers,
  recordedSince,
  recordJoins,
  recordServing,
  recordShifts,
  recordTally,
} from './records.ts';
import { type History, nextShifts, planShifts, type Shift } from './schedule.ts';
import { nextPresenceChange, standIns } from './stand-in.ts';
import { type Waiting, waitingFor } from './waiting.ts';

/** A rotation at an instant: recorded history, the plan that goes on from it, and the covers that lie on top. */
export type Rota = {
  /** The shift that runs now, with those who serve at this moment; none before the first, and in a gap. */
  readonly current: Shift | undefined;
  readonly next: Shift | undefined;
  /** Shifts that have begun and are not recorded yet, oldest first. */
  readonly begun: readonly Shift[];
  /** The last shift that was recorded before those, with those for whom the debt was last arranged in it. */
  readonly lastRecorded: Shift | undefined;
  /** What there is to be done: a shift has begun, or somebody else serves than the debt was arranged for. */
  readonly due: 'handoff' | 'cover' | 'nothing';
  /** When who serves may change next. */
  readonly changesAt: Date | undefined;
  /** Who has waited how long for a turn, the longest first. */
  waiting(): Waiting[];
  /** The running shift, from now on, and those after it, with who is to serve when; so many in all. */
  ahead(count: number): ShiftAhead[];
  /** Makes facts of what has begun, of who covers for whom is not there, and of who stands on the roster. */
  record(db: Db): Promise<void>;
};

/** A shift that is not over, and who serves it when. Stretches begin now at the earliest. */
export type ShiftAhead = {
  readonly start: Date;
  readonly end: Date;
  readonly stretches: readonly Stretch[];
  /** How many of the places on duty are taken. */
  readonly seats: number;
};

export async function rotaAt(db: Db, scopeId: number, rotation: Rotation, now: Date): Promise<Rota> {
  const which = { scopeId, rotation: rotation.name };
  const known = await recordedSince(db, which, now);
  return rotaFrom(scopeId, rotation, { ...known, covers: await coversAfter(db, which, now) }, now);
}

/** The same from records that were read: nothing but arithmetic. */
export function rotaFrom(
  scopeId: number,
  rotation: Rotation,
  { covers, ...known }: Recorded & { readonly covers: readonly Cover[] },
  now: Date,
): Rota {
  const which = { scopeId, rotation: rotation.name };
  const joins = newJoins(rotation, known.joined ?? new Map(), now);
  const recorded = { ...known, joined: new Map([...(known.joined ?? []), ...joins]) };
  const last = known.shifts.at(-1);
  const begun = planShifts(rotation, { from: last?.end ?? startOfTime, to: addMs(now, 1) }, recorded).filter(
    (shift) => shift.start <= now && (!last || shift.start >= last.end),
  );
  const history = { ...recorded, shifts: [...recorded.shifts, ...begun] };
  const shift = history.shifts.findLast(({ start, end }) => start <= now && end > now);
  const running = shift && serviceOf(rotation, shift, history, covers, now);
  const next = nextShifts(rotation, { after: now, count: 1 }, history)[0];
  return {
    current: shift && running && { ...shift, onDuty: running.serving },
    next: next && { ...next, onDuty: servingAt(rotation, next, covers, next.start) },
    begun,
    lastRecorded: last && { ...last, onDuty: last.serving },
    due:
      begun.length > 0 ? 'handoff' : last && last === shift && changed(last, running) ? 'cover' : 'nothing',
    changesAt: running?.until ?? next?.start,
    waiting: () => waitingFor(rotation, history, now),
    ahead(count) {
      const coming = nextShifts(rotation, { after: now, count: shift ? count - 1 : count }, history);
      const laid = [...covers, ...withIds(running?.standIns ?? [])];
      return [...(shift ? [shift] : []), ...coming].map((one) => aheadOf(rotation, one, laid, now));
    },
    async record(trx) {
      await recordShifts(trx, which, begun);
      if (begun.length > 0) await recordTally(trx, which, history);
      await recordCovers(trx, which, running?.standIns ?? [], now);
      if (shift && running) await recordServing(trx, which, shift.start, running.serving);
      await recordJoins(trx, which, joins);
    },
  };
}

/** Who serves a running shift now, whoever covers from now on included, and until when. */
function serviceOf(
  rotation: Rotation,
  shift: Shift,
  history: History,
  known: readonly Cover[],
  now: Date,
): { serving: readonly string[]; until: Date; standIns: readonly Omit<Cover, 'id'>[] } {
  const before = servingAt(rotation, shift, known, now);
  const needed = standIns(rotation, history, shift, before, now);
  const covers = [...known, ...withIds(needed)];
  const stretch = servedBy(rotation, shift, covers).stretches.find(({ end }) => end > now);
  const serving = stretch?.serving ?? before;
  const change = nextPresenceChange(rotation, history, serving, now);
  const end = stretch?.end ?? shift.end;
  // One that changes nothing would be made again and again.
  const made = needed.filter(({ substitute }) => serving.includes(substitute));
  return { serving, until: change && change < end ? change : end, standIns: made };
}

/** As if they were made now, after all the others. */
function withIds(covers: readonly Omit<Cover, 'id'>[]): Cover[] {
  return covers.map((cover) => ({ ...cover, id: Number.POSITIVE_INFINITY }));
}

function aheadOf(rotation: Rotation, shift: Shift, covers: readonly Cover[], now: Date): ShiftAhead {
  const stretches = servedBy(rotation, shift, covers)
    .stretches.filter(({ end }) => end > now)
    .map((stretch) => ({ ...stretch, start: stretch.start > now ? stretch.start : now }));
  return { start: shift.start, end: shift.end, stretches, seats: (shift.turns ?? shift.onDuty).length };
}

function servingAt(rotation: Rotation, shift: Shift, covers: readonly Cover[], at: Date): readonly string[] {
  return servedBy(rotation, shift, covers).stretches.find(({ end }) => end > at)?.serving ?? shift.onDuty;
}

function changed({ serving }: RecordedShift, now: { serving: readonly string[] } | undefined): boolean {
  return now !== undefined && now.serving.join('\n') !== serving.join('\n');
}

const startOfTime = new Date(0);

/** Whoever is on the roster when it is first seen was there from its start; later comers join that day. */
function newJoins(rotation: Rotation, known: ReadonlyMap<string, Date>, now: Date): Map<string, Date> {
  const day =
    known.size === 0 ? startOfTime : startOfDay(localDay(now, rotation.timezone), rotation.timezone);
  const fresh = rotation.roster.filter((member) => !member.from && !known.has(memberKey(member)));
  return new Map(fresh.map((member) => [memberKey(member), day]));
}
