import { isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Plan } from '../queue/index.ts';
import { repositoryById, type Scope } from '../scope/index.ts';
import { type Alarm, judge } from './alarm.ts';
import { thingsOf } from './pull-cord.ts';
import { openAlarmsOf, recordAlarm } from './records.ts';

/**
 * Ends the alarms of a scope whose issues left, should the webhook that said so have been lost for good: nobody could
 * comment there to end them, and what they stop would be stopped for ever. Paydown itself ends them, so nobody is named.
 */
export async function reconcileAlarms(house: House, scope: Scope): Promise<Plan> {
  const left: Alarm[] = [];
  for (const { repository: _, ...alarm } of await openAlarmsOf(house.db, scope.id)) {
    if (!(await hasLeft(house, alarm))) continue;
    const by = { login: await house.github.botLogin(), standing: 'stranger' } as const;
    const verdict = judge(alarm, { kind: 'remove' }, by, house.clock());
    if (verdict.kind === 'changed') left.push(verdict.alarm);
  }
  return {
    async write(db) {
      for (const alarm of left) await recordAlarm(db, alarm);
    },
    settle: left.flatMap((alarm) => thingsOf(scope.id, alarm)),
  };
}

/** What GitHub will not say is taken for a no. */
async function hasLeft(house: House, { repositoryId, number }: Alarm): Promise<boolean> {
  const repository = await repositoryById(house.db, repositoryId);
  if (!repository || number === null) return false;
  const github = await house.github.installation(repository.installationId);
  try {
    return (await github.subject(repository, number)) === undefined;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return false;
  }
}
