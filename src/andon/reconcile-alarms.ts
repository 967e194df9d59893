import { type Installation, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { type Repository, repositoryById, repositoryByName, type Scope } from '../scope/index.ts';
import { isoSeconds } from '../time.ts';
import { type Alarm, judge } from './alarm.ts';
import { deedSeen, judged, takenAlong } from './deeds.ts';
import { thingsOf } from './pull-cord.ts';
import { openAlarmsOf, recordAlarm } from './records.ts';
import { ANDON } from './wording.ts';

/**
 * Holds the open alarms of a scope against their issues, should a webhook have been lost for good: one whose issue left
 * would stop the line for ever, for nobody could comment there to end it; what was closed, or lost its label, is judged by
 * who did that. It asks once for each alarm, and once more where something happened.
 */
export async function reconcileAlarms(house: House, scope: Scope): Promise<Plan> {
  const healed: Plan[] = [];
  for (const { repository: _, ...alarm } of await openAlarmsOf(house.db, scope.id)) {
    const repository = await repositoryById(house.db, alarm.repositoryId);
    if (repository) healed.push(await reconciled(house, { scope, repository }, alarm));
  }
  return {
    async write(db) {
      for (const { write } of healed) await write?.(db);
    },
    settle: healed.flatMap(({ settle }) => settle ?? []),
  };
}

type Place = { readonly scope: Scope; readonly repository: Repository };

/** What was missed, made up for; nothing where nothing was, or GitHub will not say. */
async function reconciled(house: House, place: Place, alarm: Alarm): Promise<Plan> {
  const { repository } = place;
  const { number } = alarm;
  if (number === null) return nothing;
  const github = await house.github.installation(repository.installationId);
  try {
    const issue = await github.issue(repository, number);
    if (!issue) return await gone(house, place, { ...alarm, number });
    const deed = deedSeen(issue);
    if (!deed) return nothing;
    const login = await whoDid(github, repository, { ...alarm, number }, deed.kind);
    if (login === undefined || login === (await house.github.botLogin())) return nothing;
    const who = login.endsWith('[bot]') ? 'bot' : 'person';
    const after = await judged(house, place, alarm, { deed, login, who });
    return after ? changed(place, after) : nothing;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return nothing;
  }
}

function changed({ scope }: Place, alarm: Alarm): Plan {
  return { write: (db) => recordAlarm(db, alarm), settle: thingsOf(scope.id, alarm) };
}

/** Moved within the scope, it goes along; else Paydown itself ends it, so nobody is named. */
async function gone(house: House, place: Place, alarm: Alarm & { readonly number: number }): Promise<Plan> {
  const { scope, repository } = place;
  const github = await house.github.installation(repository.installationId);
  const went = await github.movedTo(repository, alarm.number);
  const target = went && (await repositoryByName(house.db, repository.installationId, went.owner, went.name));
  if (went && target?.scopeId === scope.id && target.id !== repository.id)
    return takenAlong(scope, alarm, { ...went, repositoryId: target.id });
  const by = { login: await house.github.botLogin(), standing: 'stranger' } as const;
  const verdict = judge(alarm, { kind: 'remove' }, by, house.clock());
  return verdict.kind === 'changed' ? changed(place, verdict.alarm) : nothing;
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
