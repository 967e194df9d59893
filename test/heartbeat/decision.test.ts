import { describe, expect, test } from 'vitest';
import { undecided } from '../../src/agreement/index.ts';
import { readConfig } from '../../src/config/index.ts';
import { askAgain, decisionOf, type Judged, type Waiting } from '../../src/heartbeat/decision.ts';
import { addMs, DAY } from '../../src/time.ts';
import { fileWith } from '../config/problems-of.ts';

const NOW = new Date('2026-03-02T08:00:00Z');

function configWith(rotation: Record<string, string> = {}, rest = '') {
  const { config } = readConfig(`${fileWith(rotation)}${rest}`);
  if (!config) throw new Error('the config cannot be read');
  return config;
}

type Changes = { verdict?: 'missed' | 'at risk'; measure?: 'net' | 'age_p90'; owner?: string };

function judged(name: string, { verdict = 'missed', measure = 'net', owner }: Changes = {}): Judged {
  const target = { relation: '<=', value: 0, unit: 'plain' } as const;
  const numbers = { kind: 'total', now: 7, ahead: 7, recent: { weeks: 2, value: 3 }, cases: null } as const;
  return { objective: { name, measure, target, over: 4, owner }, judgement: { verdict, ...numbers } };
}

function waiting(number: number, days: number, labels: readonly string[] = []): Waiting {
  const htmlUrl = `https://github.com/acme/api/issues/${number}`;
  const since = addMs(NOW, -days * DAY);
  return { repositoryId: 1, repository: 'acme/api', number, title: 'Old parser', htmlUrl, labels, since };
}

describe('one decision is asked for', () => {
  const config = configWith();

  test('about the first objective that is missed, before anything that waits', () => {
    const all = [judged('At risk', { verdict: 'at risk' }), judged('Growth'), judged('Other')];
    expect(decisionOf(all, [waiting(1, 90)], config, NOW)).toMatchObject({
      topic: 'objective growth',
      about: { kind: 'objective', missed: { objective: { name: 'Growth' } } },
    });
  });

  test('about what was accepted until a date that has come, before what has waited for long', () => {
    const review = { what: 'accept', by: 'bo', since: NOW, times: 2 } as const;
    const due = { ...waiting(2, 0), agreed: { ...undecided, review } };
    const deferred = {
      ...waiting(3, 0),
      agreed: { ...undecided, review: { ...review, what: 'defer' as const } },
    };
    expect(decisionOf([], [waiting(1, 90), deferred, due], config, NOW)).toMatchObject({
      topic: 'review 1#2',
      about: { kind: 'review', issue: { number: 2 }, times: 2 },
    });
  });

  test('about what is first in the queue of that which has waited too long', () => {
    const queue = [waiting(1, 3), waiting(2, 8), waiting(3, 90)];
    expect(decisionOf([judged('At risk', { verdict: 'at risk' })], queue, config, NOW)).toMatchObject({
      topic: 'waiting 1#2',
      about: { kind: 'waiting', days: 8 },
    });
  });

  test('about nothing where nothing is due', () => {
    expect(decisionOf([], [waiting(1, 3)], config, NOW)).toBeNull();
  });
});

describe('too long is longer than a shift, and than a week', () => {
  test.each([
    ['1 week', 7, 'due'],
    ['1 week', 6, 'not yet'],
    ['8 hours', 6, 'not yet'],
    ['8 hours', 7, 'due'],
    ['1 month', 28, 'due'],
    ['2 months', 28, 'not yet'],
  ])('with shifts of %s, %d days are %s', (every, days, due) => {
    const decision = decisionOf([], [waiting(1, days)], configWith({ every }), NOW);
    expect(decision === null ? 'not yet' : 'due').toBe(due);
  });

  test('what no rotation serves does not wait for room', () => {
    const config = configWith({ labels: '[area/db]' });
    expect(decisionOf([], [waiting(1, 90)], config, NOW)).toBeNull();
    expect(decisionOf([], [waiting(1, 90, ['area/db'])], config, NOW)).not.toBeNull();
  });
});

describe('who decides', () => {
  const deciders = (rest: string, changes: Changes = {}) =>
    decisionOf([judged('Growth', changes)], [], configWith({}, rest), NOW)?.deciders;
  const all = 'agreement: {engineering: [dee, Pat], product: [pat], ceo: eve}\n';

  test.each<[string, string, Changes, unknown]>([
    ['the owner', all, { owner: 'bo' }, { logins: ['bo'], as: 'owner' }],
    ['product, on outcomes', all, {}, { logins: ['pat'], as: 'product' }],
    ['engineering, on how', all, { measure: 'age_p90' }, { logins: ['dee', 'Pat'], as: 'engineering' }],
    [
      'all the leads, each once, where that role is empty',
      'agreement: {engineering: [dee], design: [Dee], ceo: eve}\n',
      {},
      { logins: ['dee', 'eve'], as: 'leads' },
    ],
    ['nobody by name, where there are no leads', '', {}, { logins: [], as: 'nobody' }],
  ])('is %s', (_, rest, changes, expected) => {
    expect(deciders(rest, changes)).toEqual(expected);
  });
});

test('the same decision is still open, another one is asked anew', () => {
  const decision = decisionOf([judged('Growth')], [], configWith(), NOW);
  expect(askAgain(decision, undefined)?.since).toBeNull();
  expect(askAgain(decision, { topic: 'objective growth', since: '2026-W05' })?.since).toBe('2026-W05');
  expect(askAgain(decision, { topic: 'objective other', since: '2026-W05' })?.since).toBeNull();
  expect(askAgain(null, { topic: 'objective growth', since: '2026-W05' })).toBeNull();
});
