import { ACCEPTED_LABEL } from '../config/index.ts';
import { type IssueFacts, issueFacts, type RawIssue, type RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { arrivalOf, nothing, type Plan } from '../queue/index.ts';
import { governing, type Repository, repositoryById } from '../scope/index.ts';
import { conversionsOf, mayBeConversion } from './conversion.ts';
import { hasLabel, historyOf, isLabel, knownIssue, newest, recordObservation } from './facts.ts';
import type { HistoryEntry } from './ledger.ts';
import { destinationOf, moveIssue, moveOwnership, type Transfer } from './move.ts';
import { observe } from './observe.ts';
import { closeReason } from './past.ts';

/** The parts of GitHub's `issues` event that are read ("Webhook events and payloads", issues). */
export type IssuesPayload = {
  action: string;
  issue: RawIssue;
  repository: RawRepository;
  label?: { name: string } | undefined;
  sender?: { login: string; type?: string } | undefined;
  /** Where an issue went that was transferred, and where one came from. */
  changes?: (Transfer & { readonly old_issue?: unknown }) | undefined;
};

/** Something happened to an issue: take it down, and settle the issue if it is, or was, debt. */
export async function onIssueEvent(
  house: House,
  installationId: number,
  payload: IssuesPayload,
): Promise<Plan> {
  const governed = await governing(house, installationId, payload.repository);
  if (!governed || payload.issue.pull_request) return nothing;
  const { repository, scope } = governed;
  const { labels } = scope.config.debt;
  const shown = issueFacts(payload.issue);
  const at = { repositoryId: repository.id, number: shown.number };
  const known = await knownIssue(house.db, at);
  if (known?.gone) return nothing;
  if (!known && !concernsDebt(payload, shown, labels)) return nothing;

  const gone = goneBy(payload.action);
  const github = await house.github.installation(installationId);
  const issue = gone ? shown : await newest(github, repository, shown, known);
  const entries = entriesOf(payload, shown, gone ? await heardAt(house) : house.clock());
  // How it became debt was lost on the way, and what it is now would not tell since when.
  if (!known && !gone && !beginsDebt(payload, labels))
    entries.push(...(await observe(house, github, repository, shown, labels)).entries);
  // The label was deleted: that need not update the issue, so it was there until GitHub told of it.
  if (payload.action === 'unlabeled' && !payload.label && known && shown.updatedAt <= known.updatedAt) {
    const lost = known.labels.filter((label) => !isLabel(label, shown.labels));
    const at = await heardAt(house);
    entries.push(...lost.map((label): HistoryEntry => ({ at, order: 0, kind: 'unlabeled', label })));
  }
  if (mayBeConversion(payload.action, payload.issue)) {
    const history = [...(await historyOf(house.db, at)), ...entries];
    entries.push(...(await conversionsOf(github, repository, shown.number, history)));
  }
  const observation = {
    repositoryId: repository.id,
    issue,
    entries,
    gone,
    paidBy: creditFor(issue, payload.sender),
  };
  const went = gone === 'transferred' ? await destinationFrom(house, repository, payload) : undefined;
  if (went) {
    const there = { repositoryId: went.repositoryId, number: went.issue.number };
    return {
      async write(db) {
        if (went.scopeId === scope.id) return moveIssue(db, observation, went, labels);
        await recordObservation(db, observation, labels);
        // It is the same bot that assigned its owner, who would pass for somebody's choice there.
        await moveOwnership(db, at, there);
      },
      settle: [
        { kind: 'issue', ...at },
        { kind: 'issue', ...there },
      ],
    };
  }
  return {
    write: (db) => recordObservation(db, observation, labels),
    settle: isBotsLabelling(payload) ? [] : [{ kind: 'issue', ...at }],
  };
}

/** Two bots that each put back what the other did never end: it is seen when something else happens. */
function isBotsLabelling({ action, label, sender }: IssuesPayload): boolean {
  const isChange = action === 'labeled' || action === 'unlabeled';
  return isChange && sender?.type === 'Bot' && label?.name.toLowerCase() === ACCEPTED_LABEL;
}

/** Where an issue went, and in which scope that is; nothing where none of the same account governs it. */
async function destinationFrom(house: House, left: Repository, { changes }: IssuesPayload) {
  const went = destinationOf(changes);
  const repository = went && (await repositoryById(house.db, went.repositoryId));
  if (!went || !repository?.scopeId || repository.taken) return undefined;
  if (repository.installationId !== left.installationId) return undefined;
  return { ...went, scopeId: repository.scopeId };
}

/** Whether an event is the one by which an issue becomes debt, as far as nothing was known of it. */
function beginsDebt({ action, label }: IssuesPayload, labels: readonly string[]): boolean {
  return action === 'opened' || (action === 'labeled' && isLabel(label?.name ?? '', labels));
}

function concernsDebt(payload: IssuesPayload, shown: IssueFacts, labels: readonly string[]): boolean {
  return hasLabel(shown, labels) || isLabel(payload.label?.name ?? '', labels);
}

function goneBy(action: string): 'deleted' | 'transferred' | null {
  return action === 'deleted' || action === 'transferred' ? action : null;
}

/** GitHub gives the event no time of its own; the issue was last updated by it, unless that ended it. */
function entriesOf(payload: IssuesPayload, shown: IssueFacts, heard: Date): HistoryEntry[] {
  const moment = { at: shown.updatedAt, order: 0 };
  switch (payload.action) {
    case 'opened': {
      // One that was transferred here is as old as it was there, and has been debt here since now.
      const at = payload.changes?.old_issue ? shown.updatedAt : shown.createdAt;
      return shown.labels.map((label) => ({ at, order: 0, kind: 'labeled', label }));
    }
    case 'labeled':
    case 'unlabeled':
      return payload.label
        ? [{ ...moment, kind: payload.action, label: payload.label.name, ...doneBy(payload.sender) }]
        : [];
    case 'closed':
      return [{ ...moment, kind: 'closed', reason: closeReason(shown.stateReason) }];
    case 'reopened':
      return [{ ...moment, kind: 'reopened' }];
    case 'deleted':
    case 'transferred':
      return [{ at: endOf(payload, shown, heard), order: 0, kind: payload.action }];
    default:
      return [];
  }
}

/**
 * When an issue was deleted or moved away. That updates it no more, and the payload shows it as it was, perhaps for months:
 * it was there until about when GitHub told of it. One that GitHub closed in order to move it was updated by that.
 */
function endOf({ action, changes }: IssuesPayload, { open, updatedAt }: IssueFacts, heard: Date): Date {
  // What was closed before is closed where it went, too.
  const closedToMove = !open && action === 'transferred' && changes?.new_issue?.state !== 'closed';
  return !closedToMove && heard > updatedAt ? heard : updatedAt;
}

/** When the delivery in hand arrived, however long it waited since: whoever works it off late dates nothing by that. */
async function heardAt({ db, cause, clock }: House): Promise<Date> {
  return (cause === null ? undefined : await arrivalOf(db, cause)) ?? clock();
}

function doneBy(sender: IssuesPayload['sender']): { by?: string } {
  return sender ? { by: sender.login } : {};
}

/** Whoever was assigned is thanked; where nobody was, whoever closed it. */
function creditFor(issue: IssueFacts, sender: IssuesPayload['sender']): readonly string[] {
  if (issue.assignees.length > 0) return issue.assignees;
  return sender && sender.type !== 'Bot' ? [sender.login] : [];
}
