import type { Db } from '../store/index.ts';
import { toldOf, unveil } from '../veil.ts';
import { isVisibleAt } from '../visibility.ts';

/**
 * A body as it may be read in a repository now. Of another repository it tells only what everybody may read who reads
 * it there, and only while that one is governed and belongs to the same account: of others nobody says what becomes.
 */
export async function bodyFor(db: Db, repositoryId: number, veiled: string): Promise<string> {
  return unveil(veiled, await tellable(db, repositoryId, veiled));
}

/** Which of the repositories that a body tells of may be told of in a repository now. */
export async function tellable(
  db: Db,
  repositoryId: number,
  veiled: string,
): Promise<(repositoryId: number) => boolean> {
  const told = toldOf(veiled);
  if (told.length === 0) return () => false;
  const rows = await db
    .selectFrom('repositories')
    .select(['id', 'installation_id', 'visibility', 'scope_id'])
    .where('id', 'in', [repositoryId, ...told])
    .execute();
  const home = rows.find(({ id }) => id === repositoryId);
  const open = rows.filter((one) => {
    const known = one.scope_id !== null && one.installation_id === home?.installation_id;
    return home !== undefined && known && isVisibleAt(home, one);
  });
  const ids = new Set(open.map(({ id }) => id));
  return (id) => ids.has(id);
}
