import { expect, test } from 'vitest';
import type { BurnDown } from '../../src/debt/index.ts';
import { weekNumbers } from '../../src/heartbeat/numbers.ts';
import { nothingAhead, type Outlook } from '../../src/heartbeat/outlook.ts';
import { heartbeatBody } from '../../src/heartbeat/wording.ts';
import { burnDownLines } from '../../src/heartbeat/wording-iteration.ts';
import { isoWeek } from '../../src/time.ts';
import { unveil } from '../../src/veil.ts';
import { spell } from './spells.ts';

const running: BurnDown = {
  state: 'running',
  ...{ name: 'Infra iteration 2026-03-16', people: 4, planned: 9, open: 4, paid: 5 },
  start: new Date('2026-03-16T08:00:00Z'),
  end: new Date('2026-03-30T07:00:00Z'),
};

test('the burn-down is a line of the iteration that runs, and of no other', () => {
  expect(burnDownLines([running, { ...running, state: 'proposed' }], 'Europe/Berlin')).toEqual([
    '**Infra iteration 2026-03-16**, until Mon 30 Mar 2026: 5 of 9 paid, 4 open.',
  ]);
  expect(burnDownLines([{ ...running, state: 'foreseen' }], 'Europe/Berlin')).toEqual([]);
});

test('a report with everything in it still reads in twelve lines', () => {
  const target = { relation: '<=', value: 0, unit: 'plain' } as const;
  const objective = { name: 'Growth', measure: 'net', target, over: 4 } as const;
  const judged = { kind: 'total', now: 7, ahead: 7, recent: { weeks: 2, value: 3 }, cases: null } as const;
  const missed = { objective, judgement: { verdict: 'missed', ...judged } } as const;
  const deciders = { logins: ['pat'], as: 'product' } as const;
  const decision = { topic: '', about: { kind: 'objective', missed }, deciders, since: null } as const;
  const thanked = [{ login: 'bo', repositoryIds: [1] }];
  const outlooks: Outlook[] = [nothingAhead, { ...nothingAhead, thanked, capacity: missed, decision }];
  const spells = [spell(1, '2026-01-06', null), spell(2, '2026-01-06', '2026-01-15', { paidBy: ['ana'] })];
  const numbers = weekNumbers(spells, isoWeek(new Date('2026-01-14T00:00:00Z'), 'UTC'), 'UTC');
  const waiting = [3, 4, 5, 6].map((number) => {
    const htmlUrl = `https://github.com/acme/web/issues/${number}`;
    return { repositoryId: 1, repository: 'acme/web', number, htmlUrl, title: 'Old', visible: true };
  });
  const promises = {
    interruptions: { issues: 3, handedBack: 1 },
    answers: { yes: 4, no: 2 },
    lostLabels: [],
  };
  for (const outlook of outlooks) {
    const report = {
      numbers,
      waiting,
      notify: ['ana'],
      promises,
      outlook,
      iterations: [running],
      timezone: 'UTC',
    };
    const text = unveil(heartbeatBody(report), () => true);
    const top = text.slice(0, text.indexOf('<details>')).trimEnd().split('\n');
    expect(top).toContain('**Infra iteration 2026-03-16**, until Mon 30 Mar 2026: 5 of 9 paid, 4 open.');
    expect(top.length).toBeLessThanOrEqual(12);
  }
});
