/** The list of promises in the README here leads to tests that are there. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const readme = new URL('README.md', import.meta.url);
const promises = readFileSync(readme, 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!Promise \|)/.test(line));

function testsOf(promise: string): { file: URL; title: string }[] {
  const links = promise.matchAll(/\]\((?<file>[^)]+\.test\.ts)\): (?<title>.+?)(?=<br>| \|$)/g);
  return [...links].map(({ groups: { file = '', title = '' } = {} }) => {
    return { file: new URL(file, readme), title };
  });
}

test('each promise names its tests, and they are there', () => {
  expect(promises.length).toBeGreaterThan(30);
  expect(promises.filter((promise) => testsOf(promise).length === 0)).toEqual([]);
  const missing = promises.flatMap(testsOf).filter(({ file, title }) => {
    const begins = new RegExp(`\\(\\s*['"\`]${RegExp.escape(title)}`);
    return !begins.test(readFileSync(file, 'utf8'));
  });
  expect(missing).toEqual([]);
});
