import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../src/store/index.ts';

/** The files that are forced to the disk from now on, as far as Linux tells; elsewhere, that there are some. */
function forced(): string[] {
  const files: string[] = [];
  const force = fs.fsyncSync;
  const spy = vi.spyOn(fs, 'fsyncSync').mockImplementation((fd) => {
    files.push(process.platform === 'linux' ? fs.readlinkSync(`/proc/self/fd/${fd}`) : 'pg_wal');
    force(fd);
  });
  onTestFinished(() => spy.mockRestore());
  return files;
}

test('a new folder, and whatever is written to it, is forced to the disk before it counts as stored', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'paydown-durable-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const files = forced();
  const store = await openStore({ dataDir });
  onTestFinished(() => store.close());
  expect(files).toContainEqual(expect.stringContaining('pg_control'));
  for (const id of [1, 2, 3]) {
    files.splice(0);
    await store.db.insertInto('installations').values({ id, state: 'active' }).execute();
    expect(files).toContainEqual(expect.stringContaining('pg_wal'));
  }
});
