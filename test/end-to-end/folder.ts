import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';

/** A data folder with an empty store, which goes with the test. */
export async function emptyFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'paydown-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await cp(inject('templateStore'), dataDir, { recursive: true });
  return dataDir;
}
