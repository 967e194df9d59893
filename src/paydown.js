#!/usr/bin/env -S node --heap-growing-percent=50 --max-semi-space-size=2
/**
 * Keeps what Node compiles from one run to the next: without it each start strips the types anew, which takes longer
 * and holds more memory. It is no TypeScript, for it has to come before that. Young objects get little room, since the
 * App is small and mostly idle, and old ones are cleared away before much of the heap is garbage (V8's memory saver).
 */
import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE = 24;

const installed = fileURLToPath(new URL('../node_modules', import.meta.url));
const isInstalled = existsSync(installed);
if (!isInstalled || Number.parseInt(process.versions.node, 10) < NODE) {
  const remedy = isInstalled
    ? `this is Node ${process.versions.node}. Run \`npx paydown …\` or \`npm start\` here: they take the one that came with it.`
    : 'which comes with it. Run `npm ci` here first, and then `npx paydown …` or `npm start`.';
  process.stderr.write(`paydown: needs Node ${NODE}, ${isInstalled ? 'and ' : ''}${remedy}\n`);
  process.exit(1);
}
// Not in the folder for temporary files, where somebody else might put a cache of theirs.
modules.enableCompileCache(join(installed, '.cache/paydown'));
await import('./cli.ts');
