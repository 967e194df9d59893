import type { Amend } from './dress.ts';
import type { Reactions } from './reactions.ts';
import type { Comment, Issue, JsonObject } from './types.ts';

/** An issue that is no longer where it was. */
type Gone = { readonly kind: 'deleted' } | { readonly kind: 'transferred'; readonly to: string };

/** What GitHub would say of an issue and the emulator cannot. */
export type Amendments = Amend & {
  /** Says something else of an issue from now on, such as `state_reason: duplicate`. */
  put(issueId: number, fields: Partial<Pick<Issue, 'state_reason' | 'created_at'>>): void;
  /** Whose a comment is, and of when, that the layer had to write itself. */
  ascribe(commentId: number, to: Pick<Comment, 'user' | 'created_at'>): void;
  withdraw(issueId: number, field: 'state_reason'): void;
  remove(issueId: number, gone: Gone): void;
  goneOf(issueId: number): Gone | undefined;
  clear(): void;
};

/** Nothing amended yet, except that reactions are counted. */
export function createAmendments(reactions: Reactions): Amendments {
  const fields = new Map<number, JsonObject>();
  const authors = new Map<number, JsonObject>();
  const gone = new Map<number, Gone>();
  return {
    issue(issue) {
      const id = Number(issue.id);
      Object.assign(issue, fields.get(id), {
        reactions: reactions.rollup('issues', id, String(issue.url)),
      });
    },
    comment(comment) {
      const id = Number(comment.id);
      Object.assign(comment, authors.get(id), {
        reactions: reactions.rollup('comments', id, String(comment.url)),
      });
    },
    put: (issueId, more) => fields.set(issueId, { ...fields.get(issueId), ...more }),
    ascribe: (commentId, to) => authors.set(commentId, { ...to }),
    withdraw(issueId, field) {
      const { [field]: _, ...rest } = fields.get(issueId) ?? {};
      fields.set(issueId, rest);
    },
    remove: (issueId, how) => gone.set(issueId, how),
    goneOf: (issueId) => gone.get(issueId),
    clear() {
      fields.clear();
      authors.clear();
      gone.clear();
    },
  };
}
