/**
 * The past of a repository, counted in silence: the ledger is filled from the history of its issues, a page at a
 * time, and not a word is said. First what carries a debt label, then what lost one. A page that fails is asked for
 * again; one done twice changes nothing, so it goes on after a restart where it was.
 */
import type { Installation, IssueFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan, type Thing } from '../queue/index.ts';
import { governedRepository, type Repository, type Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { hasLabel, isLabel, knownIssue, type Observation, recordObservations } from './facts.ts';
import { observe, observeTold } from './observe.ts';
import { endProgress, recordProgress } from './progress.ts';
import { openDebts } from './records.ts';

type Key = Extract<Thing, { kind: 'backfill' }>;

/** What lost its label is looked for in so many pages of a hundred events, newest first. */
const PAGES_OF_UNLABELLED = 30;

export async function settleBackfill(house: House, thing: Key): Promise<Plan> {
  const governed = await governedRepository(house.db, thing.repositoryId);
  if (!governed) return nothing;
  const { repository, scope } = governed;
  const github = await house.github.installation(repository.installationId);
  const { labels } = scope.config.debt;
  const label = labels[thing.label ?? 0];
  const step =
    label === undefined
      ? await countUnlabelled(house, github, repository, labels, thing)
      : await countLabelled(house, github, repository, labels, label, thing);
  const { next, observations, progress } = step;
  const isCounted = label !== undefined && next?.label === labels.length;
  const scopeId = scope.id;
  return {
    async write(db) {
      await recordObservations(db, observations, labels);
      if (progress) await recordProgress(db, repository.id, progress);
      else if (label !== undefined) await endProgress(db, repository.id);
      if (!next) await endBackfill(db, repository.id, house.clock());
    },
    settle: [
      ...(next ? [next] : []),
      ...(isCounted ? await afterCounting(house, scope, repository) : []),
      ...(next === undefined || isCounted || progress ? [{ kind: 'dashboard', scopeId } as const] : []),
      ...(next === undefined ? (['iteration', 'heartbeat'] as const).map((kind) => ({ kind, scopeId })) : []),
    ],
  };
}

/** What is labelled now has its owners; what was debt by other labels before is looked at again. */
async function afterCounting(
  house: House,
  { id: scopeId, config }: Scope,
  { id }: Repository,
): Promise<Thing[]> {
  const debts = await openDebts(house.db, scopeId);
  const others = debts.some((debt) => debt.repositoryId === id && !hasLabel(debt, config.debt.labels));
  return [...(others ? [{ kind: 'reconcile', repositoryId: id } as const] : []), { kind: 'queue', scopeId }];
}

async function endBackfill(db: Db, repositoryId: number, now: Date): Promise<void> {
  await db.updateTable('repositories').set({ backfilled_at: now }).where('id', '=', repositoryId).execute();
}

type Step = {
  readonly observations: readonly Observation[];
  readonly next: Key | undefined;
  /** How many issues with this label were read, of how many. */
  readonly progress?: { readonly read: number; readonly total: number };
};

async function countLabelled(
  house: House,
  github: Installation,
  repository: Repository,
  labels: readonly string[],
  label: string,
  thing: Key,
): Promise<Step> {
  const page = await github.labelledWithPast(repository, label, thing.after ?? null);
  const observations: Observation[] = [];
  for (const { issue, past, told } of page.issues) {
    observations.push(
      told === 'complete'
        ? await observeTold(house, github, repository, issue, labels, past)
        : await observe(house, github, repository, issue, labels),
    );
  }
  const { repositoryId, page: number } = thing;
  if (page.next === null) {
    return { observations, next: { kind: 'backfill', repositoryId, page: 1, label: (thing.label ?? 0) + 1 } };
  }
  const read = (thing.read ?? 0) + page.issues.length;
  const next: Key = { ...thing, page: number + 1, after: page.next, read };
  return { observations, next, progress: { read, total: page.total } };
}

async function countUnlabelled(
  house: House,
  github: Installation,
  repository: Repository,
  labels: readonly string[],
  thing: Key,
): Promise<Step> {
  const { unlabelled, more } = await github.unlabelled(repository, thing.page);
  const lost = new Map<number, IssueFacts>();
  for (const { issue, label } of unlabelled) {
    if (isLabel(label, labels) && !hasLabel(issue, labels)) lost.set(issue.number, issue);
  }
  const observations: Observation[] = [];
  for (const issue of lost.values()) {
    const known = await knownIssue(house.db, { repositoryId: repository.id, number: issue.number });
    if (!known) observations.push(await observe(house, github, repository, issue, labels));
  }
  const isLast = more === 'last' || thing.page >= PAGES_OF_UNLABELLED;
  return { observations, next: isLast ? undefined : { ...thing, page: thing.page + 1 } };
}
