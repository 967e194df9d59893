import { sql } from 'kysely';
import { UserError } from '../errors.ts';
import type { Db } from './sql.ts';

/**
 * Asks whether the user of a PostgreSQL may make what is not there yet: our tables, and pg-boss's schema.
 *
 * @throws UserError where not
 */
export async function demandRights(db: Db): Promise<void> {
  const { rows } = await sql<{ tables: boolean; queue: boolean }>`select
    to_regclass('kysely_migration') is not null
      or coalesce(has_schema_privilege(current_schema(), 'create'), false) as tables,
    to_regclass('pgboss.version') is not null
      or has_database_privilege(current_database(), 'create') as queue`.execute(db);
  const [may] = rows;
  if (may?.tables && may.queue) return;
  throw new UserError(
    `DATABASE_URL: its user may not create ${may?.tables ? 'a schema in the database' : 'tables'}. Make it the owner of the database.`,
  );
}
