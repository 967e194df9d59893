/** Whom a report thanks beside those who paid, and for what: nobody is counted, and nobody is ranked. */
import type { House } from '../house.ts';
import { servedIn } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import type { IssueReference } from '../text.ts';
import type { Week } from '../time.ts';
import type { CountedSpell } from './numbers.ts';
import { stoodInWords } from './wording-generosity.ts';

/** What was paid, and who is thanked for it. */
type PaidIssue = IssueReference & { readonly by: readonly string[] };

export type Generosity = {
  /** Of what everybody here may see, in the order in which it was paid. */
  readonly paid: readonly PaidIssue[];
  /** Thanks for what else people did, a sentence each. */
  readonly thanks: readonly string[];
};

/** Sentences that thank people by name; none where there is nobody to be thanked. */
type Provider = (house: House, scope: Scope, week: Week) => Promise<string[]>;

/** What people are thanked for beside paying, in this order. */
const generous: readonly Provider[] = [standingIn];

export async function generosityIn(
  house: House,
  scope: Scope,
  week: Week,
  spells: readonly CountedSpell[],
): Promise<Generosity> {
  const thanks: string[] = [];
  for (const provider of generous) thanks.push(...(await provider(house, scope, week)));
  return { paid: paidIn(spells, week), thanks };
}

function paidIn(spells: readonly CountedSpell[], week: Week): PaidIssue[] {
  return spells
    .flatMap(({ end, ...spell }) => (end && end >= week.start && end < week.end ? [{ ...spell, end }] : []))
    .filter(({ outcome, visible, paidBy }) => outcome === 'paid' && visible && paidBy.length > 0)
    .toSorted((a, b) => a.end.getTime() - b.end.getTime() || a.issue - b.issue)
    .map(({ repositoryId, repository, htmlUrl, title, issue, paidBy }) => {
      return { repositoryId, repository, htmlUrl, title, number: issue, by: paidBy };
    });
}

async function standingIn(house: House, scope: Scope, week: Week): Promise<string[]> {
  const pairs = [];
  for (const rotation of scope.config.rotations) {
    const { stoodIn } = await servedIn(house.db, scope.id, rotation, week);
    pairs.push(...stoodIn);
  }
  return stoodInWords(pairs);
}
