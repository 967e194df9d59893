/** One slip is told once: what the schema says of it beside that is left out. */
import type { z } from 'zod';
import { isSlipOf } from '../slips.ts';

type Issue = z.core.$ZodIssue;

/** Whether there is something in the file, at a path as its issue has it. */
type IsThere = (path: readonly PropertyKey[]) => boolean;

/** Without what is missing only because its key is misspelt: the misspelt key is told, with the one that was meant. */
export function withoutEchoes(issues: readonly Issue[], isThere: IsThere): readonly Issue[] {
  const strange = strangeKeys(issues);
  return issues.filter(
    ({ path }) => isThere(path) || !strange.some(({ map, key }) => isMissedIn(map, path, key)),
  );
}

type Strange = { readonly map: readonly PropertyKey[]; readonly key: string };

function strangeKeys(issues: readonly Issue[]): readonly Strange[] {
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ map: issue.path, key })) : [],
  );
}

/** Whether a key of the same map is what `key` was to be. */
function isMissedIn(map: readonly PropertyKey[], path: readonly PropertyKey[], key: string): boolean {
  const missed = path.at(-1);
  const isBeside = path.length === map.length + 1 && map.every((step, index) => step === path[index]);
  return isBeside && typeof missed === 'string' && isSlipOf(key, missed);
}

/** Of a login or one of several maps, the one that was most likely meant: the one with the least to say against it. */
export function closestBranch(
  branches: readonly (readonly Issue[])[],
  isThere: IsThere,
): readonly Issue[] | undefined {
  return branches
    .filter((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0))
    .toSorted((a, b) => weight(a, isThere) - weight(b, isThere))[0];
}

/** A key that the map does not have says more against it than one that is missing, or misspelt. */
function weight(issues: readonly Issue[], isThere: IsThere): number {
  const told = withoutEchoes(issues, isThere);
  const others = told.filter(({ code }) => code !== 'unrecognized_keys');
  return others.length + 2 * strangeKeys(issues).length - (issues.length - told.length);
}
