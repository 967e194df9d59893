import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seatsLeft, whatFits } from '../../src/debt/fitting.ts';

type Debt = Parameters<typeof whatFits>[0][number];

/** Debt that ranks by its number, and who has it. */
function debt(number: number, ...owners: string[]): Debt {
  const since = new Date(Date.UTC(2026, 0, 1) + number);
  return {
    repositoryId: 1,
    number,
    since,
    votes: 0,
    voices: 0,
    form: { effort: null, interest: null },
    owners,
  };
}

const fits = (debts: Debt[], people: string[], capacity: number) =>
  whatFits(debts, { people, capacity }).map(({ number }) => number);

test('the top of the rank fits, as much as the people have room for', () => {
  expect(fits([debt(3), debt(1), debt(2), debt(4)], ['ana', 'bo'], 1)).toEqual([1, 2]);
  expect(fits([debt(1)], ['ana', 'bo'], 3)).toEqual([1]);
  expect(fits([debt(1)], [], 3)).toEqual([]);
});

test('what the people have comes along and takes their room, whatever its rank; what others have is theirs', () => {
  const debts = [debt(1, 'zed'), debt(2), debt(3), debt(4), debt(5, 'ANA')];
  expect(fits(debts, ['ana', 'bo'], 1)).toEqual([2, 5]);
});

test('of more than their capacity the top of the rank is in, and nobody has room for the rest', () => {
  const debts = [debt(1), debt(2, 'ana'), debt(3, 'ana'), debt(4, 'ana', 'bo')];
  expect(fits(debts, ['ana', 'bo'], 2)).toEqual([1, 2, 3, 4]);
  expect(fits(debts, ['ana', 'bo'], 1)).toEqual([2, 4]);
  expect(seatsLeft(debts, { people: ['ana', 'bo'], capacity: 1 })).toBe(0);
});

const anyDebt = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.subarray(['ana', 'bo', 'cy', 'zed'], { maxLength: 2 }))
  .map(([number, owners]) => debt(number, ...owners));
const anyDebts = fc.uniqueArray(anyDebt, { selector: ({ number }) => number, maxLength: 40 });
const anyPeople = fc.subarray(['ana', 'bo', 'cy']);

test('never more new issues than there is room, never a lower rank before a higher one that is free', () => {
  fc.assert(
    fc.property(anyDebts, anyPeople, fc.integer({ min: 1, max: 5 }), (debts, people, capacity) => {
      const team = { people, capacity };
      const fitting = whatFits(debts, team);
      const isFree = ({ owners }: Debt) => owners.length === 0;
      const left = seatsLeft(debts, team);
      const free = debts.filter(isFree).toSorted((a, b) => a.number - b.number);
      expect(fitting.filter(isFree)).toEqual(free.slice(0, left));
      expect(fitting.length).toBeLessThanOrEqual(people.length * capacity);
      for (const { owners } of fitting.filter((one) => !isFree(one)))
        expect(owners.some((login) => people.includes(login))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
