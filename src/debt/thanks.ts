import type { Thanked } from '../text.ts';
import type { Outcome } from './ledger.ts';

/** A spell as far as somebody may be thanked for it. */
export type Creditable = {
  readonly end: Date | null;
  readonly outcome: Outcome | null;
  readonly issue: number;
  readonly repositoryId: number;
  readonly paidBy: readonly string[];
};

/** Who is thanked for what was paid in a span (its end exclusive), each once, in the order in which they paid. */
export function thanksFor(spells: readonly Creditable[], span: { start: Date; end: Date }): Thanked[] {
  const paid = spells
    .flatMap(({ end, outcome, ...spell }) => (end && outcome === 'paid' ? [{ ...spell, end }] : []))
    .filter(({ end }) => end >= span.start && end < span.end)
    .sort((a, b) => a.end.getTime() - b.end.getTime() || a.issue - b.issue);
  const byLogin = new Map<string, { login: string; repositoryIds: Set<number> }>();
  for (const { paidBy, repositoryId } of paid) {
    for (const login of paidBy) {
      const one = byLogin.get(login.toLowerCase()) ?? { login, repositoryIds: new Set() };
      byLogin.set(login.toLowerCase(), one);
      one.repositoryIds.add(repositoryId);
    }
  }
  return [...byLogin.values()].map((one) => ({ ...one, repositoryIds: [...one.repositoryIds] }));
}
