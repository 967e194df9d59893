import { reconcileAlarms } from '../andon/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, setTimer, type Thing, timerDue, timerName } from '../queue/index.ts';
import { repositoriesOf, scopeById } from '../scope/index.ts';
import { nextLocalTime } from '../time.ts';
import { recordWaits, waitingNow } from './waits.ts';

/** When people sleep and GitHub has time. */
const NIGHT = '03:00';

/** Every night the open debt of a scope is held against GitHub, should a webhook have been lost for good. */
export async function settleReconciliation(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const now = house.clock();
  const name = timerName({ kind: 'reconciliation', scopeId });
  const due = await timerDue(house.db, scopeId, name);
  const repositories = due && due <= now ? await repositoriesOf(house.db, { scopeId }) : [];
  const waiting = repositories.length > 0 ? await waitingNow(house.db, scope, now) : undefined;
  const alarms = repositories.length > 0 ? await reconcileAlarms(house, scope) : nothing;
  const installation: Thing = { kind: 'installation', installationId: scope.installationId };
  const nextAt = nextLocalTime(now, NIGHT, scope.config.timezone);
  return {
    async write(db) {
      if (waiting) await recordWaits(db, scopeId, waiting, now);
      await alarms.write?.(db);
      await setTimer(db, { scopeId, installationId: scope.installationId, name, nextAt });
    },
    settle: [
      // What was renamed, archived or hidden, granted or taken away meanwhile.
      ...(repositories.length > 0 ? [installation, { kind: 'teams', scopeId } as const] : []),
      ...(repositories.length > 0 ? [{ kind: 'decisions', scopeId } as const] : []),
      ...(alarms.settle ?? []),
      ...repositories.map(({ id }): Thing => ({ kind: 'reconcile', repositoryId: id })),
      ...repositories.map(({ id }): Thing => ({ kind: 'closings', repositoryId: id })),
    ],
  };
}
