import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { iterationsAfter } from '../../src/iteration/calendar.ts';
import { isoSeconds, zoned } from '../../src/time.ts';

function calendar(iterations: string, timezone = 'Europe/Berlin', more = '') {
  const { config } = readConfig(
    `version: 1\ntimezone: ${timezone}\niterations: {${iterations}, roster: [ana]}\n${more}`,
  );
  if (!config) throw new Error('the config is not valid');
  return config;
}

const spans = (config: ReturnType<typeof calendar>, after: string, count: number) =>
  iterationsAfter(config, new Date(after))
    .take(count)
    .map(({ day, start, end }) => `${day}: ${isoSeconds(start)} to ${isoSeconds(end)}`)
    .toArray();

test('every sixth iteration is one, from when work begins, at the same hour in summer and in winter', () => {
  const config = calendar('starts: 2026-01-05, every: 2 weeks, infra_every: 6');
  expect(spans(config, '2026-01-01T00:00:00Z', 3)).toEqual([
    '2026-03-16: 2026-03-16T08:00:00Z to 2026-03-30T07:00:00Z',
    '2026-06-08: 2026-06-08T07:00:00Z to 2026-06-22T07:00:00Z',
    '2026-08-31: 2026-08-31T07:00:00Z to 2026-09-14T07:00:00Z',
  ]);
  const early = calendar(
    'starts: 2026-01-05, every: 2 weeks, infra_every: 6',
    'UTC',
    'working_hours: {from: "07:30"}',
  );
  expect(spans(early, '2026-03-20T00:00:00Z', 1)).toEqual([
    '2026-03-16: 2026-03-16T07:30:00Z to 2026-03-30T07:30:00Z',
  ]);
});

test('one that ends at an instant is over then', () => {
  const config = calendar('starts: 2026-01-05, every: 1 week, infra_every: 2', 'UTC');
  const [only = ''] = spans(config, '2026-01-19T08:59:59Z', 1);
  expect(only).toMatch(/^2026-01-12/);
  expect(spans(config, '2026-01-19T09:00:00Z', 1)[0]).toMatch(/^2026-01-26/);
});

test("a month's end that clamps does not drift", () => {
  const config = calendar('starts: 2026-01-31, every: 1 month, infra_every: 1', 'UTC');
  expect(spans(config, '2026-01-01T00:00:00Z', 4).map((span) => span.slice(0, 10))).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
  ]);
});

test('where a zone skipped a whole day, no iteration has that day alone', () => {
  const config = calendar('starts: 2011-12-28, every: 1 day, infra_every: 1', 'Pacific/Apia');
  expect(spans(config, '2011-12-27T00:00:00Z', 4).map((span) => span.slice(0, 10))).toEqual([
    '2011-12-28',
    '2011-12-29',
    '2011-12-31',
    '2012-01-01',
  ]);
});

test('it is proposed a week ahead, and not before the iteration before it where those are shorter', () => {
  const proposed = (iterations: string) =>
    iterationsAfter(calendar(iterations), new Date('2026-03-20T00:00:00Z'))
      .take(1)
      .map(({ proposedAt }) => isoSeconds(proposedAt))
      .toArray();
  // The clocks change between the two.
  expect(proposed('starts: 2026-03-02, every: 2 weeks, infra_every: 3')).toEqual(['2026-03-23T08:00:00Z']);
  expect(proposed('starts: 2026-03-20, every: 3 days, infra_every: 2')).toEqual(['2026-03-20T08:00:00Z']);
});

test('without `iterations` there are none', () => {
  const { config } = readConfig('version: 1');
  expect(config && [...iterationsAfter(config, new Date(0))]).toEqual([]);
});

const units = fc.constantFrom('days', 'weeks', 'months');
const zones = fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns', 'UTC', 'Asia/Gaza');

test('from any instant the same iterations are found, in order, apart, and at the same hour on the wall', () => {
  fc.assert(
    fc.property(
      units,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      zones,
      fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
      (unit, amount, nth, zone, at) => {
        const config = calendar(`starts: 2021-01-31, every: ${amount} ${unit}, infra_every: ${nth}`, zone);
        const [one, two] = iterationsAfter(config, at).take(2).toArray();
        if (!one || !two) throw new Error('there is always a next one');
        expect(one.end > at).toBe(true);
        expect(one.start < one.end && one.end <= two.start).toBe(true);
        expect(one.proposedAt <= one.start).toBe(true);
        for (const inside of [one.start, new Date(one.end.getTime() - 1)])
          expect(iterationsAfter(config, inside).next().value).toEqual(one);
        expect(iterationsAfter(config, one.end).next().value).toEqual(two);
        expect(zoned(one.start, zone).hour).toBe(9);
        expect(zoned(one.start, zone).toPlainDate().toString()).toBe(one.day);
      },
    ),
    { numRuns: 200 },
  );
});
