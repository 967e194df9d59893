import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readChecklist } from '../../src/iteration/checklist.ts';
import { issueLink } from '../../src/text.ts';
import { unveil } from '../../src/veil.ts';
import { hostileText, hostileTitles } from '../hostile-text.ts';

const HOSTS = ['github.com', 'redirect.github.com', 'ghe.acme.test'];

/** What the ticked items of a body name, as `owner/name#number`. */
function named(body: string): string[] {
  return readChecklist(body, HOSTS).ticked.map(({ names }) => {
    if (!names) return 'nothing';
    return `${names.owner === undefined ? '' : `${names.owner}/${names.name}`}#${names.number}`;
  });
}

describe('what a ticked item names', () => {
  test.each([
    ['- [x] #12', '#12'],
    ['- [X] #12 because of the outage', '#12'],
    ['  * [x] acme/api#7', 'acme/api#7'],
    ['1. [x] Acme/some.repo-1#7', 'Acme/some.repo-1#7'],
    ['- [x] https://github.com/acme/api/issues/7', 'acme/api#7'],
    ['- [x] https://github.com/acme/api/issues/7#issuecomment-3', 'acme/api#7'],
    ['- [x] [old](https://ghe.acme.test/acme/api/issues/7)', 'acme/api#7'],
    ['- [x] the first of #3, #4', '#3'],
    ['- [x] `acme/api#7`', 'acme/api#7'],
    ['+ [x] **#5**', '#5'],
  ])('%s', (line, what) => {
    expect(named(line)).toEqual([what]);
  });

  test.each([
    '- [x] rewrite it all',
    '- [x] https://evil.test/acme/api/issues/7',
    '- [x] https://github.com/acme/api/pull/7',
    '- [x] #0',
    '- [x] #99999999999999',
    '- [x] a#12',
    '- [x] &#12;',
  ])('%s names nothing', (line) => {
    expect(named(line)).toEqual(['nothing']);
  });

  test.each(['- [ ] #12', '- #12', '[x] #12', '- [x]#12', '-[x] #12', '> - [x] #12', '- [xx] #12', 'x'])(
    '%s is not ticked',
    (line) => {
      expect(named(line)).toEqual([]);
    },
  );
});

test('code, comments and what comes after them are told apart', () => {
  const body = [
    '<!-- - [x] #1 -->',
    '```',
    '- [x] #2',
    '````',
    '~~~',
    '- [x] #3',
    '~~~',
    '- [x] #4',
    '<!--',
    '- [x] #5',
    '-->',
    '- [x] #6',
    '<!-- - [x] #7',
  ].join('\r\n');
  expect(named(body)).toEqual(['#4', '#6']);
});

test('what Paydown lists itself is read as it was meant, whatever the title says', () => {
  const titles = fc.oneof(hostileText, fc.constantFrom(...hostileTitles));
  const places = fc.constantFrom('https://github.com', 'http://127.0.0.1:3000');
  fc.assert(
    fc.property(titles, places, fc.integer({ min: 1, max: 99_999 }), (title, host, number) => {
      const htmlUrl = `${host}/acme/so_me.repo/issues/${number}`;
      const link = issueLink({ repositoryId: 1, repository: 'acme/so_me.repo', number, htmlUrl, title });
      expect(named(`- [x] ${unveil(link, () => true)}`)).toEqual([`acme/so_me.repo#${number}`]);
    }),
    { numRuns: 300 },
  );
});

test('whatever people write, it is read in no time, and only names of which GitHub has some come out', () => {
  const pieces = fc.constantFrom(
    '- [x] ',
    '#',
    '/',
    'a',
    '1',
    '\n',
    '<!--',
    '-->',
    '```',
    '> ',
    '\\',
    '[',
    '](',
    '￿',
  );
  const soup = fc.array(fc.oneof(pieces, hostileText), { maxLength: 60 }).map((all) => all.join(''));
  fc.assert(
    fc.property(soup, (body) => {
      for (const { names } of readChecklist(body, HOSTS).ticked) {
        if (!names) continue;
        expect(names.number).toBeGreaterThan(0);
        expect(Number.isSafeInteger(names.number)).toBe(true);
        expect(`${names.owner ?? 'a'}/${names.name ?? 'a'}`).toMatch(/^[\w-]+\/[\w.-]+$/);
      }
    }),
    { numRuns: 500 },
  );
});

test('more items than are read are counted', () => {
  const body = Array.from({ length: 250 }, (_, index) => `- [x] #${index + 1}`).join('\n');
  const { ticked, unread } = readChecklist(body, HOSTS);
  expect([ticked.length, unread]).toEqual([200, 50]);
});
