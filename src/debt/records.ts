import { type Priority, priorityIn, revived, type State, stateOf } from '../agreement/index.ts';
import { blankForm, type IssueForm } from '../issue-form.ts';
import type { Scope } from '../scope/index.ts';
import { type Db, json, type Visibility } from '../store/index.ts';
import type { OpenDebt, Ownership } from './ownership.ts';

/** An open debt issue with what is told of it. */
export type DebtIssue = OpenDebt & {
  readonly repositoryId: number;
  readonly repository: string;
  readonly visibility: Visibility;
  readonly archived: boolean;
  readonly number: number;
  readonly title: string;
  readonly htmlUrl: string;
  readonly labels: readonly string[];
  readonly form: IssueForm;
  readonly votes: number;
  readonly voices: number;
  readonly agreed?: State;
  readonly priority?: Priority;
};

/** What tells one issue from all others. */
export function issueKey({
  repositoryId,
  number,
}: {
  readonly repositoryId: number;
  readonly number: number;
}): string {
  return `${repositoryId}#${number}`;
}

/** Every open debt issue of a scope, oldest first: a running spell is what makes it one. */
export async function openDebts(db: Db, scopeId: number): Promise<DebtIssue[]> {
  return toDebts(await openSpells(db).where('repositories.scope_id', '=', scopeId).execute());
}

/** The same of some repositories, whoever governs them. */
export async function openDebtsIn(db: Db, repositoryIds: readonly number[]): Promise<DebtIssue[]> {
  if (repositoryIds.length === 0) return [];
  return toDebts(await openSpells(db).where('repositories.id', 'in', repositoryIds).execute());
}

function openSpells(db: Db) {
  return db
    .selectFrom('spells')
    .innerJoin('repositories', 'repositories.id', 'spells.repository_id')
    .innerJoin('issues', (join) =>
      join
        .onRef('issues.repository_id', '=', 'spells.repository_id')
        .onRef('issues.number', '=', 'spells.number'),
    )
    .leftJoin('debts', (join) =>
      join
        .onRef('debts.repository_id', '=', 'spells.repository_id')
        .onRef('debts.number', '=', 'spells.number'),
    )
    .leftJoin('decisions', (join) =>
      join
        .onRef('decisions.repository_id', '=', 'spells.repository_id')
        .onRef('decisions.number', '=', 'spells.number'),
    )
    .select(['spells.repository_id', 'spells.number', 'spells.start', 'steps'])
    .select(['repositories.owner as account', 'repositories.name', 'visibility', 'archived'])
    .select((eb) =>
      eb
        .selectFrom('voices')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('voices.repository_id', '=', 'spells.repository_id')
        .whereRef('voices.number', '=', 'spells.number')
        .as('voices'),
    )
    .select([
      'title',
      'html_url',
      'labels',
      'assignees',
      'form',
      'votes',
      'given_at',
      'confirmed_at',
      'why',
      'started_at',
    ])
    .select([
      'debts.owner as given_to',
      'hands_off_until',
      'unassignable',
      'withdrawing',
      'commented',
      'released_by',
      'lapsed_from',
      'kept_until',
    ])
    .where('spells.end', 'is', null)
    .orderBy('spells.start')
    .orderBy('spells.repository_id')
    .orderBy('spells.number');
}

type SpellRow = Awaited<ReturnType<ReturnType<typeof openSpells>['execute']>>[number];

function toDebts(rows: readonly SpellRow[]): DebtIssue[] {
  return rows.map((row) => ({
    ...agreedOn(row.steps),
    repositoryId: row.repository_id,
    repository: `${row.account}/${row.name}`,
    visibility: row.visibility,
    archived: row.archived,
    number: row.number,
    title: row.title,
    htmlUrl: row.html_url,
    labels: row.labels,
    assignees: row.assignees,
    form: row.form ?? blankForm,
    votes: row.votes ?? 0,
    voices: row.voices ?? 0,
    since: row.start,
    ownership: toOwnership({ ...row, owner: row.given_to }),
  }));
}

function agreedOn(steps: SpellRow['steps']): Pick<DebtIssue, 'agreed' | 'priority'> {
  if (!steps) return {};
  const agreed = stateOf(revived(steps));
  return { agreed, priority: priorityIn(agreed) };
}

export async function ownershipOf(
  db: Db,
  repositoryId: number,
  number: number,
): Promise<Ownership | undefined> {
  const row = await db
    .selectFrom('debts')
    .selectAll()
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && toOwnership(row);
}

type OwnershipRow = {
  owner: string | null;
  given_at: Date | null;
  confirmed_at: Date | null;
  why: string | null;
  started_at: Date | null;
  hands_off_until: Date | null;
  unassignable: string[] | null;
  withdrawing: string[] | null;
  commented: boolean | null;
  released_by: string[] | null;
  lapsed_from: string[] | null;
  kept_until: Date | null;
};

function toOwnership(row: OwnershipRow): Ownership {
  return {
    owner: row.owner,
    givenAt: row.given_at,
    confirmedAt: row.confirmed_at,
    why: row.why ?? '',
    startedAt: row.started_at,
    handsOffUntil: row.hands_off_until,
    unassignable: row.unassignable ?? [],
    withdrawing: row.withdrawing ?? [],
    commented: row.commented ?? false,
    releasedBy: row.released_by ?? [],
    lapsedFrom: row.lapsed_from ?? [],
    keptUntil: row.kept_until,
  };
}

export async function saveOwnership(
  db: Db,
  at: { repositoryId: number; number: number },
  ownership: Ownership,
): Promise<void> {
  const columns = {
    owner: ownership.owner,
    given_at: ownership.givenAt,
    confirmed_at: ownership.confirmedAt,
    why: ownership.why,
    started_at: ownership.startedAt,
    hands_off_until: ownership.handsOffUntil,
    unassignable: json(ownership.unassignable),
    withdrawing: json(ownership.withdrawing),
    commented: ownership.commented,
    released_by: json(ownership.releasedBy),
    lapsed_from: json(ownership.lapsedFrom),
    kept_until: ownership.keptUntil,
  };
  await db
    .insertInto('debts')
    .values({ repository_id: at.repositoryId, number: at.number, ...columns })
    .onConflict((conflict) => conflict.columns(['repository_id', 'number']).doUpdateSet(columns))
    .execute();
}

export async function lastGiven(db: Db, scopeId: number): Promise<Map<string, Date>> {
  const rows = await db.selectFrom('last_given').selectAll().where('scope_id', '=', scopeId).execute();
  return new Map(rows.map((row) => [row.login, row.given_at]));
}

export async function recordGiven(db: Db, scope: Scope, login: string, now: Date): Promise<void> {
  await db
    .insertInto('last_given')
    .values({ scope_id: scope.id, login: login.toLowerCase(), given_at: now })
    .onConflict((conflict) => conflict.columns(['scope_id', 'login']).doUpdateSet({ given_at: now }))
    .execute();
}
