import type { Permission } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Plan } from '../queue/index.ts';
import type { Repository, Scope } from '../scope/index.ts';
import { type Deed, judge } from './alarm.ts';
import { doerOf } from './people.ts';
import { thingsOf } from './pull-cord.ts';
import { openAlarmAt, recordAlarm } from './records.ts';

/** Somebody who does something about the alarm that an issue is, or that was pulled on a pull request. */
export type Change = {
  readonly scope: Scope;
  readonly repository: Repository;
  readonly number: number;
  readonly login: string;
  readonly permission: Permission;
};

export type Changed =
  | { readonly kind: 'changed'; readonly plan: Plan; readonly puller: string }
  | { readonly kind: 'stranger' | 'no alarm' | 'no words' }
  | {
      readonly kind: 'refused';
      readonly because: 'over' | 'acknowledged' | 'not serving' | 'not theirs';
      readonly puller: string;
      readonly acknowledgedBy: string | null;
    };

/** Acknowledges, resolves or withdraws an alarm, also where the config has no `andon` any more: each has a way out. */
export async function changeAlarm(
  house: House,
  { scope, repository, number, login, permission }: Change,
  deed: Extract<Deed, { kind: 'acknowledge' | 'resolve' | 'withdraw' }>,
): Promise<Changed> {
  const github = await house.github.installation(repository.installationId);
  const doer = await doerOf(house, github, { scope, repository }, { login, permission });
  if (doer.standing === 'stranger') return { kind: 'stranger' };
  const alarm = await openAlarmAt(house.db, { repositoryId: repository.id, number });
  if (!alarm) return { kind: 'no alarm' };
  if (deed.kind === 'resolve' && deed.how === '') return { kind: 'no words' };
  const verdict = judge(alarm, deed, doer, house.clock());
  const { puller, acknowledgedBy } = alarm;
  if (verdict.kind === 'refused')
    return { kind: 'refused', because: verdict.because, puller, acknowledgedBy };
  const plan: Plan = {
    write: (db) => recordAlarm(db, verdict.alarm),
    settle: thingsOf(scope.id, alarm),
  };
  return { kind: 'changed', plan, puller };
}
