import type { Clock } from '../time.ts';
import { isoSeconds } from '../time.ts';
import type { Issue, JsonObject, User } from './types.ts';

/** One entry of an issue's history, with what its kind adds ("Issue event types"). */
export type HistoryEntry = {
  readonly id: number;
  readonly event: string;
  readonly actor: User;
  readonly created_at: string;
  readonly details: JsonObject;
};

/** An entry and where it belongs, by the repository's and the issue's ids: names change. */
type Kept = {
  readonly repositoryId: number;
  readonly issueId: number;
  readonly number: number;
  readonly entry: HistoryEntry;
};

/** What happened to the issues, oldest first. The emulator keeps a history too, but not GitHub's. */
export type History = {
  add(where: Place, event: string, actor: User, details: JsonObject): void;
  ofIssue(issueId: number): HistoryEntry[];
  ofRepository(repositoryId: number): { readonly number: number; readonly entry: HistoryEntry }[];
  /** A transferred issue takes its history along. */
  move(issueId: number, to: Place): void;
  forget(issueId: number): void;
  clear(): void;
};

type Place = { readonly repositoryId: number; readonly issue: Pick<Issue, 'id' | 'number'> };

/** An empty history, whose entries are dated by `clock`. */
export function createHistory(clock: Clock): History {
  let kept: Kept[] = [];
  let lastId = 1000;
  return {
    add({ repositoryId, issue }, event, actor, details) {
      lastId += 1;
      const entry = { id: lastId, event, actor, created_at: isoSeconds(clock()), details };
      kept.push({ repositoryId, issueId: issue.id, number: issue.number, entry });
    },
    ofIssue: (issueId) => kept.filter((one) => one.issueId === issueId).map((one) => one.entry),
    ofRepository: (repositoryId) => kept.filter((one) => one.repositoryId === repositoryId),
    move(issueId, { repositoryId, issue }) {
      const moved = { repositoryId, issueId: issue.id, number: issue.number };
      kept = kept.map((one) => (one.issueId === issueId ? { ...moved, entry: one.entry } : one));
    },
    forget(issueId) {
      kept = kept.filter((one) => one.issueId !== issueId);
    },
    clear() {
      kept = [];
    },
  };
}
