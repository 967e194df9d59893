/** Whom a report thanks beside those who paid, and for what: nobody is counted, and nobody is ranked. */
import { type Creditable, issueKey, referencesTo } from '../debt/index.ts';
import type { House } from '../house.ts';
import { servedIn } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { IssueReference } from '../text.ts';
import type { Week } from '../time.ts';
import { stoodInWords } from './wording-generosity.ts';

/** What was paid, and who is thanked for it. */
type PaidIssue = IssueReference & { readonly by: readonly string[] };

export type Generosity = {
  /** The first of what everybody here may see, in the order in which it was paid. */
  readonly paid: readonly PaidIssue[];
  /** How many there were besides. */
  readonly more: number;
  /** Thanks to those who stood in for others, in at most one sentence. */
  readonly thanks: readonly string[];
};

/** So many are told one by one. */
const TOLD = 10;

/** @param paid what everybody here may see of what was paid */
export async function generosityIn(
  house: House,
  scope: Scope,
  week: Week,
  paid: readonly Creditable[],
): Promise<Generosity> {
  const thanks = stoodInWords(await stoodIn(house.db, scope, week));
  return { ...(await paidIn(house.db, paid, week)), thanks };
}

async function paidIn(
  db: Db,
  paid: readonly Creditable[],
  week: Week,
): Promise<Pick<Generosity, 'paid' | 'more'>> {
  const credited = paid
    .flatMap(({ end, issue, ...one }) =>
      end && one.paidBy.length > 0 ? [{ ...one, end, number: issue }] : [],
    )
    .filter(({ end }) => end >= week.start && end < week.end)
    .toSorted((a, b) => a.end.getTime() - b.end.getTime() || a.number - b.number);
  const told = credited.slice(0, TOLD);
  const known = new Map((await referencesTo(db, told)).map((issue) => [issueKey(issue), issue]));
  const issues = told.flatMap((one) => {
    const issue = known.get(issueKey(one));
    return issue ? [{ ...issue, by: one.paidBy }] : [];
  });
  return { paid: issues, more: credited.length - issues.length };
}

async function stoodIn(db: Db, { id, config }: Scope, week: Week) {
  const served = [];
  for (const rotation of config.rotations) served.push(await servedIn(db, id, rotation, week));
  return served.flatMap((one) => one.stoodIn);
}
