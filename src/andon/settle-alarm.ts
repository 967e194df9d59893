import type { House } from '../house.ts';
import { type Effect, findPostedIssue, nothing, type Plan, type Thing } from '../queue/index.ts';
import { governedRepository, type Repository, type Scope } from '../scope/index.ts';
import { type Alarm, isOpen } from './alarm.ts';
import { callsAt } from './calls.ts';
import { stopsTheLine } from './line.ts';
import { type AlarmKey, alarmByKey, openAlarmAt, recordAlarm, recordShown } from './records.ts';
import { ANDON, alarmBody, alarmIssueBody, alarmIssueMarker, alarmMarker } from './wording.ts';

/** Brings the issue of an alarm to what it should be: there, labelled, told of, and closed where the bot opened it. */
export async function settleAlarm(house: House, thing: AlarmKey): Promise<Plan> {
  const alarm = await alarmByKey(house.db, thing);
  // Deleted or moved out of sight, there is nothing left to bring anywhere.
  if (!alarm || alarm.state === 'removed') return nothing;
  const governed = await governedRepository(house.db, thing.repositoryId);
  // Without a config that acts, nobody does, until there is one.
  if (governed?.scope.config.mode !== 'act') return left(thing);
  const { repository, scope } = governed;
  if (repository.taken || repository.archived) return left(thing);
  const number = alarm.number ?? (await openedAs(house, alarm));
  if (number === undefined) return unopened(alarm);
  const there = { ...alarm, number, htmlUrl: await urlOf(house, repository, { ...alarm, number }) };
  // Where the cord was pulled anew on the same issue, its label is that of the newer alarm.
  const isAgain = !isOpen(there) && (await openAlarmAt(house.db, { ...thing, number }))?.number === number;
  return {
    async write(db) {
      if (alarm.number === null) await recordAlarm(db, there);
      await recordShown(db, thing, 'shown');
    },
    settle: alarm.number === null ? shownBy(scope.id) : [],
    effects: [commentOn(there, number, scope), ...(isAgain ? [] : asItShouldBe(there, number))],
    cancel:
      isOpen(there) || isAgain
        ? []
        : [{ kind: 'state', repositoryId: there.repositoryId, number, to: 'open' }],
  };
}

function left(alarm: AlarmKey): Plan {
  return { write: (db) => recordShown(db, alarm, 'behind') };
}

function unopened(alarm: Alarm): Plan {
  const { effects } = opening(alarm);
  const write: Plan['write'] = (db) => recordShown(db, alarm, 'shown');
  return isOpen(alarm) ? { write, effects } : { write, cancel: effects };
}

async function urlOf(
  house: House,
  repository: Repository,
  { htmlUrl, number }: { readonly htmlUrl: string; readonly number: number },
): Promise<string> {
  if (htmlUrl !== '') return htmlUrl;
  const github = await house.github.installation(repository.installationId);
  return (await github.subject(repository, number))?.htmlUrl ?? '';
}

function commentOn(alarm: Alarm, number: number, scope: Scope): Effect {
  const body = alarmBody(alarm, {
    timezone: scope.config.timezone,
    callsAt: callsAt(scope.config, alarm),
    line: stopsTheLine(scope) ? 'stopped' : 'goes on',
  });
  return { kind: 'comment', repositoryId: alarm.repositoryId, number, marker: alarmMarker(alarm), body };
}

/** Who shows an issue of the bot's own, or calls to it, once it is there. */
function shownBy(scopeId: number): Thing[] {
  return [
    { kind: 'andon', scopeId },
    { kind: 'dashboard', scopeId },
  ];
}

function asItShouldBe(alarm: Alarm, number: number): Effect[] {
  const at = { repositoryId: alarm.repositoryId, number };
  if (isOpen(alarm)) {
    const label: Effect = { kind: 'label', ...at, label: ANDON, change: 'add' };
    return alarm.contestedBy === null ? [label] : [label, { kind: 'state', ...at, to: 'open' }];
  }
  // Whoever opened an issue decides what becomes of it; the alarm is over.
  const off: Effect = { kind: 'label', ...at, label: ANDON, change: 'remove' };
  const to = alarm.state === 'resolved' ? 'completed' : 'not_planned';
  return alarm.pull === null ? [off] : [off, { kind: 'state', ...at, to }];
}

async function openedAs(house: House, alarm: Alarm): Promise<number | undefined> {
  const posted = await findPostedIssue(house.db, alarm.repositoryId, alarmIssueMarker(alarm));
  return posted?.number;
}

function opening(alarm: Alarm): { effects: Effect[] } {
  const { repositoryId, key, title } = alarm;
  const marker = alarmIssueMarker(alarm);
  const then: Thing = { kind: 'alarm', repositoryId, key };
  const body = alarmIssueBody(alarm);
  return { effects: [{ kind: 'opening', repositoryId, marker, title, body, labels: [ANDON], then }] };
}
