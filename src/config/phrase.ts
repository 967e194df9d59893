import type { z } from 'zod';
import { closestBranch, withoutEchoes } from './echoes.ts';
import { optionMeant } from './hints.ts';
import { optionsAt } from './json-schema.ts';
import { unknownKey } from './nearest-key.ts';
import { type Path, type Problem, pathName, printable } from './problem.ts';
import type { Locator } from './spans.ts';

type Issue = z.core.$ZodIssue;

/** What the schema found, as sentences about the file: what is there, what must be there, and where. */
export function schemaProblems(issues: readonly Issue[], tree: unknown, locator: Locator): Problem[] {
  return phraseAll(issues, [], tree, locator);
}

function phraseAll(issues: readonly Issue[], base: Path, tree: unknown, locator: Locator): Problem[] {
  return withoutEchoes(issues, isThere(tree, base)).flatMap((issue) =>
    phrase(issue, [...base, ...issue.path.map(step)], tree, locator),
  );
}

function phrase(issue: Issue, path: Path, tree: unknown, locator: Locator): Problem[] {
  const severity = 'error';
  const found = valueAt(tree, path);
  if (issue.code === 'unrecognized_keys') {
    const there = Object.keys(Object(found?.value));
    return issue.keys.map((key) => {
      const at = [...path, key];
      return { ...locator.key(at), severity, path: pathName(at), message: unknownKey(path, key, there) };
    });
  }
  // A roster entry may be a bare login, so what is said of its `login` is said of the entry.
  if (issue.code === 'custom' && found === undefined) return phrase(issue, path.slice(0, -1), tree, locator);
  if (issue.code === 'invalid_union' && found !== undefined) {
    const branch = closestBranch(issue.errors, isThere(tree, path));
    if (branch !== undefined) return phraseAll(branch, path, tree, locator);
  }
  const message =
    found === undefined
      ? missing(path, issue.message)
      : `${subject(path)} is ${show(found.value)}; it must be ${issue.message}${more(issue, path, found.value)}`;
  return [{ ...locator.value(path), severity, path: pathName(path), message }];
}

/** What can be said of any key: a number in quotes is text, and of a few values one may be near. */
function more(issue: Issue, path: Path, value: unknown): string {
  const wantsNumber =
    (issue.code === 'invalid_type' && issue.expected !== 'string') ||
    (issue.code === 'invalid_value' && issue.values.every((one) => typeof one === 'number'));
  if (wantsNumber && typeof value === 'string' && NUMBER.test(value)) return ', without quotes';
  const meant =
    issue.code === 'invalid_value' ? optionMeant(value, issue.values) : listMeant(issue, path, value);
  return meant === undefined ? '' : `; did you mean \`${meant}\`?`;
}

/** A value alone, where a list of such is wanted. */
function listMeant(issue: Issue, path: Path, value: unknown): string | undefined {
  if (issue.code !== 'invalid_type' || issue.expected !== 'array') return undefined;
  const meant = optionMeant(value, optionsAt([...path, 0]));
  return meant === undefined ? undefined : `[${meant}]`;
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

function isThere(tree: unknown, base: Path) {
  return (path: readonly PropertyKey[]) => valueAt(tree, [...base, ...path.map(step)]) !== undefined;
}

function step(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key;
}
