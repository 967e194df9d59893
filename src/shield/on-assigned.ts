import { hasLabel } from '../debt/index.ts';
import { type IssueFacts, issueFacts, type RawIssue, type RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governing, type Repository, type Scope } from '../scope/index.ts';
import { dutiesAt } from './duty.ts';
import { ITERATION, isInIteration } from './in-iteration.ts';
import { recordInterruption } from './records.ts';
import { dutyShielding, isExempt, isOnDuty } from './shielded.ts';

/** The parts of GitHub's `issues.assigned` event that are read ("Webhook events and payloads", issues). */
export type AssignedPayload = {
  issue: RawIssue;
  assignee?: { login: string } | null | undefined;
  repository: RawRepository;
  sender?: { login: string; type?: string } | undefined;
};

/** Somebody was given an issue: if they are on duty, or in an iteration, and it is no debt, it is taken down as an interruption. */
export async function onAssigned(
  house: House,
  installationId: number,
  { issue: raw, assignee, repository: place, sender }: AssignedPayload,
): Promise<Plan> {
  if (!assignee || !sender || raw.pull_request) return nothing;
  const governed = await governing(house, installationId, place);
  if (!governed) return nothing;
  const { repository, scope } = governed;
  const issue = issueFacts(raw);
  if (!issue.open || hasLabel(issue, scope.config.debt.labels)) return nothing;
  const bot = await house.github.botLogin();
  if (sender.login === bot || issue.author === bot) return nothing;
  // Whoever was on duty when it happened: events come late.
  const at = new Date(Math.min(issue.updatedAt.getTime(), house.clock().getTime()));
  const duties = await dutiesAt(house.db, scope, at);
  const inIteration = await isInIteration(house.db, scope, assignee.login, at);
  if (!inIteration && !isOnDuty(duties, assignee.login)) return nothing;
  const labels = await labelsNow(house, governed, issue);
  const duty = dutyShielding(duties, assignee.login, labels);
  const seen = { repositoryId: repository.id, number: issue.number };
  const counted = { ...seen, at, assignee: assignee.login, scopeId: scope.id };
  if (!duty) {
    if (!inIteration || scope.config.rotations.some((one) => isExempt(one, labels))) return nothing;
    const silent = { ...counted, rotation: ITERATION, assigner: null, answer: 'counted' } as const;
    return { write: (db) => recordInterruption(db, silent) };
  }
  const speaks = duty.rotation.shield !== 'count' && scope.config.mode === 'act';
  // What somebody takes upon themselves is their own decision.
  const open = speaks && sender.login.toLowerCase() !== assignee.login.toLowerCase();
  return {
    write: (db) =>
      recordInterruption(db, {
        ...{ ...counted, rotation: duty.rotation.name },
        assigner: open && sender.type !== 'Bot' ? sender.login : null,
        answer: open ? 'open' : 'counted',
      }),
    settle: open ? [{ kind: 'shield', ...seen }] : [],
  };
}

/** A label that exempts may have been told of before, when there was nothing to withdraw: then GitHub is asked. */
async function labelsNow(
  house: House,
  { repository, scope }: { readonly repository: Repository; readonly scope: Scope },
  { number, labels }: IssueFacts,
): Promise<readonly string[]> {
  if (scope.config.rotations.every(({ shield_except }) => shield_except.length === 0)) return labels;
  const github = await house.github.installation(repository.installationId);
  return [...labels, ...((await github.issue(repository, number))?.labels ?? [])];
}
