import type { Config } from '../config/index.ts';
import { ownedDebts } from '../debt/index.ts';
import type { House } from '../house.ts';
import { claim, isClaimed, nothing, type Plan, setTimer, timerDue, timerName } from '../queue/index.ts';
import { scopeById } from '../scope/index.ts';
import { localDay, nextLocalTime } from '../time.ts';
import { askOwners } from './ask-owners.ts';
import { hearAnswers } from './hear-answers.ts';
import { quietIn, withdrawQuestions } from './records.ts';

/** When people are at work, local time. */
const MORNING = '10:00';

/**
 * Once a day: hears what owners of quiet debt answered, and asks others. After a long sleep there is one round, and no
 * more is asked in it than on any other day.
 */
export async function settleNudges(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const { db } = house;
  const now = house.clock();
  const { timezone } = scope.config;
  const name = timerName({ kind: 'nudges', scopeId });
  const timer = { scopeId, installationId: scope.installationId, name };
  const nextAt = asksAnybody(scope.config) ? nextLocalTime(now, MORNING, timezone) : undefined;
  const due = await timerDue(db, scopeId, name);
  // Without a timer no round was waited for: the file was gone, or asked nobody.
  if (!nextAt || !due) {
    return {
      async write(trx) {
        await withdrawQuestions(trx, scopeId);
        await setTimer(trx, { ...timer, nextAt });
      },
    };
  }
  const today = { scopeId, timer: name, period: localDay(now, timezone) };
  if (due > now || (await isClaimed(db, today)))
    return { write: (trx) => setTimer(trx, { ...timer, nextAt }) };

  const round = { scope, owned: await ownedDebts(db, scope, now), quiet: await quietIn(db, scopeId), now };
  const plans = [...(await hearAnswers(house, round)), ...(await askOwners(house, round))];
  return {
    async write(trx) {
      await claim(trx, today, now);
      await setTimer(trx, { ...timer, nextAt });
      for (const plan of plans) await plan.write?.(trx);
    },
    effects: plans.flatMap(({ effects = [] }) => effects),
    settle: plans.flatMap(({ settle = [] }) => settle),
  };
}

function asksAnybody({ mode, rotations }: Config): boolean {
  return mode === 'act' && rotations.some(({ nudge_after }) => nudge_after !== undefined);
}
