/** What was decided, challenged and appealed in a time, for reports and retros. */
import type { Db } from '../store/index.ts';
import { changedSince, type DecidedIssue } from './records.ts';
import type { Step } from './steps.ts';

/** How often, in the whole scope: numbers, of whichever repository. */
export type DecisionCounts = {
  readonly accepted: number;
  readonly deferred: number;
  readonly prioritised: number;
  readonly challenges: number;
  readonly appeals: number;
  readonly rulings: number;
};

/** @param to exclusive */
export async function decisionsIn(db: Db, scopeId: number, from: Date, to: Date): Promise<DecisionCounts> {
  const issues = await changedSince(db, scopeId, from);
  const steps = issues.flatMap((issue) => issue.steps).filter(({ at }) => at >= from && at < to);
  const count = (isIt: (step: Step) => boolean) => steps.filter(isIt).length;
  const decided = (what: Step['what']) => count((step) => step.kind === 'decided' && step.what === what);
  return {
    accepted: decided('accept'),
    deferred: decided('defer'),
    prioritised: decided('priority'),
    challenges: count(({ kind }) => kind === 'challenged'),
    appeals: count(({ kind }) => kind === 'appealed'),
    rulings: count(({ kind }) => kind === 'upheld' || kind === 'overturned'),
  };
}

/** An appeal, with the issue that it is about. `url` is the comment that appealed. */
export type AppealedIssue = Omit<DecidedIssue, 'steps'> & Pick<Step, 'at' | 'by' | 'url' | 'what'>;

/** The appeals in a scope since an instant, oldest first. They are for the eyes that may see their repositories. */
export async function appealsSince(db: Db, scopeId: number, since: Date): Promise<AppealedIssue[]> {
  const issues = await changedSince(db, scopeId, since);
  return issues
    .flatMap(({ steps, ...issue }) =>
      steps
        .filter(({ kind, at }) => kind === 'appealed' && at >= since)
        .map(({ at, by, url, what }) => ({ ...issue, at, by, url, what })),
    )
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
