import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { retroAt } from './records.ts';

/** The parts of GitHub's `issues` event that are read ("Webhook events and payloads", issues). */
export type RetroIssuePayload = {
  action: string;
  issue: { number: number };
  repository: { id: number };
};

/** What may have changed a checklist, or ended its reading. */
const CHANGES: readonly string[] = ['edited', 'closed', 'reopened', 'deleted', 'transferred'];

/** Something happened to the issue of a retro: it is looked at, whatever the event says of it. */
export async function onRetroIssue(
  house: House,
  _installationId: number,
  { action, issue, repository }: RetroIssuePayload,
): Promise<Plan> {
  if (!CHANGES.includes(action)) return nothing;
  const retro = await retroAt(house.db, repository.id, issue.number);
  return retro ? { settle: [{ kind: 'actions', scopeId: retro.scopeId, retro: retro.key }] } : nothing;
}
