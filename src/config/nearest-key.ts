import { distance } from 'fastest-levenshtein';
import { keysAt } from './json-schema.ts';
import { type Path, pathName, printable } from './problem.ts';

/** What to do about a key that is not known where it stands: the nearest one that is, or where it belongs. */
export function unknownKey(path: Path, key: string): string {
  const owner = path.length === 0 ? 'the file' : `\`${pathName(path)}\``;
  const known = keysAt(path);
  if (known.includes(key))
    return `\`${printable(key)}\` does not go with the other keys of ${owner}; remove one of them`;
  const nearest = nearestKey(key, known);
  const what = `\`${printable(key)}\` is not a key of ${owner}`;
  if (nearest !== undefined && isNear(key, nearest)) return `${what}; did you mean \`${nearest}\`?`;
  const home = homesOf(key);
  if (home !== undefined) return `${what}; it belongs in ${home}`;
  return `${what}, the nearest is \`${nearest}\`; the keys known here are ${[...new Set(known)].join(', ')}`;
}

/** The known key with the fewest letters to change; `onDuty` and `on-duty` are spellings of `on_duty`. */
function nearestKey(key: string, known: readonly string[]): string | undefined {
  const wanted = plain(key);
  return known.toSorted((a, b) => distance(wanted, plain(a)) - distance(wanted, plain(b)))[0];
}

function isNear(key: string, known: string): boolean {
  return distance(plain(key), plain(known)) <= Math.max(1, Math.floor(known.length / 3));
}

function plain(key: string): string {
  return key
    .slice(0, 64)
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
}

/** Maps that have the key, in words. */
function homesOf(key: string): string | undefined {
  if (keysAt([]).includes(key)) return 'the top of the file';
  const maps: readonly Path[] = [
    ['rotations', 0],
    ['debt'],
    ['heartbeat'],
    ['objectives', 0],
    ['agreement'],
    ['rotations', 0, 'roster', 0],
  ];
  const map = maps.find((path) => keysAt(path).includes(key));
  return map === undefined ? undefined : `\`${pathName(map).replaceAll('[0]', '[]')}\``;
}
