/** The pictures show what the App posts today, and the page says of them what they show. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SOURCE, shownOf } from '../../pictures/source.ts';
import { tellHalfAYear } from '../../pictures/story.ts';

const drawn = readFileSync(SOURCE, 'utf8');

test('what is told to those who do not see the picture is what it shows', () => {
  const [, alt = ''] = /alt="(A weekly report[^"]*)"/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const [verdict] =
    /about [\d.]+ issues more a week, doubled by \d{4}-\d\d-\d\d at this pace/.exec(drawn) ?? [];
  expect(verdict).toBeDefined();
  expect(alt).toContain(verdict);
});

test('the App still words its report as in the pictures', { timeout: 900_000 }, async () => {
  const today = shownOf(await tellHalfAYear());
  expect(today, 'the pictures are stale: run `npm run pictures`, and look at them').toBe(drawn);
});
