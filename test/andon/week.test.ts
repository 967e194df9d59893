import { describe, expect, it } from 'vitest';
import type { Alarm } from '../../src/andon/alarm.ts';
import { numbersOf } from '../../src/andon/week.ts';
import { alarmLines, cordThanks } from '../../src/heartbeat/wording-andon.ts';
import { addMs, DAY, HOUR, isoWeek, MINUTE } from '../../src/time.ts';
import { unveil } from '../../src/veil.ts';

const week = isoWeek(new Date('2026-03-04T00:00:00Z'), 'UTC');
const since = addMs(week.start, -49 * DAY);

/** @param took until it was acknowledged, and resolved, in milliseconds */
function alarm(puller: string, pulledAt: Date, took: { ack?: number; end?: number } = {}): Alarm {
  const { ack, end } = took;
  return {
    ...{ repositoryId: 1, key: '1/12/3', number: 12, pull: null, title: 'Red', htmlUrl: 'https://x', puller },
    ...{ reason: 'red', pulledAt, state: end === undefined ? 'pulled' : 'resolved', resolution: null },
    acknowledgedAt: ack === undefined ? null : addMs(pulledAt, ack),
    acknowledgedBy: ack === undefined ? null : 'ana',
    endedAt: end === undefined ? null : addMs(pulledAt, end),
    ...{ endedBy: end === undefined ? null : 'ana', contestedBy: null, told: [], escalatedAt: null },
  };
}

const inWeek = (hours: number) => addMs(week.start, hours * HOUR);

describe('the numbers of a week', () => {
  it('count what was pulled in it, and sample eight weeks up to its end', () => {
    const numbers = numbersOf(
      [
        alarm('cy', addMs(since, -HOUR), { ack: 2 * HOUR }),
        alarm('cy', addMs(since, HOUR), { ack: MINUTE, end: HOUR }),
        alarm('bo', inWeek(0)),
        alarm('Bo', inWeek(5), { ack: 3 * MINUTE }),
        alarm('cy', week.end, { ack: MINUTE }),
      ],
      week,
      since,
    );
    expect(numbers).toMatchObject({ pulled: 2, lately: { pulled: 3, weeks: 8 } });
    expect(numbers.acknowledgedIn).toEqual([2 * HOUR, MINUTE, 3 * MINUTE]);
    expect(numbers.resolvedIn).toEqual([HOUR]);
    expect(numbers.pullers).toEqual([{ login: 'bo', repositoryIds: [1] }]);
  });

  it('leave out how long it took until one was taken back', () => {
    const back: Alarm = { ...alarm('cy', inWeek(1), { end: HOUR }), state: 'withdrawn' };
    expect(numbersOf([back], week, since)).toMatchObject({ pulled: 1, resolvedIn: [] });
  });
});

describe('the words of a week', () => {
  const words = (alarms: readonly Alarm[]) => alarmLines(numbersOf(alarms, week, since));
  it('are none where nobody pulled the cord', () => {
    const before = alarm('cy', addMs(since, HOUR), { ack: MINUTE, end: HOUR });
    expect(words([before])).toEqual([]);
    expect(cordThanks(numbersOf([before], week, since))).toEqual([]);
    expect(alarmLines(undefined)).toEqual([]);
  });

  it('say the medians in the unit that fits', () => {
    const some = [
      alarm('cy', inWeek(1), { ack: 20 * MINUTE, end: 3 * DAY }),
      alarm('bo', inWeek(2), { ack: 40 * MINUTE, end: 5 * DAY }),
    ];
    expect(words(some)).toEqual([
      '2 alarms were pulled, 2 in 8 weeks; it usually takes 30 minutes to acknowledge and 4 days to resolve.',
    ]);
    expect(words([alarm('cy', inWeek(1))])).toEqual(['1 alarm was pulled, 1 in 8 weeks.']);
  });

  it('thank a few by name, in a private repository not even those', () => {
    const many = Array.from({ length: 7 }, (_, n) => alarm(`p${n}`, inWeek(n)));
    const [thanks = ''] = cordThanks(numbersOf(many, week, since));
    expect(unveil(thanks, () => true)).toBe(
      'Thanks to **p0**, **p1**, **p2**, **p3**, **p4** and 2 others for pulling the cord.',
    );
    expect(unveil(thanks, () => false)).not.toContain('p0');
  });
});
