import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '../src');

/** The folder of src/ that a file is in; undefined of what lies beside the rooms. */
function roomOf(path: string): string | undefined {
  const [room, ...rest] = relative(SRC, path).split('/');
  return rest.length > 0 ? room : undefined;
}

/** Which rooms a room imports. */
function importsByRoom(): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const name of readdirSync(SRC, { recursive: true, encoding: 'utf8' })) {
    const path = join(SRC, name);
    const room = roomOf(path);
    if (room === undefined || !name.endsWith('.ts')) continue;
    const imported = rooms.get(room) ?? new Set();
    rooms.set(room, imported);
    for (const [, target = ''] of readFileSync(path, 'utf8').matchAll(
      /(?:from|import\() ?'(\.\.?\/[^']+)'/g,
    )) {
      const other = roomOf(join(dirname(path), target));
      if (other !== undefined && other !== room) imported.add(other);
    }
  }
  return rooms;
}

test('whoever reads one room needs not read another that needs the first', () => {
  const rooms = importsByRoom();
  expect(rooms.get('dashboard')).toContain('heartbeat');
  const mutual = [...rooms].flatMap(([room, imported]) =>
    [...imported]
      .filter((other) => room < other && rooms.get(other)?.has(room))
      .map((other) => [room, other]),
  );
  expect(mutual).toEqual([]);
});
