import type { Rotation } from '../config/index.ts';
import { rotaAt } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { addMs, DAY } from '../time.ts';
import type { DebtContext } from './comment.ts';

/** Without a running shift there is no handoff to wait for; then a human's word is kept this long. */
const RESPITE = 7 * DAY;

type Duty = {
  readonly onDuty: readonly string[];
  readonly shiftStart: Date | undefined;
  readonly nextHandoff: Date;
  readonly handoff: 'due' | 'done';
};

/** The rotation that serves a scope's debt, and its shift of the moment. */
export async function debtContext(db: Db, scope: Scope, now: Date): Promise<DebtContext & Duty> {
  const rotation = scope.config.rotations[0];
  const rota = rotation && (await rotaAt(db, scope.id, rotation, now));
  const shiftEnd = rota?.current?.end;
  return {
    scope,
    rotation,
    shiftEnd,
    shiftStart: rota?.current?.start,
    nextShiftEnd: rota?.next?.end,
    // Whoever was taken off the roster in the middle of a shift gets nothing new.
    onDuty: (rota?.current?.onDuty ?? []).filter((login) => isOnRoster(rotation, login)),
    nextHandoff: shiftEnd ?? rota?.next?.start ?? addMs(now, RESPITE),
    // A shift that has begun and is not on record: its handoff comes first.
    handoff: rota && rota.begun.length > 0 ? 'due' : 'done',
  };
}

function isOnRoster(rotation: Rotation | undefined, login: string): boolean {
  return rotation?.roster.some((member) => member.login.toLowerCase() === login.toLowerCase()) ?? false;
}
