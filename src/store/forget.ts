import type { Db } from './sql.ts';

/** Deletes everything that is known of an installation, down to the last row. */
export async function forgetInstallation(db: Db, installationId: number): Promise<void> {
  const repositories = db
    .selectFrom('repositories')
    .select('id')
    .where('installation_id', '=', installationId);
  for (const table of ['issues', 'history', 'spells', 'debts', 'posts'] as const) {
    await db.deleteFrom(table).where('repository_id', 'in', repositories).execute();
  }
  const scopes = db.selectFrom('scopes').select('id').where('installation_id', '=', installationId);
  for (const table of ['last_given', 'shifts', 'roster_joins', 'timers', 'periods'] as const) {
    await db.deleteFrom(table).where('scope_id', 'in', scopes).execute();
  }
  for (const table of ['scopes', 'repositories', 'settles', 'effects', 'writes', 'deliveries'] as const) {
    await db.deleteFrom(table).where('installation_id', '=', installationId).execute();
  }
  await db.deleteFrom('installations').where('id', '=', installationId).execute();
}
