/** The two stores that Paydown runs on, empty, for a benchmark. */
import { openPostgres } from '../test/postgres/server.ts';
import { emptyFolder, type Variables } from './served.ts';

export type StoreKind = 'PGlite' | 'PostgreSQL';

export type Stores = {
  /** The variables that name an empty store to the App. */
  empty(kind: StoreKind): Promise<Variables>;
};

/** Starts a PostgreSQL; it ends with the benchmark. */
export async function openStores(cleanup: AsyncDisposableStack): Promise<Stores> {
  const { postgres, remove } = await openPostgres();
  cleanup.defer(remove);
  return {
    async empty(kind) {
      return kind === 'PGlite'
        ? { DATA_DIR: await emptyFolder(cleanup) }
        : { DATABASE_URL: await postgres.database() };
    },
  };
}
