import type { Rotation } from '../config/index.ts';
import { type DebtIssue, type HandOver, handOverOf } from '../debt/index.ts';
import type { House } from '../house.ts';
import { timerDue, timerName } from '../queue/index.ts';
import { rotaAt } from '../rotation/index.ts';
import { mayReport, type Scope } from '../scope/index.ts';
import { changeAt, newStandIns } from './change.ts';
import { noticesDue } from './notices-due.ts';

/** What would be done at once in a rotation, were these the open debts of its scope; nothing is done. */
export async function foreseeHandoff(
  house: House,
  scope: Scope,
  rotation: Rotation,
  debts: readonly DebtIssue[],
): Promise<
  { readonly over: HandOver; readonly announcements: number; readonly standIns: number } | undefined
> {
  const rota = await rotaAt(house.db, scope.id, rotation, house.clock());
  const name = timerName({ kind: 'handoff', scopeId: scope.id, rotation: rotation.name });
  const change = changeAt(scope, rota, await timerDue(house.db, scope.id, name));
  if (!change) return undefined;
  const shift = { ...change, onDuty: change.current.onDuty };
  const over = await handOverOf(house, scope, rotation, shift, debts);
  if (!mayReport(scope)) return { over, announcements: 0, standIns: 0 };
  const standIns = newStandIns(rota, change, house.clock()).length;
  return { over, announcements: rota.due === 'handoff' ? 1 : 0, standIns };
}

/** How many comments tell at once of shifts that come next. */
export async function foreseeNotices(house: House, scope: Scope, rotation: Rotation): Promise<number> {
  const { sayings } = await noticesDue(house, scope, rotation);
  return sayings.flatMap(({ comments }) => comments).length;
}
