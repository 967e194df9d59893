import { sql } from 'kysely';
import type { House } from '../house.ts';
import { veilOver } from '../veil.ts';
import type { Effect, Plan } from './plan.ts';

/** What was posted of a repository, or in it, is told anew: others than before may read it. */
export async function settleTelling(
  house: House,
  thing: { installationId: number; repositoryId: number },
): Promise<Plan> {
  const posts = await house.db
    .selectFrom('posts')
    .innerJoin('repositories', 'repositories.id', 'posts.repository_id')
    .select(['posts.repository_id as repositoryId', 'number', 'marker'])
    .where('installation_id', '=', thing.installationId)
    .where('telling', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('posts.repository_id', '=', thing.repositoryId),
        sql<boolean>`telling ~ ${veilOver(thing.repositoryId)}`,
      ]),
    )
    .execute();
  return { effects: posts.map((post): Effect => ({ kind: 'retelling', ...post })) };
}
