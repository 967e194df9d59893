import type { House } from '../house.ts';
import { type Effect, findPostedIssue, nothing, type Plan, type Thing } from '../queue/index.ts';
import { governedRepository, repositoryById } from '../scope/index.ts';
import { type Alarm, isOpen } from './alarm.ts';
import { callsAt } from './calls.ts';
import { stopsTheLine } from './line.ts';
import { type AlarmKey, alarmByKey, recordAlarm } from './records.ts';
import { ANDON, alarmBody, alarmIssueBody, alarmIssueMarker, alarmMarker } from './wording.ts';

/** Brings the issue of an alarm to what it should be: there, labelled, told of, and closed where the bot opened it. */
export async function settleAlarm(house: House, thing: AlarmKey): Promise<Plan> {
  const alarm = await alarmByKey(house.db, thing);
  const repository = await repositoryById(house.db, thing.repositoryId);
  if (!alarm || !repository || repository.taken || repository.archived) return nothing;
  // Moved away or deleted: there is nothing left to bring anywhere.
  if (alarm.state === 'removed') return nothing;
  const number = alarm.number ?? (await openedAs(house, alarm));
  if (number === undefined) return isOpen(alarm) ? opening(alarm) : { cancel: opening(alarm).effects };
  const governed = await governedRepository(house.db, thing.repositoryId);
  const github = await house.github.installation(repository.installationId);
  const issue = alarm.htmlUrl === '' ? await github.subject(repository, number) : undefined;
  const there = { ...alarm, number, htmlUrl: issue?.htmlUrl ?? alarm.htmlUrl };
  const config = governed?.scope.config;
  const body = alarmBody(there, {
    timezone: config?.timezone ?? 'UTC',
    callsAt: config && callsAt(config, alarm),
    line: governed && stopsTheLine(governed.scope) ? 'stopped' : 'goes on',
  });
  const { repositoryId } = alarm;
  const found: Plan =
    alarm.number === null
      ? { write: (db) => recordAlarm(db, there), settle: settledWith(governed?.scope.id) }
      : nothing;
  return {
    ...found,
    effects: [
      { kind: 'comment', repositoryId, number, marker: alarmMarker(alarm), body },
      ...asItShouldBe(there, number),
    ],
  };
}

/** What an issue of the bot's own, once it is there, is shown by, and called for. */
function settledWith(scopeId: number | undefined): Thing[] {
  if (scopeId === undefined) return [];
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
