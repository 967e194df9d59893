import type { RepositoryFacts } from '../github/index.ts';
import type { Thing } from '../queue/index.ts';
import type { Db } from '../store/index.ts';
import type { Repository } from './records.ts';

/**
 * What is to be told anew when others than before may read some repositories: what was posted of them or in them,
 * and the dashboards of the scopes that they belong to or are home to.
 */
export async function retellings(
  db: Db,
  installationId: number,
  repositoryIds: readonly number[],
): Promise<Thing[]> {
  if (repositoryIds.length === 0) return [];
  const scopes = await db
    .selectFrom('scopes')
    .select('id')
    .where('installation_id', '=', installationId)
    .where((eb) =>
      eb.or([
        eb('home_id', 'in', repositoryIds),
        eb('id', 'in', (governing) =>
          governing
            .selectFrom('repositories')
            .select((of) => of.ref('scope_id').$notNull().as('id'))
            .where('id', 'in', repositoryIds)
            .where('scope_id', 'is not', null),
        ),
      ]),
    )
    .execute();
  return [
    ...repositoryIds.map((repositoryId): Thing => ({ kind: 'telling', installationId, repositoryId })),
    // Which settles the dashboard in turn: what was taken away leaves room.
    ...scopes.map(({ id }): Thing => ({ kind: 'queue', scopeId: id })),
  ];
}

/** Those that others may read now than when they were last looked at. */
export function seenByOthers(known: readonly Repository[], now: readonly RepositoryFacts[]): number[] {
  const before = new Map(known.map(({ id, visibility }) => [id, visibility]));
  return now
    .filter(({ id, visibility }) => (before.get(id) ?? visibility) !== visibility)
    .map(({ id }) => id);
}
