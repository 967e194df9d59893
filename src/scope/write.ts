import { callBackReports } from '../queue/index.ts';
import type { Db } from '../store/index.ts';
import type { FoundConfig } from './load.ts';

type Place = 'organisation' | 'repository';

export async function recordGoodConfig(
  db: Db,
  found: FoundConfig,
  place: Place,
  homeId: number,
  now: Date,
): Promise<void> {
  const columns = {
    installation_id: found.holder.installationId,
    place,
    config: found.text,
    broken: null,
    home_id: homeId,
  };
  await db
    .insertInto('scopes')
    .values({ id: found.holder.id, ...columns, since: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** Notes what is wrong with the newest version; the last good one, if there was one, stays. */
export async function recordBroken(
  db: Db,
  found: FoundConfig,
  place: Place,
  broken: string,
  now: Date,
): Promise<void> {
  await db
    .insertInto('scopes')
    .values({
      id: found.holder.id,
      installation_id: found.holder.installationId,
      place,
      config: null,
      broken,
      home_id: null,
      since: now,
    })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ broken }))
    .execute();
}

/** The file is gone: its scope ends, its timers with it; the ledger stays, should it come back. */
export async function recordNoConfig(
  db: Db,
  { id: scopeId, installationId }: { id: number; installationId: number },
): Promise<void> {
  await callBackReports(db, installationId, scopeId, ['dashboard', 'announcement']);
  await db.updateTable('scopes').set({ config: null, broken: null }).where('id', '=', scopeId).execute();
  await db.deleteFrom('timers').where('scope_id', '=', scopeId).execute();
  await db.deleteFrom('retro_counts').where('scope_id', '=', scopeId).execute();
}

export async function adoptRepository(
  db: Db,
  repositoryId: number,
  scopeId: number | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('repositories')
    .set({ scope_id: scopeId, config_checked_at: now })
    .where('id', '=', repositoryId)
    .execute();
}

/** Taken from the App, as if it had never been looked at: should it be given back, its config is read anew. */
export async function releaseRepository(
  db: Db,
  repository: { id: number; installationId: number },
): Promise<void> {
  await recordNoConfig(db, repository);
  await db
    .updateTable('repositories')
    .set({ taken: true, scope_id: null, config_checked_at: null })
    .where('id', '=', repository.id)
    .execute();
}
