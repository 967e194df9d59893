import { expect, test } from 'vitest';
import { GitHubError } from '../../src/github/index.ts';
import { afterFailure } from '../../src/queue/retry.ts';

const now = new Date('2026-01-05T10:00:00Z');
const unsure = new GitHubError('502', { kind: 'unsure' }, undefined);

function pauseAfter(attempts: number, random: number): number {
  const verdict = afterFailure(unsure, attempts, now, random);
  return verdict.kind === 'again' ? (verdict.runAt.getTime() - now.getTime()) / 1000 : Number.NaN;
}

test('pauses double, never exceed an hour, and are spread over their upper half', () => {
  expect([0, 1, 2, 3].map((attempts) => pauseAfter(attempts, 0))).toEqual([1, 2, 4, 8]);
  expect(pauseAfter(0, 0.999)).toBeCloseTo(2, 1);
  for (let attempts = 0; attempts < 9; attempts += 1)
    expect(pauseAfter(attempts, 0.999)).toBeLessThanOrEqual(3600);
});

test('an outage of GitHub is waited out, however long it lasts', () => {
  expect(pauseAfter(9, 0.5)).toBeLessThanOrEqual(3600);
  expect(pauseAfter(500, 0.5)).toBe(2700);
});

test('what fails on our side is put aside after ten attempts, with its reason', () => {
  const fault = new Error('not thought of\nwith details');
  expect(afterFailure(fault, 8, now, 0).kind).toBe('again');
  expect(afterFailure(fault, 9, now, 0)).toEqual({ kind: 'never', reason: 'not thought of' });
});

test('a refusal ends at once, also when Probot has wrapped it', () => {
  const refused = new GitHubError('404 Not Found', { kind: 'refused', status: 404 }, undefined);
  const wrapped = new AggregateError([Object.assign(new Error('wrapped'), { cause: refused })]);
  expect(afterFailure(wrapped, 0, now, 0)).toEqual({ kind: 'never', reason: '404 Not Found' });
});

test('a limit is obeyed to the second, but for no longer than a day', () => {
  const limited = (retryAt: string) =>
    afterFailure(new GitHubError('x', { kind: 'limited', retryAt: new Date(retryAt) }, undefined), 3, now, 0);
  const soon = new Date('2026-01-05T10:00:17Z');
  expect(limited('2026-01-05T10:00:17Z')).toEqual({ kind: 'again', runAt: soon });
  expect(limited('2036-01-01T00:00:00Z')).toEqual({ kind: 'again', runAt: new Date('2026-01-06T10:00:00Z') });
});
