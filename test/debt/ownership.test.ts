import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  allocate,
  loadsOf,
  type OpenDebt,
  type Ownership,
  standingOf,
  type Team,
  unowned,
} from '../../src/debt/ownership.ts';

const now = new Date('2026-01-05T10:00:00Z');
const handoff = new Date('2026-01-12T08:00:00Z');

function debt(assignees: string[], ownership: Partial<Ownership> = {}): OpenDebt {
  return { assignees, since: now, ownership: { ...unowned, ...ownership } };
}

function team(
  people: string[],
  cap: number,
  loads: Record<string, number> = {},
  lastGiven: Record<string, string> = {},
): Team {
  const dates = Object.entries(lastGiven).map(([login, at]): [string, Date] => [login, new Date(at)]);
  return { people, cap, loads: new Map(Object.entries(loads)), lastGiven: new Map(dates) };
}

const givenTo = (waiting: OpenDebt[], to: Team) => allocate(waiting, to, now).map((gift) => gift.to);

test('debt goes to the person with the fewest open debt issues', () => {
  expect(givenTo([debt([])], team(['ana', 'bo'], 3, { ana: 2, bo: 1 }))).toEqual(['bo']);
});

test('equally loaded people take turns: longest since their last one first, then roster order', () => {
  const tied = team(['ana', 'bo', 'cy'], 3, {}, { ana: '2026-01-04', bo: '2026-01-01' });
  expect(givenTo([debt([]), debt([]), debt([]), debt([])], tied)).toEqual(['cy', 'bo', 'ana', 'ana']);
  expect(givenTo([debt([])], team(['bo', 'ana'], 3))).toEqual(['bo']);
});

test('nobody is given more than the cap, and the rest goes on waiting in its order', () => {
  const waiting = [debt([]), debt([]), debt([])];
  const gifts = allocate(waiting, team(['ana'], 2), now);
  expect(gifts.map((gift) => waiting.indexOf(gift.debt))).toEqual([0, 1]);
});

test('whom GitHub would not have is passed over, and holds up nothing else', () => {
  const refused = debt([], { unassignable: ['Ana'] });
  expect(givenTo([refused, debt([])], team(['ana', 'bo'], 1))).toEqual(['bo', 'ana']);
  expect(givenTo([refused, debt([])], team(['ana'], 1))).toEqual(['ana']);
});

test('whoever gave it back is passed over, and holds up nothing else', () => {
  const released = debt([], { releasedBy: ['Ana'] });
  expect(givenTo([released, debt([])], team(['ana', 'bo'], 1))).toEqual(['bo', 'ana']);
  expect(givenTo([released, debt([])], team(['ana'], 1))).toEqual(['ana']);
});

test('what the bot gave stands until it is confirmed, and then as long as GitHub shows it', () => {
  expect(standingOf(debt([], { owner: 'ana' }), now, handoff).kind).toBe('given');
  expect(standingOf(debt(['Ana'], { owner: 'ana', confirmedAt: now }), now, handoff).kind).toBe('given');
});

test('a human who takes it, or takes somebody off it, decides', () => {
  expect(standingOf(debt(['bo'], { owner: 'ana', confirmedAt: now }), now, handoff)).toEqual({
    kind: 'held',
    by: ['bo'],
  });
  // Also where the bot's own assignment has not come through yet: it must not come on top.
  expect(standingOf(debt(['bo'], { owner: 'ana' }), now, handoff)).toEqual({ kind: 'held', by: ['bo'] });
  expect(standingOf(debt([], { owner: 'ana', confirmedAt: now }), now, handoff)).toEqual({
    kind: 'left-alone',
    until: handoff,
  });
  expect(standingOf(debt([], { handsOffUntil: handoff }), now, handoff).kind).toBe('left-alone');
  expect(standingOf(debt([], { handsOffUntil: handoff }), handoff, handoff).kind).toBe('waiting');
});

test('somebody whom the bot is withdrawing is no human decision', () => {
  expect(standingOf(debt(['ana'], { withdrawing: ['ana'] }), now, handoff).kind).toBe('waiting');
  expect(loadsOf([debt(['ana'], { withdrawing: ['ana'], owner: 'bo' })])).toEqual(new Map([['bo', 1]]));
});

test('a person counts once for an issue, however they came by it', () => {
  expect(loadsOf([debt(['ana', 'bo'], { owner: 'ANA' })])).toEqual(
    new Map([
      ['ana', 1],
      ['bo', 1],
    ]),
  );
});

test('whatever waits: loads stay within the cap, differ by one at most, and no room is left while debt waits', () => {
  fc.assert(
    fc.property(
      fc.nat(30),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 5 }),
      (issues, size, cap) => {
        const people = Array.from({ length: size }, (_, index) => `p${index}`);
        const gifts = allocate(
          Array.from({ length: issues }, () => debt([])),
          team(people, cap),
          now,
        );
        const loads = people.map((login) => gifts.filter((gift) => gift.to === login).length);
        expect(Math.max(...loads)).toBeLessThanOrEqual(cap);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        expect(gifts.length).toBe(Math.min(issues, size * cap));
      },
    ),
  );
});
