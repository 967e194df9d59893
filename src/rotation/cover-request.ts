/** Covers that people arrange by themselves, and how they take back what they arranged. */
import type { Rotation } from '../config/index.ts';
import type { Db } from '../store/index.ts';
import { handBack } from './away.ts';
import { type Cover, servedBy, type Void } from './covers.ts';
import { coversAfter, recordCovers, recordedAbsences, recordedShifts, rosterJoins } from './records.ts';
import { planShifts, type Shift } from './schedule.ts';
import { followTeams } from './team-squads.ts';

type Wanted = Omit<Cover, 'id'>;

/** What would come of a cover: the parts of it that cannot be, and whether anything is left. */
export type Preview = { readonly effect: 'some' | 'none'; readonly voids: readonly Void[] };

/** Looks at a cover before it is made, over the shifts that began and those that are planned. */
export async function previewCover(
  db: Db,
  scopeId: number,
  rotation: Rotation,
  wanted: Wanted,
): Promise<Preview> {
  const which = { scopeId, rotation: rotation.name };
  const recorded = {
    shifts: await recordedShifts(db, which),
    joined: await rosterJoins(db, which),
    absences: await recordedAbsences(db, scopeId),
  };
  const running = (shift: Shift) => followTeams(rotation, recorded, shift, wanted.from);
  const history = { ...recorded, shifts: recorded.shifts.map(running) };
  const made = await coversAfter(db, which, wanted.from);
  const cover = { ...wanted, id: Number.POSITIVE_INFINITY };
  const shifts = planShifts(rotation, wanted, history);
  const after = shifts.map((shift) => servedBy(rotation, shift, [...made, cover]));
  const changed = shifts.some((shift, index) => {
    const before = servedBy(rotation, shift, made).stretches;
    return JSON.stringify(before) !== JSON.stringify(after[index]?.stretches);
  });
  const voids = after.flatMap((one) => one.voids).filter((one) => one.cover === cover);
  return { effect: changed ? 'some' : 'none', voids };
}

export function makeCover(
  db: Db,
  scopeId: number,
  { name }: Rotation,
  cover: Wanted,
  by: string,
  now: Date,
): Promise<void> {
  return recordCovers(db, { scopeId, rotation: name }, [cover], now, by);
}

/** Something that somebody arranged by a command and that is not over. */
export type Arranged = {
  readonly table: 'covers' | 'absences';
  readonly id: number;
  readonly from: Date;
  /** Whose time it is about. */
  readonly whose: string;
};

/** What somebody arranged last, if it is not over. */
export async function lastArranged(
  db: Db,
  scopeId: number,
  login: string,
  now: Date,
): Promise<Arranged | undefined> {
  const [cover, absence] = [await newest('covers'), await newest('absences')];
  if (cover && absence) return cover.madeAt > absence.madeAt ? cover : absence;
  return cover ?? absence;

  async function newest(table: Arranged['table']) {
    const row = await db
      .selectFrom(table)
      .select(['id', 'from', 'made_at as madeAt', `${table === 'covers' ? 'owner' : 'login'} as whose`])
      .where('scope_id', '=', scopeId)
      .where('made_by', '=', login.toLowerCase())
      .where('to', '>', now)
      .where('undone_at', 'is', null)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && { ...row, table };
  }
}

/** What has passed of it stays as it was. */
export async function undo(
  db: Db,
  scopeId: number,
  { table, id, from, whose }: Arranged,
  now: Date,
): Promise<void> {
  const row = db.updateTable(table).where('id', '=', id);
  await (from < now ? row.set({ to: now }) : row.set({ undone_at: now })).execute();
  if (table === 'absences') await handBack(db, scopeId, whose, now);
}
