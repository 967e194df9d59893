/** The pictures that the pages show are there, and are no burden. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { sizeOf } from '../../pictures/png.ts';

const PAGES = globSync(['*.md', 'docs/**/*.md']);
const SHOWN = PAGES.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/(?:src|srcset)="([^"]+)"|!\[[^\]]*\]\(([^)]+)\)/g)].map(
    ([, inHtml, inMarkdown]) => join(dirname(page), inHtml ?? inMarkdown ?? ''),
  ),
);

test('the README shows a report, for those who read on white and for those who read on black', () => {
  expect(SHOWN).toEqual(
    expect.arrayContaining(['docs/pictures/heartbeat-light.png', 'docs/pictures/heartbeat-dark.png']),
  );
});

test('each picture is shown somewhere', () => {
  expect(globSync('docs/pictures/*').filter((file) => !SHOWN.includes(file))).toEqual([]);
});

test.each(SHOWN)('%s is a picture as wide as a comment at twice the pixels, and under 200 kB', (file) => {
  const png = readFileSync(file);
  const { width, height } = sizeOf(png);
  expect(png.length).toBeLessThan(200_000);
  expect(width).toBe(1720);
  expect(height).toBeGreaterThan(800);
  expect(height).toBeLessThan(2400);
});
