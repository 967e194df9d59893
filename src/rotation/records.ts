import { type Db, json } from '../store/index.ts';
import type { Shift } from './schedule.ts';

type Rota = { readonly scopeId: number; readonly rotation: string };

/** The shifts that began, oldest first. */
export async function recordedShifts(db: Db, rota: Rota): Promise<Shift[]> {
  const rows = await db
    .selectFrom('shifts')
    .select(['start', 'end', 'on_duty', 'turns'])
    .where('scope_id', '=', rota.scopeId)
    .where('rotation', '=', rota.rotation)
    .orderBy('start')
    .execute();
  return rows.map(({ start, end, on_duty, turns }) => ({
    start,
    end,
    onDuty: on_duty,
    ...(turns ? { turns } : {}),
  }));
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

/** When those whom the file gives no `from` first stood on the roster. Keys are lower-case logins. */
export async function rosterJoins(db: Db, rota: Rota): Promise<Map<string, Date>> {
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
