import type { RawIssue, RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governing } from '../scope/index.ts';
import { saysOnlyCommands } from '../slash.ts';
import { ownershipOf, saveOwnership } from './records.ts';

export type CommentPayload = {
  issue: RawIssue;
  comment: { user: { login: string } | null; created_at: string; body: string };
  repository: RawRepository;
};

/** The owner of a debt issue said something on it: the work is started and stays with them across a handoff. */
export async function onComment(
  house: House,
  installationId: number,
  payload: CommentPayload,
): Promise<Plan> {
  const governed = await governing(house, installationId, payload.repository);
  if (!governed) return nothing;
  const at = { repositoryId: governed.repository.id, number: payload.issue.number };
  const ownership = await ownershipOf(house.db, at.repositoryId, at.number);
  const author = payload.comment.user?.login.toLowerCase();
  if (!ownership?.owner || ownership.startedAt || ownership.owner.toLowerCase() !== author) return nothing;
  if (saysOnlyCommands(payload.comment.body)) return nothing;
  const startedAt = new Date(payload.comment.created_at);
  // GitHub's times are whole seconds.
  if (ownership.givenAt && startedAt.getTime() < Math.floor(ownership.givenAt.getTime() / 1000) * 1000)
    return nothing;
  return {
    write: (db) => saveOwnership(db, at, { ...ownership, startedAt }),
    settle: [{ kind: 'issue', ...at }],
  };
}
