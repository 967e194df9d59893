import { memberKey, type Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { addMs, localDay, startOfDay } from '../time.ts';
import { recordedShifts, recordJoins, recordShifts, rosterJoins } from './records.ts';
import { nextShifts, planShifts, type Shift } from './schedule.ts';

/** A rotation at an instant: recorded history, and the plan that goes on from it. */
export type Rota = {
  /** The shift that runs now; none before the first, and in a gap. */
  readonly current: Shift | undefined;
  readonly next: Shift | undefined;
  /** Shifts that have begun and are not recorded yet, oldest first. */
  readonly begun: readonly Shift[];
  /** The last shift that was recorded before those. */
  readonly lastRecorded: Shift | undefined;
  /** Makes facts of what has begun, and of who stands on the roster. */
  record(db: Db): Promise<void>;
};

export async function rotaAt(db: Db, scopeId: number, rotation: Rotation, now: Date): Promise<Rota> {
  const which = { scopeId, rotation: rotation.name };
  const recorded = await recordedShifts(db, which);
  const known = await rosterJoins(db, which);
  const joins = newJoins(rotation, known, now);
  const joined = new Map([...known, ...joins]);
  const lastRecorded = recorded.at(-1);
  const from = lastRecorded?.end ?? startOfTime;
  const history = { shifts: recorded, joined };
  const begun = planShifts(rotation, { from, to: addMs(now, 1) }, history).filter(
    (shift) => shift.start <= now && (!lastRecorded || shift.start >= lastRecorded.end),
  );
  return {
    current: [...recorded, ...begun].findLast((shift) => shift.start <= now && shift.end > now),
    next: nextShifts(rotation, { after: now, count: 1 }, history)[0],
    begun,
    lastRecorded,
    async record(trx) {
      await recordShifts(trx, which, begun);
      await recordJoins(trx, which, joins);
    },
  };
}

const startOfTime = new Date(0);

/** Whoever is on the roster when it is first seen was there from its start; later comers join that day. */
function newJoins(rotation: Rotation, known: ReadonlyMap<string, Date>, now: Date): Map<string, Date> {
  const day =
    known.size === 0 ? startOfTime : startOfDay(localDay(now, rotation.timezone), rotation.timezone);
  const fresh = rotation.roster.filter((member) => !member.from && !known.has(memberKey(member)));
  return new Map(fresh.map((member) => [memberKey(member), day]));
}
