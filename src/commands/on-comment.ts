import type { RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, type Thing } from '../queue/index.ts';
import { governing } from '../scope/index.ts';
import { namespaces } from './catalogue.ts';
import { commandLines } from './grammar.ts';
import { recordCommands } from './records.ts';

/** The parts of GitHub's `issue_comment` event that are read ("Webhook events and payloads", issue_comment). */
export type CommandsPayload = {
  issue: { number: number };
  comment: {
    id: number;
    body: string;
    html_url: string;
    created_at: string;
    user: { login: string; type?: string } | null;
  };
  repository: RawRepository;
};

/** Somebody commented on an issue or a pull request: what they ask for is taken down, once, and then seen to. */
export async function onCommands(
  house: House,
  installationId: number,
  { issue, comment, repository }: CommandsPayload,
): Promise<Plan> {
  // Bots that answer each other never end; the App's own words are a bot's too.
  if (!comment.user || comment.user.type === 'Bot') return nothing;
  const lines = commandLines(comment.body, namespaces);
  if (lines.length === 0) return nothing;
  const governed = await governing(house, installationId, repository);
  if (governed?.scope.config.mode !== 'act') return nothing;
  const given = {
    repositoryId: governed.repository.id,
    commentId: comment.id,
    number: issue.number,
    login: comment.user.login,
    url: comment.html_url,
    at: new Date(comment.created_at),
  };
  const { repositoryId, commentId } = given;
  return {
    write: (db) => recordCommands(db, given, lines),
    settle: lines.map((_, ordinal): Thing => ({ kind: 'command', repositoryId, commentId, ordinal })),
  };
}
