import { expect, test } from 'vitest';
import type { Standing } from '../../src/heartbeat/standing.ts';
import { standingParts } from '../../src/heartbeat/wording-standing.ts';

const NOTHING = { accepted: 0, deferred: 0, reviews: 0, waiting: 0 };
const SINCE = new Date('2026-01-05T00:00:00Z');

const given = (number: number): Standing['given']['shown'][number] => ({
  ...{ repositoryId: 1, visibility: 'public', repository: 'acme/api', number, title: `Issue ${number}` },
  htmlUrl: `https://github.com/acme/api/issues/${number}`,
  to: 'ana',
});

function textOf(standing: Partial<Standing>): string[] {
  const none = { since: SINCE, shown: [], hidden: 0 };
  return standingParts({ ...NOTHING, given: none, ...standing }, 'UTC').map(({ text }) => text);
}

test('where nothing is left, overdue or given, nothing is said', () => {
  expect(textOf({})).toEqual([]);
  expect(standingParts(undefined, 'UTC')).toEqual([]);
});

test('what is left and what is overdue has a line each', () => {
  expect(textOf({ accepted: 2, deferred: 1, reviews: 3 })).toEqual([
    '- Left for now by a decision: 2 accepted and 1 deferred\n- Overdue: 3 accepted until a date that has come',
  ]);
});

test('ten that were given are linked, the others counted, and what is hidden has no name', () => {
  const shown = Array.from({ length: 12 }, (_, n) => given(n + 1));
  const [text = ''] = textOf({ given: { since: SINCE, shown, hidden: 1 } });
  expect(text.split('\n').slice(0, 2)).toEqual(['Given since Mon 5 Jan 2026, to whoever has it now:', '']);
  expect(text.match(/to \*\*ana\*\*/g)).toHaveLength(10);
  expect(text.split('\n').slice(-2)).toEqual([
    '- and 2 more',
    '- 1 issue in repositories that not everybody here can see',
  ]);
});
