#!/usr/bin/env -S node --max-semi-space-size=2
/**
 * Keeps what Node compiles from one run to the next: without it each start strips the types anew, which takes longer
 * and holds more memory. It is no TypeScript, for it has to come before that. Young objects get little room, since the
 * App is small and mostly idle.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Not in the folder for temporary files, where somebody else might put a cache of theirs.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/paydown'));
await import('./cli.ts');
