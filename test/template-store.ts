/** Prepares one empty store for the whole run: copying it is far quicker than making one for each story. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createLanes } from '../src/queue/index.ts';
import { openStore } from '../src/store/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    templateStore: string;
  }
}

export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'paydown-template-'));
  const store = await openStore({ dataDir: folder });
  await store.boss.start();
  await createLanes(store);
  await store.boss.stop({ graceful: false, close: false });
  await store.close();
  project.provide('templateStore', folder);
  return () => rm(folder, { recursive: true, force: true });
}
