/** Whoever covers by the rule may decline; then the one who has waited longest of the others covers, at once. */
import type { Rotation } from '../config/index.ts';
import { isSameLogin } from '../logins.ts';
import type { Db } from '../store/index.ts';
import { earliest } from '../time.ts';
import type { Wanted } from './cover-request.ts';
import { servingAt } from './covers.ts';
import { type Known, knownOf } from './known.ts';
import { declinedSince, type RecordedCover, recordCovers } from './records.ts';
import type { Shift } from './schedule.ts';
import { standIns } from './stand-in.ts';

/** Somebody covers by the rule in a running shift. */
export type StandIn = { readonly cover: RecordedCover; readonly owner: string; readonly until: Date };

/** For whom somebody covers by the rule now; nothing where they do not, or others took it over. */
export async function standInOf(
  db: Db,
  scopeId: number,
  rotation: Rotation,
  login: string,
  now: Date,
): Promise<StandIn | undefined> {
  const known = await knownOf(db, scopeId, rotation, now);
  const shift = runningShift(known, now);
  if (!shift) return undefined;
  const cover = known.covers.findLast(
    (one) =>
      one.madeBy === null &&
      isSameLogin(one.substitute, login) &&
      one.from <= now &&
      !servingAt(rotation, shift, without(known, one), now).some((person) => isSameLogin(person, login)) &&
      servingAt(rotation, shift, known.covers, now).some((person) => isSameLogin(person, login)),
  );
  return cover && { cover, owner: cover.owner, until: earliest(cover.to, shift.end) };
}

/** The cover that takes the place of one that is declined; nothing where nobody else could. */
export async function successorOf(
  db: Db,
  scopeId: number,
  rotation: Rotation,
  { cover }: StandIn,
  now: Date,
): Promise<Wanted | undefined> {
  const known = await knownOf(db, scopeId, rotation, now);
  const shift = runningShift(known, now);
  if (!shift) return undefined;
  const declined = await declinedSince(db, { scopeId, rotation: rotation.name }, shift.start);
  const serving = servingAt(rotation, shift, without(known, cover), now);
  const asked = new Set([...declined, cover.substitute.toLowerCase()]);
  const next = standIns(rotation, known.history, shift, serving, now, asked).find(({ owner }) =>
    isSameLogin(owner, cover.owner),
  );
  return next && !asked.has(next.substitute.toLowerCase()) ? next : undefined;
}

/** One covers in the place of the other from now on. */
export async function passOn(
  db: Db,
  scopeId: number,
  { name }: Rotation,
  { cover }: StandIn,
  next: Wanted,
  now: Date,
): Promise<void> {
  await db.updateTable('covers').set({ to: now, declined_at: now }).where('id', '=', cover.id).execute();
  await recordCovers(db, { scopeId, rotation: name }, [next], now);
}

function runningShift({ history }: Known, now: Date): Shift | undefined {
  return history.shifts.findLast(({ start, end }) => start <= now && end > now);
}

function without({ covers }: Known, cover: RecordedCover): RecordedCover[] {
  return covers.filter(({ id }) => id !== cover.id);
}
