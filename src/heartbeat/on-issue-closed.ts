import { hasLabel } from '../debt/index.ts';
import { type ClosedIssue, closedIssue, type RawClosedIssue, type RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governing, type Repository } from '../scope/index.ts';
import { latest } from '../time.ts';
import { type Closing, knownClosing, recordClosing } from './closings.ts';

/** The parts of GitHub's `issues` event that are read ("Webhook events and payloads", issues). */
export type ClosedPayload = { action: string; issue: RawClosedIssue; repository: RawRepository };

/** An issue was closed, or is not closed any more: every one counts, debt or not, to tell what share was debt. */
export async function onIssueClosed(
  house: House,
  installationId: number,
  payload: ClosedPayload,
): Promise<Plan> {
  const governed = await governing(house, installationId, payload.repository);
  if (!governed || payload.issue.pull_request) return nothing;
  const shown = closedIssue(payload.issue);
  const { repository, scope } = governed;
  const debt = hasLabel(shown, scope.config.debt.labels);
  // Dashboards are no work; debt that came out of a retro is.
  if (!debt && shown.author === (await house.github.botLogin())) return nothing;
  const at = { repositoryId: repository.id, number: shown.number };
  const gone = payload.action === 'deleted' || payload.action === 'transferred';
  const closing: Closing = {
    ...at,
    closedAt: gone ? null : await newest(house, repository, shown),
    debt,
    seenAt: gone ? latest(shown.updatedAt, house.clock()) : shown.updatedAt,
  };
  return { write: (db) => recordClosing(db, closing) };
}

/** Closed and reopened in one second, in whatever order that is told: GitHub knows which was last. */
async function newest(house: House, repository: Repository, shown: ClosedIssue): Promise<Date | null> {
  const known = await knownClosing(house.db, { repositoryId: repository.id, number: shown.number });
  const isTie = known?.seenAt.getTime() === shown.updatedAt.getTime();
  if (!isTie || (known?.closedAt === null) === (shown.closedAt === null)) return shown.closedAt;
  const github = await house.github.installation(repository.installationId);
  const now = await github.issue(repository, shown.number);
  const isClosed = now && !now.open && now.stateReason !== 'not_planned' && now.stateReason !== 'duplicate';
  return isClosed ? (shown.closedAt ?? known?.closedAt ?? shown.updatedAt) : null;
}
