import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { configPage } from '../../src/config/docs.ts';
import { readConfig } from '../../src/config/index.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const shipped = JSON.parse(read('config/paydown.schema.json'));
const validator = z.fromJSONSchema(shipped);

describe('the JSON Schema for editors', () => {
  it('is current (if not: npm run generate)', () => {
    expect(shipped).toEqual(configJsonSchema());
  });

  it('rejects unknown keys in every map', () => {
    const maps: unknown[] = [];
    JSON.stringify(shipped, (_, node) => {
      if (node?.type === 'object') maps.push(node.additionalProperties);
      return node;
    });
    expect(maps).toEqual(Array(14).fill(false));
    expect(validator.safeParse({ version: 1, rotation: [] }).success).toBe(false);
  });

  it('describes every key', () => {
    JSON.stringify(shipped, (_, node) => {
      for (const [key, child] of Object.entries<{ description?: string }>(node?.properties ?? {})) {
        expect(child.description, key).toMatch(/\.$/);
      }
      return node;
    });
  });
});

describe('the example', () => {
  const examples = globSync('config/examples/*.yml', { cwd: root });

  it('exists for beginners and for the experienced', () => {
    expect(examples.toSorted()).toEqual(['config/examples/grown.yml', 'config/examples/young.yml']);
  });

  it.each(examples)('%s has no problems, and fits the JSON Schema', (path) => {
    expect(readConfig(read(path)).problems).toEqual([]);
    expect(validator.safeParse(parse(read(path))).error).toBeUndefined();
  });

  it('for beginners only observes', () => {
    expect(readConfig(read('config/examples/young.yml')).config?.mode).toBe('observe');
  });
});

it('the page about the config file is current (if not: npm run generate)', () => {
  expect(read('docs/config.md')).toBe(configPage());
});
