import { isLike, isSlipOf, nearestOf } from '../slips.ts';
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
  const nearest = nearestOf(key, known);
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

/** The maps that have the key, in words. */
function homesOf(key: string): string | undefined {
  const [first, ...others] = mapsWith(key);
  if (first === undefined) return undefined;
  if (first.length === 0) return 'at the top of the file';
  return `in ${joinOr([first, ...others].map((map) => `\`${pathName(map).replaceAll('[0]', '[]')}\``))}`;
}
