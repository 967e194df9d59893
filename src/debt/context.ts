import { type Rotation, rotationFor } from '../config/index.ts';
import { isAmong } from '../logins.ts';
import { isOnRoster, rotaAt } from '../rotation/index.ts';
import { labelsThroughout, type Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { addMs, DAY } from '../time.ts';
import type { DebtContext } from './comment.ts';
import { type RunningIteration, runningIteration } from './iteration.ts';

/** Without a running shift there is no handoff to wait for; then a human's word is kept this long. */
const RESPITE = 7 * DAY;

/** A rotation, or a running iteration, at an instant, as far as its debt is concerned; or what neither of them serves. */
export type ServingContext = DebtContext & {
  readonly onDuty: readonly string[];
  readonly shiftStart: Date | undefined;
  readonly nextHandoff: Date;
  readonly handoff: 'due' | 'done';
};

type Place = {
  readonly repository: string;
  readonly labels: readonly string[];
  readonly repositoryId: number;
  readonly number: number;
};

/** The context of one issue. */
export async function contextFor(db: Db, scope: Scope, now: Date, place: Place): Promise<ServingContext> {
  const iteration = await runningIteration(db, scope, now);
  if (iteration?.has(place)) return contextOfIteration(db, scope, now, iteration);
  return contextOf(db, scope, now, rotationFor(scope.config, place));
}

/** All rotations of a scope and the iteration that runs, and which of them serves an issue: what is in the iteration is its. */
export async function servingContexts(db: Db, scope: Scope, now: Date) {
  const all: ServingContext[] = [];
  for (const rotation of scope.config.rotations) all.push(await contextOf(db, scope, now, rotation));
  const unserved = await contextOf(db, scope, now, undefined);
  const iteration = await runningIteration(db, scope, now);
  const planned = iteration && (await contextOfIteration(db, scope, now, iteration));
  if (planned) all.push(planned);
  const of = (place: Place): ServingContext => {
    if (planned && iteration.has(place)) return planned;
    const rotation = rotationFor(scope.config, place);
    return all.find((context) => context.rotation === rotation && context !== planned) ?? unserved;
  };
  return { all, of };
}

export async function contextOf(
  db: Db,
  scope: Scope,
  now: Date,
  rotation: Rotation | undefined,
): Promise<ServingContext> {
  const rota = rotation && (await rotaAt(db, scope.id, rotation, now));
  const shiftEnd = rota?.current?.end;
  return {
    scope,
    rotation,
    iteration: undefined,
    debtLabels: await labelsThroughout(db, scope.id, scope.config.debt.labels),
    shiftEnd,
    servesUntil: (owner) => rota?.servesUntil(owner),
    shiftStart: rota?.current?.start,
    nextShiftEnd: rota?.next?.end,
    // Whoever was taken off the roster in the middle of a shift, or is away and not covered, gets nothing new.
    onDuty: (rota?.current?.onDuty ?? []).filter(
      (login) => rotation && isOnRoster(rotation, login) && !isAmong(rota?.absent ?? [], login),
    ),
    nextHandoff: shiftEnd ?? rota?.next?.start ?? addMs(now, RESPITE),
    // A shift that has begun and is not on record, or a cover: what comes with that comes first.
    handoff: rota && rota.due !== 'nothing' ? 'due' : 'done',
  };
}

async function contextOfIteration(
  db: Db,
  scope: Scope,
  now: Date,
  iteration: RunningIteration,
): Promise<ServingContext> {
  const { start, end, people } = iteration;
  const unserved = await contextOf(db, scope, now, undefined);
  const ends = { shiftEnd: end, servesUntil: () => end, nextHandoff: end };
  return { ...unserved, iteration, shiftStart: start, ...ends, onDuty: people };
}
