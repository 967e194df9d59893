import { memberKey, type Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { addMs, localDay, startOfDay } from '../time.ts';
import { type Cover, servedBy } from './covers.ts';
import {
  coversAfter,
  type RecordedShift,
  recordCovers,
  recordedAbsences,
  recordedShifts,
  recordJoins,
  recordServing,
  recordShifts,
  rosterJoins,
} from './records.ts';
import { type History, nextShifts, planShifts, type Shift } from './schedule.ts';
import { nextPresenceChange, standIns } from './stand-in.ts';
import { followTeams, withTeamPeople } from './team-squads.ts';
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
  /** Makes facts of what has begun, of who covers for whom is not there, and of who stands on the roster. */
  record(db: Db): Promise<void>;
};

export async function rotaAt(db: Db, scopeId: number, rotation: Rotation, now: Date): Promise<Rota> {
  const which = { scopeId, rotation: rotation.name };
  const known = await rosterJoins(db, which);
  const joins = newJoins(rotation, known, now);
  const absences = await recordedAbsences(db, scopeId);
  const before = {
    shifts: await recordedShifts(db, which),
    joined: new Map([...known, ...joins]),
    absences,
  };
  const recorded = before.shifts.map((one) => ({ ...one, ...followTeams(rotation, before, one, now) }));
  const history = { ...before, shifts: recorded };
  const last = recorded.at(-1);
  const begun = planShifts(rotation, { from: last?.end ?? startOfTime, to: addMs(now, 1) }, history).filter(
    (shift) => shift.start <= now && (!last || shift.start >= last.end),
  );
  const shift = [...recorded, ...begun].findLast(({ start, end }) => start <= now && end > now);
  const covers = await coversAfter(db, which, now);
  const running =
    shift && serviceOf(rotation, shift, { ...history, shifts: [...recorded, ...begun] }, covers, now);
  const next = nextShifts(rotation, { after: now, count: 1 }, history)[0];
  return {
    current: shift && running && { ...shift, onDuty: running.serving },
    next: next && { ...next, onDuty: servingAt(rotation, next, covers, next.start) },
    begun,
    lastRecorded: last && { ...last, onDuty: last.serving },
    due:
      begun.length > 0 ? 'handoff' : last && last === shift && changed(last, running) ? 'cover' : 'nothing',
    changesAt: running?.until ?? next?.start,
    waiting: () => waitingFor(rotation, { ...history, shifts: [...recorded, ...begun] }, now),
    async record(trx) {
      const facts = begun.map((one) => withTeamPeople(rotation, history, one));
      await recordShifts(trx, which, facts);
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
  const covers = [...known, ...needed.map((cover) => ({ ...cover, id: Number.POSITIVE_INFINITY }))];
  const stretch = servedBy(rotation, shift, covers).stretches.find(({ end }) => end > now);
  const serving = stretch?.serving ?? before;
  const change = nextPresenceChange(rotation, history, serving, now);
  const end = stretch?.end ?? shift.end;
  // One that changes nothing would be made again and again.
  const made = needed.filter(({ substitute }) => serving.includes(substitute));
  return { serving, until: change && change < end ? change : end, standIns: made };
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
