import type { RawIssue, RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { isSameLogin } from '../logins.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governing } from '../scope/index.ts';
import { saysOnlyCommands } from '../slash.ts';
import { knownIssue } from './facts.ts';
import type { Ownership } from './ownership.ts';
import { ownershipOf, saveOwnership } from './records.ts';
import { recordVoice } from './voices.ts';

export type CommentPayload = {
  issue: RawIssue;
  comment: { user: { login: string; type?: string } | null; created_at: string; body: string };
  repository: RawRepository;
};

/**
 * Somebody said something on an issue: they are one of those who speak about it. Said by the owner of a debt issue, the
 * work is started and stays with them across a handoff.
 */
export async function onComment(
  house: House,
  installationId: number,
  payload: CommentPayload,
): Promise<Plan> {
  const { user, body, created_at } = payload.comment;
  if (!user || user.type === 'Bot' || saysOnlyCommands(body)) return nothing;
  const governed = await governing(house, installationId, payload.repository);
  if (!governed) return nothing;
  const at = { repositoryId: governed.repository.id, number: payload.issue.number };
  if (!(await knownIssue(house.db, at))) return nothing;
  const ownership = await ownershipOf(house.db, at.repositoryId, at.number);
  const started = ownership && startedBy(ownership, user.login, new Date(created_at));
  return {
    async write(db) {
      await recordVoice(db, at, user.login);
      if (started) await saveOwnership(db, at, started);
    },
    settle: started ? [{ kind: 'issue', ...at }] : [],
  };
}

function startedBy(ownership: Ownership, login: string, at: Date): Ownership | undefined {
  const { owner, startedAt, givenAt } = ownership;
  if (owner === null || startedAt || !isSameLogin(owner, login)) return undefined;
  // GitHub's times are whole seconds.
  if (givenAt && at.getTime() < Math.floor(givenAt.getTime() / 1000) * 1000) return undefined;
  return { ...ownership, startedAt: at };
}
