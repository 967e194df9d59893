import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome, Spell } from '../../src/debt/ledger.ts';
import { analyse } from '../../src/heartbeat/analysis.ts';
import { addMs, HOUR, isoWeek } from '../../src/time.ts';

const BEGIN = new Date('2026-01-01T00:00:00Z');
const HOURS = 24 * 200;
const OUTCOMES: readonly Outcome[] = ['paid', 'declined', 'relabelled', 'removed'];

/** Spells over two hundred days, on which two changes of the clocks fall in many zones. */
const spells: fc.Arbitrary<Spell[]> = fc
  .array(
    fc.record({
      issue: fc.integer({ min: 1, max: 99 }),
      from: fc.integer({ min: 0, max: HOURS }),
      length: fc.option(fc.integer({ min: 0, max: 2000 })),
      outcome: fc.constantFrom(...OUTCOMES),
    }),
    { maxLength: 60 },
  )
  .map((all) =>
    all
      .map(({ issue, from, length, outcome }) => {
        const end = length === null || from + length >= HOURS ? null : addMs(BEGIN, (from + length) * HOUR);
        return { issue, start: addMs(BEGIN, from * HOUR), end, outcome: end && outcome };
      })
      .sort((a, b) => a.start.getTime() - b.start.getTime()),
  );

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe');

test('weeks follow one another from the first spell on, and add up', () => {
  fc.assert(
    fc.property(spells, zones, (all, timezone) => {
      const until = addMs(BEGIN, HOURS * HOUR);
      const { weeks, open } = analyse(all, until, timezone);
      expect(open).toBe(all.filter(({ end }) => end === null).length);
      const [first] = all;
      const boundary = isoWeek(until, timezone).start;
      if (!first || first.start >= boundary) {
        expect(weeks).toEqual([]);
        return;
      }
      expect(weeks[0]?.week).toBe(isoWeek(first.start, timezone).name);
      weeks.forEach((week, index) => {
        const { end } = isoWeek(week.start, timezone);
        expect(weeks[index + 1]?.start ?? boundary).toEqual(end);
        expect(week.net).toBe(week.inflow - week.paid - week.declined - week.relabelled - week.removed);
        expect(week.open).toBe((weeks[index - 1]?.open ?? 0) + week.net);
        const running = all.filter((one) => one.start < end && (one.end === null || one.end >= end));
        expect(week.open).toBe(running.length);
      });
    }),
  );
});
