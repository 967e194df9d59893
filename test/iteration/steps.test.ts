import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Config, readConfig } from '../../src/config/index.ts';
import { nextStep, type Recorded, type State } from '../../src/iteration/steps.ts';

function config(iterations: string): Config {
  const { config } = readConfig(`version: 1\niterations: {${iterations}, roster: [ana]}`);
  if (!config) throw new Error('the config is not valid');
  return config;
}

/** Of the two weeks from 12 to 26 January, proposed on the 5th. */
const fortnightly = config('starts: 2025-12-29, every: 2 weeks, infra_every: 2');
const START = '2026-01-12T09:00:00Z';
const END = '2026-01-26T09:00:00Z';

function one(state: State, day = '2026-01-12', start = START, end = END): Recorded {
  return { day, start: new Date(start), end: new Date(end), state };
}

function step(recorded: Recorded[], now: string, awaited?: string, calendar = fortnightly): string {
  const due = awaited === undefined ? undefined : new Date(awaited);
  const next = nextStep(calendar, recorded, new Date(now), due);
  switch (next.kind) {
    case 'wait':
      return `wait ${next.until?.toISOString() ?? 'for ever'}`;
    case 'end':
    case 'call off':
      return `${next.kind} ${next.iteration.day}: ${next.because}`;
    default:
      return `${next.kind} ${next.iteration.day}`;
  }
}

describe('the next step', () => {
  test('one after the other', () => {
    expect(step([], '2026-01-01T00:00:00Z')).toBe('wait 2026-01-05T09:00:00.000Z');
    expect(step([], '2026-01-05T09:00:00Z')).toBe('propose 2026-01-12');
    expect(step([one('proposed')], '2026-01-06T09:00:00Z')).toBe('wait 2026-01-12T09:00:00.000Z');
    expect(step([one('proposed')], START)).toBe('begin 2026-01-12');
    expect(step([one('running')], START)).toBe('wait 2026-01-26T09:00:00.000Z');
    expect(step([one('running')], END)).toBe('end 2026-01-12: over');
    expect(step([one('ended')], END)).toBe('wait 2026-02-02T09:00:00.000Z');
  });

  test('a config that is young proposes at once, and lets by what has begun without it', () => {
    expect(step([], '2026-01-12T08:59:00Z')).toBe('propose 2026-01-12');
    expect(step([], '2026-01-12T09:01:00Z')).toBe('wait 2026-02-02T09:00:00.000Z');
  });

  test('whoever slept does what is due late, and not what is over', () => {
    expect(step([], '2026-01-20T09:00:00Z', '2026-01-05T09:00:00Z')).toBe('begin 2026-01-12');
    expect(step([], END, '2026-01-05T09:00:00Z')).toBe('wait 2026-02-02T09:00:00.000Z');
    expect(step([one('proposed')], '2026-01-20T09:00:00Z')).toBe('begin 2026-01-12');
    expect(step([one('proposed')], END)).toBe('call off 2026-01-12: slept');
    expect(step([one('running')], '2026-06-01T00:00:00Z')).toBe('end 2026-01-12: over');
  });

  test('another calendar calls off what is only proposed, and leaves what runs its end', () => {
    const moved = config('starts: 2026-01-01, every: 3 weeks, infra_every: 2');
    expect(step([one('proposed')], '2026-01-06T09:00:00Z', undefined, moved)).toBe(
      'call off 2026-01-12: config',
    );
    expect(step([one('running')], '2026-01-13T09:00:00Z', undefined, moved)).toBe(
      'wait 2026-01-15T09:00:00.000Z',
    );
    const { config: none } = readConfig('version: 1');
    if (!none) throw new Error('the config is not valid');
    expect(step([one('running')], '2026-01-13T09:00:00Z', undefined, none)).toBe('end 2026-01-12: given up');
    expect(step([], '2026-01-13T09:00:00Z', undefined, none)).toBe('wait for ever');
  });

  test('another hour moves what is proposed along', () => {
    const { config: later } = readConfig(
      'version: 1\niterations: {starts: 2026-01-12, every: 2 weeks, infra_every: 1, roster: [ana]}\nworking_hours: {from: "11:00"}',
    );
    if (!later) throw new Error('the config is not valid');
    expect(step([one('proposed')], '2026-01-12T10:00:00Z', undefined, later)).toBe(
      'wait 2026-01-12T11:00:00.000Z',
    );
    expect(step([one('proposed')], '2026-01-12T11:00:00Z', undefined, later)).toBe('begin 2026-01-12');
    const second = one('proposed', '2026-01-26', END, '2026-02-09T09:00:00Z');
    expect(step([one('ended'), second], END, undefined, later)).toBe('wait 2026-01-26T11:00:00.000Z');
  });

  test('what was called off is not proposed again', () => {
    expect(step([one('called off')], '2026-01-06T09:00:00Z')).toBe('wait 2026-02-02T09:00:00.000Z');
  });
});

test('whatever happens and however long it sleeps, it comes to rest, with one that runs and one proposed at most', () => {
  const calendars = [
    fortnightly,
    config('starts: 2026-01-05, every: 1 week, infra_every: 1'),
    config('starts: 2026-01-07, every: 3 days, infra_every: 1'),
    config('starts: 2026-01-31, every: 1 month, infra_every: 2'),
    ...[readConfig('version: 1').config].filter((one) => one !== undefined),
  ];
  const leaps = fc.array(
    fc.record({ hours: fc.integer({ min: 0, max: 2000 }), calendar: fc.constantFrom(...calendars) }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(leaps, (all) => {
      const recorded = new Map<string, Recorded>();
      let now = Date.parse('2026-01-01T00:00:00Z');
      let timer: Date | undefined;
      for (const { hours, calendar } of all) {
        now += hours * 3_600_000;
        for (let steps = 0; ; steps += 1) {
          expect(steps).toBeLessThan(8);
          const next = nextStep(calendar, [...recorded.values()], new Date(now), timer);
          if (next.kind === 'wait') {
            timer = next.until;
            expect(timer === undefined || timer.getTime() > now).toBe(true);
            break;
          }
          const { day, start, end } = next.iteration;
          const states = {
            propose: 'proposed',
            begin: 'running',
            end: 'ended',
            'call off': 'called off',
          } as const;
          if (next.kind === 'begin') expect(start.getTime() <= now && end.getTime() > now).toBe(true);
          if (next.kind === 'propose') expect(start.getTime() > now).toBe(true);
          recorded.set(day, { day, start, end, state: states[next.kind] });
          const count = (state: State) => [...recorded.values()].filter((one) => one.state === state).length;
          expect(count('running')).toBeLessThanOrEqual(1);
          expect(count('proposed')).toBeLessThanOrEqual(1);
        }
      }
    }),
    { numRuns: 300 },
  );
});
