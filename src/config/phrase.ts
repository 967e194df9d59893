import type { z } from 'zod';
import { optionHint } from './hints.ts';
import { unknownKey } from './nearest-key.ts';
import { type Path, type Problem, pathName, printable } from './problem.ts';
import type { Locator } from './spans.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found, as sentences about the file: what is there, what must be there, and where. */
export function schemaProblems(issues: readonly Issue[], tree: unknown, locator: Locator): Problem[] {
  return issues.flatMap((issue) => phrase(issue, issue.path.map(step), tree, locator));
}

function phrase(issue: Issue, path: Path, tree: unknown, locator: Locator): Problem[] {
  const severity = 'error';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const at = [...path, key];
      return { ...locator.key(at), severity, path: pathName(at), message: unknownKey(path, key) };
    });
  }
  const found = valueAt(tree, path);
  // A roster entry may be a bare login, so what is said of its `login` is said of the entry.
  if (issue.code === 'custom' && found === undefined) return phrase(issue, path.slice(0, -1), tree, locator);
  if (issue.code === 'invalid_union' && found !== undefined) {
    const branch = closestBranch(issue.errors);
    if (branch !== undefined) {
      return branch.flatMap((inner) => phrase(inner, [...path, ...inner.path.map(step)], tree, locator));
    }
  }
  const message =
    found === undefined
      ? missing(path, issue.message)
      : `${subject(path)} is ${show(found.value)}; it must be ${issue.message}${more(issue, found.value)}`;
  return [{ ...locator.value(path), severity, path: pathName(path), message }];
}

/** Of a login or one of several maps, the one that was most likely meant: the one with the least to say against it. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches
    .filter((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0))
    .toSorted((a, b) => a.length - b.length)[0];
}

/** What can be said of any key: a number in quotes is text, and of a few values one may be near. */
function more(issue: Issue, value: unknown): string {
  const wantsNumber =
    (issue.code === 'invalid_type' && issue.expected !== 'string') ||
    (issue.code === 'invalid_value' && issue.values.every((one) => typeof one === 'number'));
  if (wantsNumber && typeof value === 'string' && NUMBER.test(value)) return ', without quotes';
  const hint = issue.code === 'invalid_value' ? optionHint(value, issue.values) : undefined;
  return hint === undefined ? '' : `; ${hint}`;
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

function missing(path: Path, expectation: string): string {
  const key = printable(String(path.at(-1)));
  const line = NUMBER.test(expectation) ? `\`${key}: ${expectation}\`` : `\`${key}:\` with ${expectation}`;
  return `${subject(path.slice(0, -1))} has no \`${key}\`; add ${line}`;
}

function subject(path: Path): string {
  return path.length === 0 ? 'the file' : `\`${pathName(path)}\``;
}

function show(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  return value === '' ? 'empty text' : `\`${printable(String(value))}\``;
}

function valueAt(tree: unknown, path: Path): { readonly value: unknown } | undefined {
  let value = tree;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return { value };
}

function step(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key;
}
