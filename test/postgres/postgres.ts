/** A real PostgreSQL for tests: it goes with the test, or with the file. */
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openPostgres, type Postgres } from './server.ts';

/** A server for one test, with one database. @param password of the role `paydown`, which owns everything */
export async function startPostgres(password = 'paydown'): Promise<Postgres & { databaseUrl: string }> {
  const { postgres, remove } = await openPostgres(password);
  onTestFinished(remove);
  return { ...postgres, databaseUrl: await postgres.database() };
}

/** One server for all tests of a file; each takes a database of its own. */
export function postgresOfFile(): () => Postgres {
  let opened: Awaited<ReturnType<typeof openPostgres>> | undefined;
  beforeAll(async () => {
    opened = await openPostgres();
  });
  afterAll(() => opened?.remove());
  return () => {
    if (!opened) throw new Error('the server is there for tests, not before them');
    return opened.postgres;
  };
}
