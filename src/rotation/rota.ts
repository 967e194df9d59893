import { memberKey, type Rotation } from '../config/index.ts';
import { isAmong } from '../logins.ts';
import type { Db } from '../store/index.ts';
import { addMs, earliest, localDay, startOfDay } from '../time.ts';
import { type Cover, type Stretch, servedBy, servingAt } from './covers.ts';
import { handedBack, nextReturn } from './hand-back.ts';
import {
  coversAfter,
  declinedSince,
  endCovers,
  type Recorded,
  type RecordedCover,
  type RecordedShift,
  recordCovers,
  recordedSince,
  recordJoins,
  recordServing,
  recordShifts,
  recordTally,
} from './records.ts';
import { type History, nextShifts, planShifts, type Shift } from './schedule.ts';
import { isPresent, nextPresenceChange, standIns } from './stand-in.ts';
import { followTeams, withTeamPeople } from './team-squads.ts';
import { type Uncovered, uncoveredIn } from './uncovered.ts';
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
  /** Who covers at this moment because the owner of the place is not there, asked by nobody. */
  readonly byRule: readonly Covering[];
  /** When who serves may change next. */
  readonly changesAt: Date | undefined;
  /** Who of those who serve at this moment is not there: nobody can cover for them. */
  readonly absent: readonly string[];
  /** Until when somebody who covers at this moment goes on; of anybody else, when the running shift ends. */
  servesUntil(login: string): Date | undefined;
  /** Who has waited how long for a turn, the longest first. */
  waiting(): Waiting[];
  /** The running shift, from now on, and those after it, with who is to serve when; so many in all. */
  ahead(count: number): ShiftAhead[];
  /** In as many shifts: whose place is empty when, by the start of the shift. */
  uncovered(count: number): (Uncovered & { readonly shift: Date })[];
  /** Makes facts of what has begun, of who covers for whom is not there, and of who stands on the roster. */
  record(db: Db): Promise<void>;
};

/** Somebody serves in the place of another; `until` the shift ends at the latest. */
export type Covering = Pick<Cover, 'owner' | 'substitute' | 'from'> & { readonly until: Date };

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
  const covers = await coversAfter(db, which, now);
  const declined = await declinedSince(db, which, known.shifts.at(-1)?.start ?? now);
  return rotaFrom(scopeId, rotation, { ...known, covers, declined }, now);
}

type Records = Recorded & {
  readonly covers: readonly RecordedCover[];
  /** Who declined to cover in the last shift on record. */
  readonly declined: ReadonlySet<string>;
};

/** The same from records that were read: nothing but arithmetic. */
export function rotaFrom(
  scopeId: number,
  rotation: Rotation,
  { covers, declined, ...known }: Records,
  now: Date,
): Rota {
  const which = { scopeId, rotation: rotation.name };
  const joins = newJoins(rotation, known, now);
  const before = { ...known, joined: new Map([...(known.joined ?? []), ...joins]) };
  const shifts = known.shifts.map((one) => ({ ...one, ...followTeams(rotation, before, one, now) }));
  const recorded = { ...before, shifts };
  const last = shifts.at(-1);
  const begun = planShifts(rotation, { from: last?.end ?? startOfTime, to: addMs(now, 1) }, recorded).filter(
    (shift) => shift.start <= now && (!last || shift.start >= last.end),
  );
  const history = { ...recorded, shifts: [...recorded.shifts, ...begun] };
  const shift = history.shifts.findLast(({ start, end }) => start <= now && end > now);
  const fresh = begun.length === 0 ? declined : new Set<string>();
  const running = shift && serviceOf(rotation, shift, { history, covers, declined: fresh }, now);
  const next = nextShifts(rotation, { after: now, count: 1 }, history)[0];
  const upTo = (count: number) => {
    const coming = nextShifts(rotation, { after: now, count: shift ? count - 1 : count }, history);
    const laid = [...(running?.standing ?? covers), ...withIds(running?.standIns ?? [])];
    return { shifts: [...(shift ? [shift] : []), ...coming], laid };
  };
  return {
    current: shift && running && { ...shift, onDuty: running.serving },
    next: next && { ...next, onDuty: servingAt(rotation, next, covers, next.start) },
    begun,
    lastRecorded: last && { ...last, onDuty: last.serving },
    due:
      begun.length > 0 ? 'handoff' : last && last === shift && changed(last, running) ? 'cover' : 'nothing',
    byRule: shift && running ? coveringNow(shift, running, now) : [],
    changesAt: running?.until ?? next?.start,
    absent: (running?.serving ?? []).filter((login) => !isPresent(rotation, history, login, now)),
    servesUntil(login) {
      if (!shift || isAmong(shift.onDuty, login)) return shift?.end;
      const ahead = aheadOf(rotation, shift, upTo(1).laid, now).stretches;
      const without = ahead.find(({ serving }) => !isAmong(serving, login));
      return without && without !== ahead[0] ? without.start : shift.end;
    },
    waiting: () => waitingFor(rotation, history, now),
    ahead(count) {
      const { shifts, laid } = upTo(count);
      return shifts.map((one) => aheadOf(rotation, one, laid, now));
    },
    uncovered(count) {
      const { shifts, laid } = upTo(count);
      return shifts.flatMap((one) =>
        uncoveredIn(rotation, history, one, laid, now).map((gone) => ({ ...gone, shift: one.start })),
      );
    },
    async record(trx) {
      await recordShifts(
        trx,
        which,
        begun.map((one) => withTeamPeople(rotation, history, one)),
      );
      if (begun.length > 0) await recordTally(trx, which, history);
      await endCovers(trx, running?.handedBack ?? [], now);
      await recordCovers(trx, which, running?.standIns ?? [], now);
      if (shift && running) await recordServing(trx, which, shift.start, running.serving);
      await recordJoins(trx, which, joins);
    },
  };
}

