/** The chart of a report in a real browser, with the Mermaid of today and the one of yesterday. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawn, LOOKS, openBrowser, openPage } from '../../pictures/browser.ts';
import { chartsIn } from '../../pictures/page.ts';
import { weekNumbers } from '../../src/heartbeat/numbers.ts';
import { nothingAhead } from '../../src/heartbeat/outlook.ts';
import { nothingToSay } from '../../src/heartbeat/promises.ts';
import { weeklyRows } from '../../src/heartbeat/weeks.ts';
import { heartbeatBody } from '../../src/heartbeat/wording.ts';
import { isoWeek } from '../../src/time.ts';
import { unveil } from '../../src/veil.ts';
import { spell } from '../heartbeat/spells.ts';
import { hostileTitles } from '../hostile-text.ts';

const WEEK = isoWeek(new Date('2026-01-14T00:00:00Z'), 'UTC');

/** What would be a chart of its own, or break out of the one that is there. */
const HOSTILE = [
  ...hostileTitles,
  '```\n\n```mermaid\nxychart-beta\n  line [1, 2]\n```',
  '%%{init: {"securityLevel": "loose"}}%%',
  '</details>"]\n  line [1e999]',
];

/** Twenty-six weeks in which debt comes and goes, with one text as every name. */
function report(name: string): string {
  const spells = [
    ...Array.from({ length: 12 }, (_, n) => spell(n, '2025-07-01', `2025-${n % 2 ? '09' : '10'}-15`)),
    ...Array.from({ length: 9 }, (_, n) => spell(20 + n, `2025-12-0${n + 1}`, null, { title: name })),
  ];
  const row = weeklyRows(spells, WEEK, 'UTC').at(-1);
  const groups = row ? [{ name, repositoryIds: [1], row, verdict: 'creeping' as const }] : [];
  const waiting = { repositoryId: 1, repository: name, number: 9, htmlUrl: name, title: name, visible: true };
  return unveil(
    heartbeatBody({
      ...{ numbers: weekNumbers(spells, WEEK, 'UTC'), waiting: [waiting], notify: [name] },
      ...{ promises: nothingToSay, outlook: nothingAhead },
      breakdown: { repositories: [...groups, ...groups], hidden: null, areas: groups },
    }),
    () => true,
  );
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each(['Mermaid 12', 'Mermaid 11'] as const)('%s', (mermaid) => {
  test.each(LOOKS)('draws a point a week for both lines, in the %s look', async (look) => {
    const page = await openPage(browser, look, mermaid);
    const [source = ''] = chartsIn(report('acme/web'));
    const svg = await drawn(page, source);
    const lines = [...svg.matchAll(/<path d="(M[^"]*)"[^>]*stroke="#(?:2f81f7|d29922)"/g)];
    const points = lines.map(([, path = '']) => path.split('L').length);
    // What names a line beside the chart shows a piece of it, of two points.
    expect(points.filter((count) => count > 2)).toEqual([26, 26]);
    expect(svg).toContain('Open debt issues, and the net of each week below');
    await page.context().close();
  });

  test('says what is wrong with a chart that is none', async () => {
    const page = await openPage(browser, 'light', mermaid);
    await expect(drawn(page, 'xychart-beta\n  line [one, two]')).rejects.toThrow(/Parse error|Lexical error/);
    await page.context().close();
  });
});

test('the newest names the lines beside the chart', async () => {
  const page = await openPage(browser, 'light', 'Mermaid 12');
  const [source = ''] = chartsIn(report('acme/web'));
  const names = [...(await drawn(page, source)).matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(
    ([, name]) => name,
  );
  expect(names).toEqual(expect.arrayContaining(['Open', 'Net']));
  await page.context().close();
});

test.each(HOSTILE)('whatever a repository or an area is called, the report has its one chart: %j', (name) => {
  expect(chartsIn(report(name))).toEqual(chartsIn(report('acme/web')));
});
