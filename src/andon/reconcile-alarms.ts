import { type Installation, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Plan } from '../queue/index.ts';
import { type Repository, repositoryById, type Scope } from '../scope/index.ts';
import { isoSeconds } from '../time.ts';
import { type Alarm, judge } from './alarm.ts';
import { deedSeen, judged } from './deeds.ts';
import { thingsOf } from './pull-cord.ts';
import { openAlarmsOf, recordAlarm } from './records.ts';
import { ANDON } from './wording.ts';

/**
 * Holds the open alarms of a scope against their issues, should a webhook have been lost for good: one whose issue left
 * would stop the line for ever, for nobody could comment there to end it; what was closed, or lost its label, is judged by
 * who did that. It asks once for each alarm, and once more where something happened.
 */
export async function reconcileAlarms(house: House, scope: Scope): Promise<Plan> {
  const changed: Alarm[] = [];
  for (const { repository: _, ...alarm } of await openAlarmsOf(house.db, scope.id)) {
    const repository = await repositoryById(house.db, alarm.repositoryId);
    const after = repository && (await reconciled(house, { scope, repository }, alarm));
    if (after) changed.push(after);
  }
  return {
    async write(db) {
      for (const alarm of changed) await recordAlarm(db, alarm);
    },
    settle: changed.flatMap((alarm) => thingsOf(scope.id, alarm)),
  };
}

type Place = { readonly scope: Scope; readonly repository: Repository };

/** The alarm as it is after what was missed; nothing where nothing was, or GitHub will not say. */
async function reconciled(house: House, place: Place, alarm: Alarm): Promise<Alarm | undefined> {
  const { repository } = place;
  const { number } = alarm;
  if (number === null) return undefined;
  const github = await house.github.installation(repository.installationId);
  try {
    const issue = await github.issue(repository, number);
    if (!issue) return gone(house, alarm);
    const deed = deedSeen(issue);
    if (!deed) return undefined;
    const login = await whoDid(github, repository, { ...alarm, number }, deed.kind);
    if (login === undefined || login === (await house.github.botLogin())) return undefined;
    const who = login.endsWith('[bot]') ? 'bot' : 'person';
    return await judged(house, place, alarm, { deed, login, who });
  } catch (error) {
    if (!isRefused(error)) throw error;
    return undefined;
  }
}

/** Paydown itself ends it, so nobody is named. */
async function gone(house: House, alarm: Alarm): Promise<Alarm | undefined> {
  const by = { login: await house.github.botLogin(), standing: 'stranger' } as const;
  const verdict = judge(alarm, { kind: 'remove' }, by, house.clock());
  return verdict.kind === 'changed' ? verdict.alarm : undefined;
}

/**
 * Who did last what was done to an alarm issue, by its history; `ghost` is GitHub's own word for an account that is gone.
 * Nothing where nobody did since the cord was pulled: the label may not be there yet.
 */
async function whoDid(
  github: Installation,
  repository: Repository,
  { number, pulledAt }: { readonly number: number; readonly pulledAt: Date },
  what: 'close' | 'unlabel',
): Promise<string | undefined> {
  const history = await github.issueEvents(repository, number);
  const last = history.findLast(({ event, label }) =>
    what === 'close' ? event === 'closed' : event === 'unlabeled' && label?.name.toLowerCase() === ANDON,
  );
  // GitHub tells times to the second.
  if (!last || new Date(last.created_at) < startOfSecond(pulledAt)) return undefined;
  return last.actor ?? 'ghost';
}

function startOfSecond(at: Date): Date {
  return new Date(isoSeconds(at));
}
