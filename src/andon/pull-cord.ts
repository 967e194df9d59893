import type { Permission } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Plan, Thing } from '../queue/index.ts';
import type { Repository, Scope } from '../scope/index.ts';
import { storable } from '../store/index.ts';
import type { Alarm } from './alarm.ts';
import { doerOf, toldOf } from './people.ts';
import { openAlarmAt, recordAlarm } from './records.ts';
import { ANDON, alarmTitle } from './wording.ts';

/** Somebody pulls the cord on an issue or a pull request. */
export type Pull = {
  readonly scope: Scope;
  readonly repository: Repository;
  readonly number: number;
  readonly login: string;
  readonly permission: Permission;
  /** Tells this pull from all others there: what led to it. */
  readonly origin: string;
  /** In the puller's own words; null where they put the label on. */
  readonly reason: string | null;
};

export type Pulled =
  /** `here`: the issue is the alarm; `elsewhere`: an issue opens for it. */
  | { readonly kind: 'pulled'; readonly plan: Plan; readonly alarm: 'here' | 'elsewhere' }
  | {
      readonly kind: 'refused';
      readonly because: 'stranger' | 'off' | 'no reason' | 'open already' | 'gone';
    };

/**
 * Pulls the cord: an open issue becomes the alarm; for a pull request, a closed issue, or one of the bot's own, which
 * comes and goes by a rule of its own, one opens.
 */
export async function pullCord(house: House, pull: Pull): Promise<Pulled> {
  const { scope, repository, number, login } = pull;
  const github = await house.github.installation(repository.installationId);
  const { standing } = await doerOf(house, github, pull, pull);
  if (standing === 'stranger') return refused('stranger');
  if (!scope.config.andon) return refused('off');
  const at = { repositoryId: repository.id, number };
  if (await openAlarmAt(house.db, at)) return refused('open already');
  if (pull.reason === '') return refused('no reason');
  const subject = await github.subject(repository, number);
  if (!subject) return refused('gone');
  const isOwn = subject.author === (await house.github.botLogin());
  const isAlarm = subject.kind === 'issue' && subject.state === 'open' && !isOwn;
  const reason = pull.reason === null ? null : storable(pull.reason);
  const alarm: Alarm = {
    ...{ repositoryId: repository.id, key: `${repository.id}/${number}/${pull.origin}` },
    number: isAlarm ? number : null,
    pull: isAlarm ? null : number,
    title: storable(isAlarm ? subject.title : alarmTitle(reason ?? subject.title)),
    htmlUrl: isAlarm ? subject.htmlUrl : '',
    ...{ puller: login, reason, pulledAt: house.clock(), state: 'pulled' },
    ...{ acknowledgedAt: null, acknowledgedBy: null, endedAt: null, endedBy: null, resolution: null },
    ...{ contestedBy: null, told: await toldOf(house, scope, repository), escalatedAt: null },
  };
  const plan = {
    write: (db) => recordAlarm(db, alarm),
    settle: thingsOf(scope.id, alarm),
    // Where the alarm is elsewhere, the label would say what is not so.
    effects: isOwn && reason === null ? [{ kind: 'label', ...at, label: ANDON, change: 'remove' }] : [],
  } satisfies Plan;
  return { kind: 'pulled', plan, alarm: isAlarm ? 'here' : 'elsewhere' };
}

/** What a change of an alarm moves: its issue, when the leads are called, what may be merged, and the dashboard. */
export function thingsOf(
  scopeId: number,
  { repositoryId, key }: Pick<Alarm, 'repositoryId' | 'key'>,
): Thing[] {
  return [
    { kind: 'alarm', repositoryId, key },
    { kind: 'andon', scopeId },
    { kind: 'dashboard', scopeId },
  ];
}

function refused(because: Extract<Pulled, { kind: 'refused' }>['because']): Pulled {
  return { kind: 'refused', because };
}
