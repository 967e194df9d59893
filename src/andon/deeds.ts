/** What somebody did to an alarm issue by hand: closed it, or took its label off. */
import { permissionIn } from '../colleagues.ts';
import type { IssueFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { isSameLogin } from '../logins.ts';
import type { Plan } from '../queue/index.ts';
import type { Repository, Scope } from '../scope/index.ts';
import { type Alarm, type Deed, type Doer, judge } from './alarm.ts';
import { doerOf } from './people.ts';
import { thingsOf } from './pull-cord.ts';
import { moveAlarm } from './records.ts';
import { ANDON } from './wording.ts';

export type AlarmIssue = Pick<IssueFacts, 'open' | 'stateReason' | 'labels'>;

/** What was done to the issue of an open alarm, as it is now; nothing where it is as it should be. */
export function deedSeen(issue: AlarmIssue): Extract<Deed, { kind: 'close' | 'unlabel' }> | undefined {
  if (issue.open) return isUnlabelled(issue) ? { kind: 'unlabel' } : undefined;
  const { stateReason } = issue;
  return { kind: 'close', as: stateReason === null || stateReason === 'completed' ? 'completed' : 'dropped' };
}

export function isUnlabelled({ labels }: Pick<AlarmIssue, 'labels'>): boolean {
  return !labels.some((label) => label.toLowerCase() === ANDON);
}

type Place = { readonly scope: Scope; readonly repository: Repository };
type Done = { readonly deed: Deed; readonly login: string; readonly who: 'person' | 'bot' };

/** The alarm after what was done by hand: over, or to be put back as it was; nothing where nothing comes of it. */
export async function judged(
  house: House,
  place: Place,
  alarm: Alarm,
  { deed, login, who }: Done,
): Promise<Alarm | undefined> {
  // Two bots that each put back what the other did never end.
  if (who === 'bot' && alarm.contestedBy !== null && isSameLogin(alarm.contestedBy, login)) return undefined;
  const doer: Doer = who === 'bot' ? { login, standing: 'stranger' } : await personOf(house, place, login);
  const verdict = judge(alarm, deed, doer, house.clock());
  return verdict.kind === 'refused' ? undefined : verdict.alarm;
}

/** The alarm goes along with its issue, which moved to another repository of the scope. */
export function takenAlong(
  { id: scopeId }: Scope,
  alarm: Alarm,
  to: { readonly repositoryId: number; readonly number: number; readonly htmlUrl: string },
): Plan {
  return {
    write: (db) => moveAlarm(db, alarm, to),
    settle: thingsOf(scopeId, { repositoryId: to.repositoryId, key: alarm.key }),
  };
}

async function personOf(house: House, place: Place, login: string): Promise<Doer> {
  const github = await house.github.installation(place.repository.installationId);
  const permission = await permissionIn(github, place.repository, login);
  return doerOf(house, github, place, { login, permission });
}
