/**
 * Plays a new config before it is in force: who would serve when, and what would be done at once. It is decided by what
 * decides in earnest, from the same records; nothing is written down and nothing is done.
 */
import { type Config, placeOf, type Rotation } from '../config/index.ts';
import { UserError } from '../errors.ts';
import { isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { type NextIteration, nextIteration } from '../iteration/index.ts';
import { rotaAt, type ShiftAhead, shiftsBetween } from '../rotation/index.ts';
import { governedBy, type Repository, type Scope, scopeById, scopeWith, withSquads } from '../scope/index.ts';
import { isVisibleAt } from '../visibility.ts';
import { type AtOnce, whatHappensAtOnce } from './at-once.ts';
import { type Move, movesOf, type Row, rowsOf } from './moves.ts';

export type RotationChange = {
  readonly name: string;
  readonly timezone: string;
  readonly kind: 'new' | 'known' | 'gone';
  readonly rows: readonly Row[];
  readonly moves: readonly Move[];
};

export type Rehearsal = {
  readonly holder: Repository;
  readonly standing: Standing;
  /** By what was on record then. */
  readonly at: Date;
  readonly timezone: string;
  readonly mode: { readonly before: Config['mode'] | undefined; readonly after: Config['mode'] };
  /** As the files name it; nothing where it is the repository of the file. */
  readonly home: { readonly before: string | undefined; readonly after: string | undefined };
  readonly rotations: readonly RotationChange[];
  readonly atOnce: AtOnce;
  /** The next iteration that is given to infrastructure, by each of the two. */
  readonly iteration: {
    readonly before: NextIteration | undefined;
    readonly after: NextIteration | undefined;
  };
  /** Whether there may be repositories that the readers of the check may not read. */
  readonly sight: 'all' | 'partial';
};

/** `proposed` in a pull request, by anybody; `in force` once somebody who may push has pushed it. */
export type Standing = 'proposed' | 'in force';

export type Unrehearsed = { readonly unrehearsed: 'too large' | 'refused' };

export type Versions = { readonly before: Config | undefined; readonly after: Config };

/** How many shifts, the running one among them. */
const SHIFTS = 8;

/** What anybody may have played: of rotations, and of shifts to be planned, each with all of its roster. */
const ROTATIONS = 50;
const STEPS = 1_000_000;

export async function rehearse(
  house: House,
  holder: Repository,
  home: Repository | undefined,
  versions: Versions,
  standing: Standing,
): Promise<Rehearsal | Unrehearsed> {
  // All of it is of one instant.
  const now = house.clock();
  const still = { ...house, clock: () => now };
  if (isTooLarge(versions, now)) return { unrehearsed: 'too large' };
  // Whether there is a home that not everybody here can see is not told to whoever merely proposes.
  const known = standing === 'in force' || (home && isVisibleAt(holder, home)) ? home : undefined;
  const scope = await scopeWith(house.db, holder, versions.after, known ?? holder, now);
  try {
    return await play(still, holder, scope, versions, standing);
  } catch (error) {
    if (error instanceof UserError) return { unrehearsed: 'too large' };
    if (isRefused(error)) return { unrehearsed: 'refused' };
    throw error;
  }
}

async function play(
  house: House,
  holder: Repository,
  scope: Scope,
  { before, after }: Versions,
  standing: Standing,
): Promise<Rehearsal> {
  const was = before && (await withSquads(house.db, scope.id, before));
  const governed = await governedBy(house.db, holder);
  // By what is proposed anybody could ask how many issues of some label a hidden repository has.
  const seen = standing === 'proposed' ? governed.filter((one) => isVisibleAt(holder, one)) : governed;
  return {
    holder,
    standing,
    at: house.clock(),
    timezone: after.timezone,
    mode: { before: before && (await scopeById(house.db, holder.id))?.config.mode, after: scope.config.mode },
    home: { before: before?.home, after: after.home },
    rotations: await changesOf(house, scope.id, was?.config.rotations ?? [], scope.config.rotations),
    atOnce: await whatHappensAtOnce(house, scope, before, seen),
    iteration: {
      before: before && nextIteration(before, house.clock()),
      after: nextIteration(scope.config, house.clock()),
    },
    sight: standing === 'proposed' && mayHide(holder) ? 'partial' : 'all',
  };
}

/** Whether there may be repositories for fewer eyes beside it: told so whether there are any or not. */
function mayHide({ owner, name, visibility }: Repository): boolean {
  return visibility !== 'private' && placeOf(`${owner}/${name}`).kind === 'organisation';
}

async function changesOf(
  house: House,
  scopeId: number,
  before: readonly Rotation[],
  after: readonly Rotation[],
): Promise<RotationChange[]> {
  const changes: RotationChange[] = [];
  const ahead = async (rotation: Rotation | undefined): Promise<ShiftAhead[]> =>
    rotation ? (await rotaAt(house.db, scopeId, rotation, house.clock())).ahead(SHIFTS) : [];
  for (const rotation of after) {
    const old = before.find(({ name }) => name === rotation.name);
    const [was, will] = [await ahead(old), await ahead(rotation)];
    const { name, timezone } = rotation;
    const [rows, moves] = [rowsOf(was, will), old ? movesOf(was, will) : []];
    changes.push({ name, timezone, kind: old ? 'known' : 'new', rows, moves });
  }
  for (const rotation of before.filter((old) => !after.some(({ name }) => name === old.name))) {
    const { name, timezone } = rotation;
    changes.push({ name, timezone, kind: 'gone', rows: rowsOf(await ahead(rotation), []), moves: [] });
  }
  return changes;
}

/** A rotation that goes on from its records is planned for a few shifts only; a new one, from its start on. */
function isTooLarge({ before, after }: Versions, now: Date): boolean {
  const isNew = ({ name }: Rotation) => !before?.rotations.some((old) => old.name === name);
  const steps = after.rotations
    .filter(isNew)
    .map((rotation) => shiftsBetween(rotation, now) * (rotation.roster.length + rotation.on_duty));
  return after.rotations.length > ROTATIONS || steps.reduce((sum, one) => sum + one, 0) > STEPS;
}
