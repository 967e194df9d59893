import { expect, test } from 'vitest';
import { advisoriesOf } from '../../audit/advisories.ts';
import { exitCodeOf } from '../../audit/exit-code.ts';
import { licencesOf } from '../../audit/licences.ts';

const root = { name: 'paydown', version: '0.1.0', location: '', license: 'none of the root' };

function installed(...licenses: unknown[]): string {
  const found = licenses.map((license, index) => {
    return { name: `package-${index}`, version: '1.0.0', location: `node_modules/package-${index}`, license };
  });
  return JSON.stringify([root, ...found]);
}

test('permissive licences are counted, a choice of two counts when one is', () => {
  const { counts, refused } = licencesOf(installed('MIT', 'MIT', '(MIT OR GPL-3.0-only)', { type: 'ISC' }));
  expect(refused).toEqual([]);
  expect([...counts]).toEqual([
    ['MIT', 2],
    ['(MIT OR GPL-3.0-only)', 1],
    ['ISC', 1],
  ]);
});

test.each([
  'GPL-3.0-only',
  'AGPL-3.0-or-later',
  'MIT AND GPL-2.0-only',
  'UNLICENSED',
  'SEE LICENSE IN x',
  undefined,
])('the licence %s fails with the name of the package', (license) => {
  expect(licencesOf(installed('MIT', license)).refused).toEqual([`package-1@1.0.0: ${license ?? 'none'}`]);
});

test('with nothing installed there is nothing to say, rather than nothing to find fault with', () => {
  expect(() => licencesOf(installed())).toThrow('is npm ci done?');
});

/** Shaped as npm's documentation of `npm audit` shows it. */
const advisory = {
  title: 'Prototype pollution',
  url: 'https://github.com/advisories/GHSA-x',
  severity: 'high',
};
const report = {
  auditReportVersion: 2,
  vulnerabilities: {
    parser: { name: 'parser', severity: 'high', via: [advisory] },
    user: { name: 'user', severity: 'critical', via: ['parser'] },
    other: { name: 'other', severity: 'moderate', via: [{ ...advisory, title: 'Slow' }] },
  },
};

test('advisories from high on are serious, and each is told with where to read on', () => {
  expect(advisoriesOf(JSON.stringify(report))).toEqual({
    kind: 'known',
    serious: [
      'high: parser: Prototype pollution (https://github.com/advisories/GHSA-x)',
      'critical: user: by way of parser',
    ],
    others: ['moderate: other: Slow (https://github.com/advisories/GHSA-x)'],
  });
  expect(advisoriesOf(JSON.stringify({ vulnerabilities: {} }))).toEqual({
    kind: 'known',
    serious: [],
    others: [],
  });
});

test('a registry that does not answer is no clean bill of health', () => {
  const refused = JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 });
  expect(advisoriesOf(refused)).toEqual({ kind: 'unknown', why: '405 Method Not Allowed' });
  expect(advisoriesOf('')).toEqual({ kind: 'unknown', why: 'not a word' });
});

test('the exit code tells what is serious, what is clean, and what is not known', () => {
  const clean = { kind: 'known', serious: [], others: ['moderate: other: Slow'] } as const;
  const unknown = advisoriesOf('');
  expect(exitCodeOf(clean, { refused: [] })).toBe(0);
  expect(exitCodeOf(advisoriesOf(JSON.stringify(report)), { refused: [] })).toBe(1);
  expect(exitCodeOf(unknown, { refused: [] })).toBe(3);
  expect(exitCodeOf(unknown, { refused: ['package-1@1.0.0: UNLICENSED'] })).toBe(1);
});
