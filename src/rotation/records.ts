import { type Db, json } from '../store/index.ts';
import type { Cover } from './covers.ts';
import type { Absence, History, Shift } from './schedule.ts';
import { tallyOf } from './tally.ts';

type Rota = { readonly scopeId: number; readonly rotation: string };

const startOfTime = new Date(0);

/** A shift that began, and those for whom the debt was last arranged in it. */
export type RecordedShift = Shift & { readonly serving: readonly string[] };

/** What is on record of a rotation. */
export type Recorded = Omit<History, 'shifts'> & { readonly shifts: readonly RecordedShift[] };

/**
 * What is on record, to plan on from an instant: the shifts that matter then, and what those before them left. Whoever
 * looks back beyond the newest shift gets all of them.
 */
export async function recordedSince(db: Db, rota: Rota, from: Date): Promise<Recorded> {
  const kept = await db
    .selectFrom('tallies')
    .select(['before', 'tally'])
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .executeTakeFirst();
  const tally = kept && kept.before <= from ? kept : undefined;
  const rows = await db
    .selectFrom('shifts')
    .select(['start', 'end', 'on_duty', 'turns', 'serving'])
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .where('start', '>=', tally?.before ?? startOfTime)
    .orderBy('start')
    .execute();
  const shifts = rows.map(({ start, end, on_duty, turns, serving }) => ({
    start,
    end,
    onDuty: on_duty,
    ...(turns ? { turns } : {}),
    serving: serving ?? on_duty,
  }));
  return {
    shifts,
    before: tally?.tally,
    joined: await rosterJoins(db, rota),
    absences: await recordedAbsences(db, rota.scopeId),
  };
}

/** Takes down what all shifts but the newest left, so that the newest alone need be read. */
export async function recordTally(db: Db, rota: Rota, { shifts, before }: History): Promise<void> {
  const newest = shifts.at(-1);
  const tally = tallyOf(shifts.slice(0, -1), before);
  if (!newest || !tally) return;
  const columns = { before: newest.start, tally: json(tally) };
  await db
    .insertInto('tallies')
    .values({ scope_id: rota.scopeId, rotation: rota.rotation, ...columns })
    .onConflict((conflict) => conflict.columns(['scope_id', 'rotation']).doUpdateSet(columns))
    .execute();
}

/** A statement takes at most 65,535 parameters (PostgreSQL documentation, "Message Formats", Bind). */
const ROWS = 1000;

/** Records shifts that began; one that is recorded is a fact and stays as it is. */
export async function recordShifts(db: Db, rota: Rota, shifts: readonly Shift[]): Promise<void> {
  const rows = shifts.map((shift) => ({
    scope_id: rota.scopeId,
    rotation: rota.rotation,
    start: shift.start,
    end: shift.end,
    on_duty: json(shift.onDuty),
    turns: shift.turns ? json(shift.turns) : null,
  }));
  for (let first = 0; first < rows.length; first += ROWS) {
    await db
      .insertInto('shifts')
      .values(rows.slice(first, first + ROWS))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Takes down for whom the debt of a shift is arranged now. */
export async function recordServing(
  db: Db,
  rota: Rota,
  start: Date,
  serving: readonly string[],
): Promise<void> {
  await db
    .updateTable('shifts')
    .set({ serving: json(serving) })
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .where('start', '=', start)
    .execute();
}

export type RecordedCover = Cover & {
  /** Nobody where the rule made it. */
  readonly madeBy: string | null;
  /** What two agreed on, where it came of that. */
  readonly requestId: number | null;
};

/** The covers of a rotation that reach beyond an instant, oldest first. */
export function coversAfter(db: Db, rota: Rota, after: Date): Promise<RecordedCover[]> {
  return db
    .selectFrom('covers')
    .select(['id', 'owner', 'substitute', 'from', 'to', 'made_by as madeBy', 'request_id as requestId'])
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .where('to', '>', after)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** How covers came to be: by whom, nobody where the rule made them, and from which request. */
type Origin = { readonly by: string | null; readonly requestId?: number };

export async function recordCovers(
  db: Db,
  { scopeId, rotation }: Rota,
  covers: readonly Omit<Cover, 'id'>[],
  now: Date,
  { by, requestId }: Origin = { by: null },
): Promise<void> {
  const made = { made_by: by?.toLowerCase() ?? null, made_at: now, request_id: requestId ?? null };
  for (const { owner, substitute, from, to } of covers)
    await db
      .insertInto('covers')
      .values({ scope_id: scopeId, rotation, owner, substitute, from, to, ...made })
      .execute();
}

/** Ends covers that run; what has passed of them stays. */
export async function endCovers(db: Db, covers: readonly Pick<Cover, 'id'>[], now: Date): Promise<void> {
  if (covers.length === 0) return;
  const ids = covers.map(({ id }) => id);
  await db.updateTable('covers').set({ to: now }).where('id', 'in', ids).execute();
}

/** Who (in lower case) declined to cover by the rule, since an instant. */
export async function declinedSince(db: Db, rota: Rota, since: Date): Promise<Set<string>> {
  const rows = await db
    .selectFrom('covers')
    .select('substitute')
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .where('declined_at', '>=', since)
    .execute();
  return new Set(rows.map(({ substitute }) => substitute.toLowerCase()));
}

/** The absences in a scope beside those of the file. */
export async function recordedAbsences(db: Db, scopeId: number): Promise<Absence[]> {
  return db
    .selectFrom('absences')
    .select(['login', 'from', 'to'])
    .where('scope_id', '=', scopeId)
    .where('undone_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** When those whom the file gives no `from` first stood on the roster. Keys are lower-case logins. */
async function rosterJoins(db: Db, rota: Rota): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('roster_joins')
    .select(['login', 'joined_at'])
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .execute();
  return new Map(rows.map((row) => [row.login, row.joined_at]));
}

export async function recordJoins(db: Db, rota: Rota, joins: ReadonlyMap<string, Date>): Promise<void> {
  for (const [login, joinedAt] of joins) {
    await db
      .insertInto('roster_joins')
      .values({ scope_id: rota.scopeId, rotation: rota.rotation, login, joined_at: joinedAt })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** The shifts on record that were not over at an instant, oldest first. */
export async function shiftsSince(db: Db, rota: Rota, at: Date): Promise<Shift[]> {
  const rows = await db
    .selectFrom('shifts')
    .select(['start', 'end', 'on_duty as onDuty'])
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .where('end', '>', at)
    .orderBy('start')
    .execute();
  return rows;
}

/** Who stood on the roster before an instant, by logins in lower case, of those whom the file gives no `from`. */
export async function joinedBefore(db: Db, rota: Rota, at: Date): Promise<Set<string>> {
  const joins = await rosterJoins(db, rota);
  return new Set([...joins].filter(([, joined]) => joined <= at).map(([login]) => login));
}
