/** Days are local days, also where the clocks change: one of 23 hours, and one of 25. */
import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

test.each([
  ['America/New_York', '2026-03-02', '2026-03-09T13:00:00Z'],
  ['Europe/Berlin', '2026-03-23', '2026-03-30T07:00:00Z'],
  ['Australia/Sydney', '2026-03-30', '2026-04-05T23:00:00Z'],
])(
  'a handoff after the clocks changed in %s is at the same time of day as before, and is told so',
  async (timezone, monday, handoff) => {
    const rotation = { starts: `${monday}T09:00`, notice: '1 day' };
    const acme = await begin({
      at: `${monday}T14:10:00Z`,
      configs: { api: configFile({ timezone, rotation }) },
    });
    const debt = await acme.as('pat').opens('api', 'Old parser');
    const shifted = (ms: number) => new Date(Date.parse(handoff) + ms).toISOString();
    await acme.travelTo(shifted(-30_000));
    const [notice = '', ...early] = await acme.announcements('api', 'handoff');
    expect(early).toEqual([]);
    expect(notice).toMatch(/@bo is on duty from Mon \d+ \w+ 2026, 09:00/);
    expect(await acme.owners(debt)).toEqual(['ana']);
    await acme.travelTo(shifted(5000));
    expect(await acme.owners(debt)).toEqual(['bo']);
    expect((await acme.dashboard('api')).body).toMatch(/\*\*bo\*\* until Mon \d+ \w+ 2026, 09:00/);
  },
);

test.each([
  ['America/New_York', '2026-03-02', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
  ['Europe/Berlin', '2026-03-23', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
  ['Australia/Sydney', '2026-03-30', '2026-04-05', '2026-04-04T13:00:00Z', '2026-04-05T14:00:00Z'],
])(
  'a cover of the day on which the clocks change in %s is that whole day',
  async (timezone, monday, day, from, to) => {
    const at = (instant: string, seconds: number) =>
      new Date(Date.parse(instant) + seconds * 1000).toISOString();
    const rotation = { starts: `${monday}T09:00` };
    const acme = await begin({
      at: `${monday}T14:10:00Z`,
      configs: { api: configFile({ timezone, rotation }) },
    });
    const onDuty = async (instant: string) => {
      await acme.travelTo(instant);
      return /\*\*On duty\*\* in infra: \*\*(\w+)\*\*/.exec((await acme.dashboard('api')).body)?.[1];
    };
    const board = await acme.dashboardIssue('api');
    await acme.as('cy').comments(board, `/rotation cover @ana ${day}`);
    await acme.as('bo').comments(board, '/rotation who');
    await acme.quiet();
    expect(await onDuty(at(from, -30))).toBe('ana');
    expect(await onDuty(at(from, 5))).toBe('cy');
    expect(await onDuty(at(to, -30))).toBe('cy');
    expect(await onDuty(at(to, 5))).toBe('ana');
  },
);
