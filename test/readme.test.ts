/** What the pages for people say is true: their examples are valid, their samples are posted, their links lead somewhere. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkPlace, placeOf, readConfig } from '../src/config/index.ts';
import { handoffBody } from '../src/handoff/wording.ts';
import { weekNumbers } from '../src/heartbeat/numbers.ts';
import { nothingAhead } from '../src/heartbeat/outlook.ts';
import { nothingToSay } from '../src/heartbeat/promises.ts';
import { heartbeatBody } from '../src/heartbeat/wording.ts';
import { addMs, DAY, isoWeek } from '../src/time.ts';
import { unveil } from '../src/veil.ts';
import { spell } from './heartbeat/spells.ts';

const README = readFileSync('README.md', 'utf8');
/** As one reads it: without the marks of quotes and the breaks of lines. */
const flat = (text: string) => text.replaceAll(/\\?\n\s*>?\s*/g, ' ');

test('the config in the README is good in a repository, and with its `home` in an organisation', () => {
  const [, indented = ''] = /```yaml\n([\s\S]*?)```/.exec(README) ?? [];
  const config = indented.replaceAll(/^ {3}/gm, '');
  const alone = readConfig(config);
  expect(alone.problems).toEqual([]);
  expect(alone.config?.mode).toBe('observe');
  expect(checkPlace(alone, placeOf('acme/api'))).toEqual([]);
  const shared = readConfig(config.replace('# home: ', 'home: '));
  expect(shared.config?.home).toBe('acme/infra');
  expect(checkPlace(shared, placeOf('acme/.github'))).toEqual([]);
});

test('the weekly report in its page is posted so', () => {
  const oldest = 'Two date pickers, one of them abandoned';
  const title = 'Images are resized in the browser';
  const spells = [
    ...Array.from({ length: 20 }, (_, n) =>
      spell(n + 1, addMs(new Date('2025-09-02'), n * 7 * DAY).toISOString(), null, { title: oldest }),
    ),
    spell(30, '2026-01-12', '2026-01-15', { paidBy: ['bo'] }),
  ];
  const numbers = weekNumbers(spells, isoWeek(new Date('2026-01-14T00:00:00Z'), 'UTC'), 'UTC');
  const htmlUrl = 'https://github.com/acme/web/issues/20';
  const next = { repositoryId: 1, repository: 'acme/web', number: 20, title, htmlUrl, visible: true };
  const report = { numbers, waiting: [next], notify: [], promises: nothingToSay, outlook: nothingAhead };
  const posted = unveil(heartbeatBody(report), () => true).replaceAll(/\[([^\]]+)\]\(\S+\)/g, '$1');
  const page = flat(readFileSync('docs/heartbeat.md', 'utf8'));
  const lines = posted.slice(0, posted.indexOf('<details>')).trim().split('\n').slice(1);
  expect(lines.filter((line) => !page.includes(line))).toEqual([]);
  expect(lines).toContain('Thanks to **bo** for paying debt down.');
});

test('the handoff in the README is posted so', () => {
  const at = (day: string) => new Date(`${day}T08:00:00Z`);
  const report = {
    ...{ rotation: 'infra', timezone: 'Europe/Berlin', start: at('2026-01-19'), until: at('2026-02-02') },
    ...{ onDuty: ['cy'], coming: ['cy'], leaving: ['ana'], supportUntil: undefined, facilitator: undefined },
    ...{ missed: 0, kept: [], moved: 2, startWith: undefined, returned: 0, paid: 3 },
    ...{ thanks: [{ login: 'ana', repositoryIds: [1] }], next: { onDuty: ['bo'], start: at('2026-02-02') } },
  };
  const [, ...lines] = unveil(handoffBody(report), () => true).split('\n');
  expect(lines.filter((line) => !flat(README).includes(line))).toEqual([]);
});

test('the problem in the page of `paydown lint` is told so', () => {
  const slip = readFileSync('config/examples/grown.yml', 'utf8').replace(/^home:/m, 'hom:');
  const [problem, ...more] = readConfig(slip).problems;
  expect(more).toEqual([]);
  const page = readFileSync('docs/lint.md', 'utf8');
  expect(page).toContain(`slip.yml:${problem?.line}:${problem?.column}: error: ${problem?.message}`);
  expect(page).toContain(`"line": ${problem?.line},`);
});

test.each(globSync(['*.md', 'docs/**/*.md']))('every link in %s leads to a file that is there', (page) => {
  const links = readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g);
  const lost = [...links]
    .map(([, path = '']) => join(dirname(page), path))
    .filter((path) => !existsSync(path));
  expect(lost).toEqual([]);
});
