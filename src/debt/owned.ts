import { type Rotation, rotationFor } from '../config/index.ts';
import { isAmong } from '../logins.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { servingContexts } from './context.ts';
import { isParked, standingOf } from './ownership.ts';
import { issueKey, openDebts } from './records.ts';

/** An open debt issue that somebody has. */
export type OwnedDebt = {
  readonly repositoryId: number;
  readonly number: number;
  readonly rotation: Rotation;
  readonly owners: readonly string[];
  /** Whether the bot assigned them, or a person did. */
  readonly by: 'bot' | 'person';
  /** The last that is on record of it; there may be more on GitHub. */
  readonly movedAt: Date;
};

/** The open debt of a scope that a rotation serves and that somebody is assigned to; not what is left for now. */
export async function ownedDebts(db: Db, scope: Scope, now: Date): Promise<OwnedDebt[]> {
  const contexts = await servingContexts(db, scope, now);
  const debts = (await openDebts(db, scope.id)).filter(({ archived }) => !archived);
  const moved = await lastEntries(db, scope.id);
  return debts.flatMap((debt): OwnedDebt[] => {
    const rotation = rotationFor(scope.config, debt);
    const standing = standingOf(debt, now, contexts.of(debt).nextHandoff);
    const { repositoryId, number, assignees, since, ownership } = debt;
    if (!rotation || isParked(debt) || (standing.kind !== 'given' && standing.kind !== 'held')) return [];
    // What is still on its way to GitHub is nobody's yet.
    if (standing.kind === 'given' && !isAmong(assignees, standing.owner)) return [];
    const times = [
      since,
      ownership.givenAt,
      ownership.startedAt,
      moved.get(issueKey({ repositoryId, number })),
    ];
    const movedAt = new Date(Math.max(...times.map((at) => at?.getTime() ?? 0)));
    const whose =
      standing.kind === 'given'
        ? ({ owners: [standing.owner], by: 'bot' } as const)
        : ({ owners: standing.by, by: 'person' } as const);
    return [{ repositoryId, number, rotation, ...whose, movedAt }];
  });
}

async function lastEntries(db: Db, scopeId: number): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('history')
    .innerJoin('repositories', 'repositories.id', 'history.repository_id')
    .select(['repository_id as repositoryId', 'number'])
    .select((eb) => eb.fn.max('at').as('at'))
    .where('scope_id', '=', scopeId)
    .where('kind', '<>', 'seen')
    .groupBy(['repository_id', 'number'])
    .execute();
  return new Map(rows.map(({ at, ...issue }) => [issueKey(issue), at]));
}
