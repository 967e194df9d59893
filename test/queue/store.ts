import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { openStore, type Store } from '../../src/store/index.ts';

/** An empty store of a test's own. */
export async function emptyStore(): Promise<Store> {
  const dataDir = await mkdtemp(join(tmpdir(), 'paydown-store-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await cp(inject('templateStore'), dataDir, { recursive: true });
  const store = await openStore({ dataDir });
  onTestFinished(() => store.close());
  return store;
}