type Service = {
  readonly serving: readonly string[];
  readonly until: Date;
  /** The covers that go on. */
  readonly standing: readonly RecordedCover[];
  readonly standIns: readonly Omit<Cover, 'id'>[];
  readonly handedBack: readonly RecordedCover[];
};

/** Who serves a running shift now, whoever covers from now on included, and until when. */
function serviceOf(
  rotation: Rotation,
  shift: Shift,
  known: {
    readonly history: History;
    readonly covers: readonly RecordedCover[];
    readonly declined: ReadonlySet<string>;
  },
  now: Date,
): Service {
  const { history, declined } = known;
  const over = handedBack(rotation, history, known.covers, now);
  const standing = known.covers.filter((cover) => !over.includes(cover));
  const before = servingAt(rotation, shift, standing, now);
  const needed = standIns(rotation, history, shift, before, now, declined);
  const covers = [...standing, ...withIds(needed)];
  const stretch = servedBy(rotation, shift, covers).stretches.find(({ end }) => end > now);
  const serving = stretch?.serving ?? before;
  // One that changes nothing would be made again and again.
  const made = needed.filter(({ substitute }) => serving.includes(substitute));
  const comings = [
    nextPresenceChange(rotation, history, serving, now),
    nextReturn(rotation, history, standing, now),
  ].filter((at) => at !== undefined);
  const until = earliest(stretch?.end ?? shift.end, ...comings);
  return { serving, until, standing, standIns: made, handedBack: over };
}

function coveringNow(shift: Shift, { standing, standIns }: Service, now: Date): Covering[] {
  const ruled = standing.filter(({ madeBy, from, to }) => madeBy === null && from <= now && to > now);
  return [...ruled, ...standIns].map(({ owner, substitute, from, to }) => {
    return { owner, substitute, from, until: earliest(to, shift.end) };
  });
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

function changed({ serving }: RecordedShift, now: { serving: readonly string[] } | undefined): boolean {
  return now !== undefined && now.serving.join('\n') !== serving.join('\n');
}

const startOfTime = new Date(0);

/** Whoever is on the roster when it is first seen was there from its start; later comers join that day. */
function newJoins(
  rotation: Rotation,
  { joined = new Map(), shifts }: Pick<History, 'joined' | 'shifts'>,
  now: Date,
): Map<string, Date> {
  const isFirstSeen = joined.size === 0 && shifts.length === 0;
  const day = isFirstSeen ? startOfTime : startOfDay(localDay(now, rotation.timezone), rotation.timezone);
  const fresh = rotation.roster.filter((member) => !member.from && !joined.has(memberKey(member)));
  return new Map(fresh.map((member) => [memberKey(member), day]));
}
