import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { events, type Feature, features, switchedOff, unheard } from '../src/permissions.ts';

type Manifest = { default_permissions: Record<string, 'read' | 'write'>; default_events: string[] };

const manifest = parse(await readFile('app.yml', 'utf8')) as Manifest;

function neededBy(some: readonly Feature[]): Record<string, string> {
  const needed: Record<string, string> = {};
  for (const { needs } of some) {
    for (const [permission, level] of Object.entries(needs)) {
      if (needed[permission] !== 'write') needed[permission] = level;
    }
  }
  return needed;
}

test('the manifest asks for what features need that are not optional, and for nothing else', () => {
  const all = Object.values<Feature>(features);
  expect(manifest.default_permissions).toEqual(neededBy(all.filter(({ optional }) => !optional)));
});

test('the manifest subscribes to the events that are missed without it, and can be sent them', () => {
  expect(manifest.default_events.toSorted()).toEqual(Object.keys(events).toSorted());
  for (const { needs } of Object.values(events)) expect(manifest.default_permissions).toHaveProperty(needs);
});

test('every permission is explained to whoever grants it', async () => {
  const page = await readFile('docs/permissions.md', 'utf8');
  for (const [permission, level] of Object.entries(manifest.default_permissions))
    expect(page).toContain(`\`${permission}: ${level}\``);
  for (const event of manifest.default_events) expect(page).toContain(`\`${event}\``);
});

test('nothing is off with all that the manifest asks for, nor with more', () => {
  const more = Object.fromEntries(Object.keys(manifest.default_permissions).map((name) => [name, 'admin']));
  for (const granted of [manifest.default_permissions, more, null]) expect(switchedOff(granted)).toEqual([]);
  expect(unheard(manifest.default_permissions, [...manifest.default_events, 'label'])).toEqual([]);
});

test('a level that is too low is as good as none, and each feature names all that it misses', () => {
  const granted = { ...manifest.default_permissions, checks: 'read', pull_requests: '' };
  expect(switchedOff(granted).map(({ feature, missing }) => [feature, missing])).toEqual([
    ['check on commits', ['checks: write']],
    ['check on pull requests', ['checks: write', 'pull_requests: read']],
    ['linked pull requests', ['pull_requests: read']],
    ['debt paid in passing', ['pull_requests: read']],
  ]);
});

test('an event is missed only where its permission is there: else the permission is what is missing', () => {
  const { contents: _, ...granted } = manifest.default_permissions;
  expect(unheard(granted, ['issues', 'repository']).map(({ event }) => event)).toEqual([
    'issue_comment',
    'label',
    'pull_request',
  ]);
});
