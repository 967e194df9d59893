import { permissionIn } from '../colleagues.ts';
import type { RawIssue, RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governing, type Repository, repositoryById, type Scope } from '../scope/index.ts';
import { storable } from '../store/index.ts';
import { type Alarm, type Deed, judge } from './alarm.ts';
import { type AlarmIssue, deedSeen, isUnlabelled, judged, takenAlong } from './deeds.ts';
import { pullCord, thingsOf } from './pull-cord.ts';
import { lastEndAt, openAlarmAt, recordAlarm } from './records.ts';
import { ANDON } from './wording.ts';

/** The parts of GitHub's `issues` event that are read ("Webhook events and payloads", issues). */
export type AndonPayload = {
  action: string;
  issue: RawIssue;
  label?: { name: string } | undefined;
  repository: RawRepository;
  sender?: { login: string; type?: string } | undefined;
  changes?:
    | { new_issue?: RawIssue | null | undefined; new_repository?: { id: number } | null | undefined }
    | undefined;
};

type Event = {
  readonly scope: Scope;
  readonly repository: Repository;
  readonly issue: RawIssue;
  readonly login: string;
  readonly payload: AndonPayload;
};

/** Something happened to an issue that is an alarm, or is made one by the label; what Paydown did itself is let by. */
export async function onAlarmEvent(
  house: House,
  installationId: number,
  payload: AndonPayload,
): Promise<Plan> {
  const { action, issue, sender } = payload;
  if (issue.pull_request || !sender || !concernsAndon(payload)) return nothing;
  const leaves = action === 'deleted' || action === 'transferred';
  const alarm = await openAlarmAt(house.db, { repositoryId: payload.repository.id, number: issue.number });
  if (action !== 'labeled' && !alarm) return nothing;
  if (!leaves && sender.login === (await house.github.botLogin())) return nothing;
  const governed = await governing(house, installationId, payload.repository);
  if (!governed) return nothing;
  const event = { ...governed, issue, login: sender.login, payload };
  if (alarm?.number !== undefined && alarm.number !== issue.number) return nothing;
  if (alarm && leaves) return gone(house, event, alarm);
  return alarm ? changed(house, event, alarm) : labelled(house, event);
}

function concernsAndon({ action, label }: AndonPayload): boolean {
  switch (action) {
    case 'labeled':
    case 'unlabeled':
      return label?.name.toLowerCase() === ANDON;
    case 'closed':
    case 'edited':
    case 'deleted':
    case 'transferred':
      return true;
    default:
      return false;
  }
}

/** The label pulls the cord, if it is still there: what comes late or again pulls nothing. */
async function labelled(house: House, event: Event): Promise<Plan> {
  const { repository, scope, issue, login, payload } = event;
  if (payload.action !== 'labeled' || payload.sender?.type === 'Bot') return nothing;
  if (scope.config.mode !== 'act' || !scope.config.andon) return nothing;
  const at = { repositoryId: repository.id, number: issue.number };
  const last = await lastEndAt(house.db, at);
  if (last && new Date(issue.updated_at) <= last) return nothing;
  const github = await house.github.installation(repository.installationId);
  const now = await github.issue(repository, issue.number);
  if (!now?.open || !now.labels.some((label) => label.toLowerCase() === ANDON)) return nothing;
  const permission = await permissionIn(github, repository, login);
  const origin = `label/${issue.updated_at}`;
  const pulled = await pullCord(house, {
    ...{ scope, repository, number: issue.number, login, permission, origin, reason: null },
  });
  return pulled.kind === 'pulled' ? pulled.plan : nothing;
}

/** Closing the issue or taking the label off ends the alarm, by the right hand; by another one it is put back. */
async function changed(house: House, event: Event, alarm: Alarm): Promise<Plan> {
  const { repository, scope, issue, login, payload } = event;
  const github = await house.github.installation(repository.installationId);
  const now = await github.issue(repository, issue.number);
  // Gone meanwhile: the event that says so comes by itself.
  if (!now) return nothing;
  if (payload.action === 'edited') return renamed(scope, alarm, now.title);
  const deed = deedOf(payload, now);
  if (!deed) return nothing;
  const who = payload.sender?.type === 'Bot' ? 'bot' : 'person';
  const after = await judged(house, event, alarm, { deed, login, who });
  if (!after) return nothing;
  return { write: (db) => recordAlarm(db, after), settle: thingsOf(scope.id, alarm) };
}

/** The dashboard says what the issue is called now: somebody may have had a reason to call it otherwise. */
function renamed({ id: scopeId }: Scope, alarm: Alarm, now: string): Plan {
  const title = storable(now);
  if (title === alarm.title) return nothing;
  return { write: (db) => recordAlarm(db, { ...alarm, title }), settle: [{ kind: 'dashboard', scopeId }] };
}

/** What was done, if it is not undone by now. */
function deedOf({ action }: AndonPayload, now: AlarmIssue): Deed | undefined {
  const seen = deedSeen(now);
  if (action === 'closed') return seen?.kind === 'close' ? seen : undefined;
  return action === 'unlabeled' && isUnlabelled(now) ? { kind: 'unlabel' } : undefined;
}

/** A deleted issue ends its alarm; one that moves within the scope takes it along. */
async function gone(house: House, { scope, login, payload }: Event, alarm: Alarm): Promise<Plan> {
  const { new_issue: issue, new_repository: place } = payload.changes ?? {};
  const target = place ? await repositoryById(house.db, place.id) : undefined;
  if (issue && target && target.scopeId === scope.id && !target.taken) {
    const to = { repositoryId: target.id, number: issue.number, htmlUrl: issue.html_url };
    return takenAlong(scope, alarm, to);
  }
  const verdict = judge(alarm, { kind: 'remove' }, { login, standing: 'colleague' }, house.clock());
  if (verdict.kind === 'refused') return nothing;
  return { write: (db) => recordAlarm(db, verdict.alarm), settle: thingsOf(scope.id, alarm) };
}
