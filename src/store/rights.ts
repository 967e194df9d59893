import { sql } from 'kysely';
import { UserError } from '../errors.ts';
import type { Db } from './sql.ts';

/**
 * Asks whether a PostgreSQL holds what people write, and whether its user may make what is not there yet: our tables,
 * and pg-boss's schema.
 *
 * @throws UserError where not
 */
export async function demandRights(db: Db): Promise<void> {
  const { rows } = await sql<{ tables: boolean; queue: boolean; encoding: string }>`select
    current_setting('server_encoding') as encoding,
    to_regclass('kysely_migration') is not null
      or coalesce(has_schema_privilege(current_schema(), 'create'), false) as tables,
    to_regclass('pgboss.version') is not null
      or has_database_privilege(current_database(), 'create') as queue`.execute(db);
  const [may] = rows;
  if (may && may.encoding !== 'UTF8') {
    throw new UserError(
      `DATABASE_URL: the database is in ${may.encoding}, and people write in UTF-8. Make one with createdb --encoding=UTF8 --template=template0.`,
    );
  }
  if (may?.tables && may.queue) return;
  throw new UserError(
    `DATABASE_URL: its user may not create ${may?.tables ? 'a schema in the database' : 'tables'}. Make it the owner of the database.`,
  );
}
