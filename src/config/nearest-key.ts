import { distance } from 'fastest-levenshtein';
import { joinOr } from '../text.ts';
import { goTogether, keysAt, mapsWith } from './json-schema.ts';
import { type Path, pathName, printable } from './problem.ts';

/**
 * What to do about a key that is not known where it stands: the nearest one that is, or where it belongs.
 *
 * @param beside the other keys of its map
 */
export function unknownKey(path: Path, key: string, beside: readonly string[]): string {
  const owner = path.length === 0 ? 'the file' : `\`${pathName(path)}\``;
  const known = [...new Set(keysAt(path))];
  if (known.includes(key)) return unfit(path, key, beside, owner);
  const what = `\`${printable(key)}\` is not a key of ${owner}`;
  const nearest = nearestKey(key, known);
  if (nearest !== undefined && isSlipOf(key, nearest)) return `${what}; did you mean \`${nearest}\`?`;
  const homes = homesOf(key);
  if (homes !== undefined) return `${what}; it belongs ${homes}`;
  const near = nearest !== undefined && isLike(key, nearest) ? `, the nearest is \`${nearest}\`` : '';
  return `${what}${near}; the keys known here are ${known.join(', ')}`;
}

/** A key that may stand there, but not beside all of those that do. */
function unfit(path: Path, key: string, beside: readonly string[], owner: string): string {
  const others = beside.filter((other) => keysAt(path).includes(other) && !goTogether(path, key, other));
  const them = others.length === 0 ? `the other keys of ${owner}` : joinOr(others.map((one) => `\`${one}\``));
  const remedy = others.length === 1 ? 'remove one of the two' : `remove it, or them`;
  return `\`${printable(key)}\` does not go with ${them}; ${remedy}`;
}

/** The known key with the fewest letters to change; `onDuty` and `on-duty` are spellings of `on_duty`. */
function nearestKey(key: string, known: readonly string[]): string | undefined {
  const wanted = plain(key);
  return known.toSorted((a, b) => distance(wanted, plain(a)) - distance(wanted, plain(b)))[0];
}

/** Whether a key is most likely another one, misspelt. */
export function isSlipOf(key: string, known: string): boolean {
  return distance(plain(key), plain(known)) <= Math.max(1, Math.floor(known.length / 3));
}

/** Whether at most half of the letters differ. */
function isLike(key: string, known: string): boolean {
  const [one, other] = [plain(key), plain(known)];
  return distance(one, other) <= Math.max(one.length, other.length) / 2;
}

function plain(key: string): string {
  return key
    .slice(0, 64)
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
}

/** The maps that have the key, in words. */
function homesOf(key: string): string | undefined {
  const [first, ...others] = mapsWith(key);
  if (first === undefined) return undefined;
  if (first.length === 0) return 'at the top of the file';
  return `in ${joinOr([first, ...others].map((map) => `\`${pathName(map).replaceAll('[0]', '[]')}\``))}`;
}
