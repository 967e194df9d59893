import { describe, expect, test } from 'vitest';
import type { MeasureName, Objective, Target } from '../../src/config/index.ts';
import type { Judgement } from '../../src/heartbeat/objectives.ts';
import { nothingAhead, type Outlook } from '../../src/heartbeat/outlook.ts';
import {
  capacityLines,
  decisionLines,
  outlookDetails,
  passingThanks,
} from '../../src/heartbeat/wording-objectives.ts';
import { unveil } from '../../src/veil.ts';

const target: Target = { relation: '<=', value: 0, unit: 'plain' };
const recent = { weeks: 2, value: 3.4 };

function objective(measure: MeasureName, over = 4): Objective {
  return { name: 'Aim', measure, target, over };
}

function judgement(changes: Partial<Extract<Judgement, { now: number }>>): Judgement {
  return { verdict: 'missed', kind: 'total', now: 7, ahead: 6.8, recent, cases: null, ...changes };
}

function details(outlook: Partial<Outlook>): string {
  const parts = outlookDetails({ ...nothingAhead, ...outlook });
  return unveil(parts.map(({ text }) => text).join('\n\n'), (id) => id === 1);
}

describe('the reason of a verdict', () => {
  test.each<[string, Objective, Judgement, string]>([
    ['a net', objective('net'), judgement({}), 'missed, net is +7 in 4 weeks.'],
    [
      'a net that turns',
      objective('net'),
      judgement({ verdict: 'at risk', now: -2 }),
      'at risk, net is −2 in 4 weeks, but +3 in the newest 2 weeks.',
    ],
    [
      'a stock',
      objective('open'),
      judgement({ verdict: 'on track', kind: 'level', now: 1234 }),
      'on track, open debt is 1,234.',
    ],
    [
      'a stock that rises',
      objective('open'),
      judgement({ verdict: 'at risk', kind: 'level', now: 38, ahead: 43.6 }),
      'at risk, open debt is 38, heading for 44.',
    ],
    [
      'an age',
      objective('age_p90', 1),
      judgement({ kind: 'level', now: 180.4 }),
      'missed, the age of nine in ten is 180 days.',
    ],
    [
      'a time to pay',
      objective('days_to_pay_p50', 13),
      judgement({ verdict: 'at risk', kind: 'sample', now: 1.2, cases: 9, recent: { weeks: 7, value: 40 } }),
      'at risk, the median time to pay was 1 day in 13 weeks (9 paid), but 40 days in the newest 7 weeks.',
    ],
    [
      'a share',
      objective('debt_share', 2),
      judgement({
        verdict: 'at risk',
        kind: 'sample',
        now: 20,
        cases: 40,
        recent: { weeks: 1, value: 33.333 },
      }),
      'at risk, 20% of 40 closed issues were debt in 2 weeks, but 33.3% in the newest week.',
    ],
    [
      'too few weeks',
      objective('net'),
      { verdict: 'too early', lack: { what: 'weeks', has: 1, needs: 4 } },
      'too early to say, as it takes 4 weeks, and there is 1 on record.',
    ],
  ])('of %s', (_, aim, judged, says) => {
    const span = aim.over === 1 ? '1 week' : `${aim.over} weeks`;
    expect(details({ objectives: [{ objective: aim, judgement: judged }] })).toBe(
      `Objectives:\n\n- **Aim** (\`<= 0\` over ${span}): ${says}`,
    );
  });
});

describe('what was paid in passing', () => {
  const pull = (number: number, repositoryId = 1) => ({
    ...{
      repositoryId,
      repository: 'acme/api',
      number,
      htmlUrl: `https://github.com/acme/api/pull/${number}`,
    },
  });
  const work = { closed: 0, debt: 0, inPassing: 0 };

  test('is linked ten times at most, and what is hidden is counted', () => {
    const inPassing = Array.from({ length: 12 }, (_, n) => pull(n + 1));
    const text = details({ work: { ...work, inPassing: 14 }, inPassing });
    expect(text.match(/^- \[acme/gm)).toHaveLength(10);
    expect(text).toMatch(/\n- and 4 more$/);
    expect(text).toContain('14 merged pull requests with a debt label that closed no debt issue:');
  });

  test('is not linked where the repository was hidden meanwhile', () => {
    const text = details({ work: { ...work, inPassing: 1 }, inPassing: [pull(1, 2)] });
    expect(text).not.toContain('acme/api');
  });

  test('is thanked for by name, without a wall of names and without a ping', () => {
    const people = Array.from({ length: 10 }, (_, n) => ({ login: `user-${n}`, repositoryIds: [1] }));
    const [line = ''] = passingThanks({ ...nothingAhead, thanked: people });
    const shown = unveil(line, () => true);
    expect(shown).toMatch(
      /^Thanks to \*\*user-0\*\*, .*\*\*user-7\*\* and 2 others for paying debt in passing\.$/,
    );
    expect(shown).not.toContain('@');
  });

  test('and a week in which nothing was closed says nothing', () => {
    expect(details({ work })).toBe('');
    expect(details({ work: null })).toBe('');
  });
});

test('without an agreement and without anything due there is no line', () => {
  expect([...capacityLines(nothingAhead), ...decisionLines(nothingAhead)]).toEqual([]);
});

test('the repeated question names whoever decides without notifying them, and gives the price of today', () => {
  const missed = { objective: objective('net'), judgement: judgement({}) };
  const decision = {
    topic: 'objective aim',
    about: { kind: 'objective', missed },
    deciders: { logins: ['ana', 'pat'], as: 'engineering' },
  } as const;
  const line = (since: string | null) =>
    decisionLines({ ...nothingAhead, decision: { ...decision, since } }).join('\n');
  expect(line(null)).toContain('@ana and @pat decide, as leads of engineering.');
  expect(line('2026-W05')).toBe(
    '**Still open, since 2026-W05:** “Aim” is missed (net is +7 in 4 weeks; the target is `<= 0`). **ana** and **pat** decide, as leads of engineering.',
  );
});
