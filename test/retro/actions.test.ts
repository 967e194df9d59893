import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Action, follow, punctualityOf } from '../../src/retro/actions.ts';
import { itemsIn, sameText } from '../../src/retro/items.ts';

const monday = new Date('2026-01-12T09:00:00Z');
const friday = new Date('2026-01-16T09:00:00Z');

const list = (...lines: string[]) =>
  itemsIn(`## Actions\n${lines.map((line) => `- ${line}`).join('\n')}`).items;

function read(
  known: readonly Action[],
  lines: readonly string[],
  at = monday,
  takes: 'everything' | 'ticks' = 'everything',
) {
  return follow(known, list(...lines), { at, takes });
}

const asked = (actions: readonly Action[]) => actions.map((one) => ({ ...one, askedIn: 7 }));

test('ticks are remembered from when they were first seen, in whatever order the lines stand', () => {
  const first = read([], ['[ ] a thing', '[ ] another one']);
  const second = read(first, ['[x] another one', '[ ] a thing'], friday);
  expect(second.map(({ said, doneAt }) => [said, doneAt])).toEqual([
    ['another one', friday],
    ['a thing', null],
  ]);
  const third = read(second, ['[x] another one', '[ ] a thing'], new Date('2026-02-01T09:00:00Z'));
  expect(third[0]?.doneAt).toEqual(friday);
  expect(read(third, ['[ ] another one'])[0]?.doneAt).toBeNull();
});

test('a line that is reworded a little stays the same; one that says something else is new', () => {
  const [before] = asked(read([], ['[ ] debt: The parser leeks']));
  const [mended, ...none] = read(before ? [before] : [], ['[ ] debt: The parser leaks memory']);
  expect(none).toEqual([]);
  expect(mended).toMatchObject({ key: before?.key, said: 'debt: The parser leaks memory', askedIn: 7 });
  const [other, struck] = read(before ? [before] : [], ['[ ] debt: Two date pickers']);
  expect(other).toMatchObject({ askedIn: null, listed: 'listed' });
  expect(struck).toMatchObject({ key: before?.key, listed: 'struck' });
});

test('other debt of the same repository is not taken for a line that is reworded', () => {
  const before = asked(read([], ['[ ] debt acme/infrastructure: Old CI']));
  const [now] = read(before, ['[ ] debt acme/infrastructure: New DB']);
  expect(now).toMatchObject({ askedIn: null, listed: 'listed' });
});

test('another repository is another issue', () => {
  const before = asked(read([], ['[ ] debt acme/api: The parser leaks']));
  const [now] = read(before, ['[ ] debt acme/web: The parser leaks']);
  expect(now?.key).not.toBe(before[0]?.key);
});

test('debt that was struck off and is written again is the same, also beside its reworded self', () => {
  const before = asked(read([], ['[ ] debt: The parser leaks']));
  const struck = read(before, []);
  expect(struck).toEqual([expect.objectContaining({ listed: 'struck' })]);
  expect(read(struck, ['[ ] debt: The parser leaks'])[0]?.key).toBe(before[0]?.key);
  const reworded = asked(read(before, ['[ ] debt: The parser leaks!']));
  const both = read(reworded, ['[ ] debt: The parser leaks', '[ ] debt: The parser leaks!']);
  expect(new Set(both.map(({ key }) => key)).size).toBe(2);
});

test('an action that was struck off is forgotten', () => {
  expect(read(read([], ['[ ] talk more']), [])).toEqual([]);
});

test('once the reading has ended ticks count, and nothing new is taken up', () => {
  const before = read([], ['[ ] talk more']);
  const after = read(before, ['[x] talk more', '[ ] debt: New'], friday, 'ticks');
  expect(after).toEqual([expect.objectContaining({ said: 'talk more', doneAt: friday })]);
});

const text = fc.constantFrom(
  'a thing',
  'A thing',
  'a think',
  'debt: b',
  'debt: bb',
  'debt x/y: b',
  'long words about it',
);
const edit = fc.uniqueArray(fc.tuple(text, fc.constantFrom(' ', 'x')), {
  selector: ([said]) => sameText(said),
});

test('however it is edited, keys are unique, every line is followed once, and nothing asked for is forgotten', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
      let known: Action[] = [];
      const everAsked = new Set<string>();
      for (const lines of edits) {
        known = read(
          known,
          lines.map(([said, tick]) => `[${tick}] ${said}`),
        );
        const listed = known.filter((one) => one.listed === 'listed');
        expect(listed.map(({ said }) => said)).toEqual(lines.map(([said]) => said));
        expect(new Set(known.map(({ key }) => key)).size).toBe(known.length);
        known = known.map((one) => (one.wants.kind === 'debt' ? { ...one, askedIn: 7 } : one));
        for (const { key, askedIn } of known) if (askedIn !== null) everAsked.add(key);
        for (const key of everAsked) expect(known.map((one) => one.key)).toContain(key);
        // Settling twice changes nothing.
        expect(
          read(
            known,
            lines.map(([said, tick]) => `[${tick}] ${said}`),
          ),
        ).toEqual(known);
      }
    }),
  );
});

test('in time is what was done by the end of its day; what is not due yet is not counted', () => {
  const actions = read(
    read(
      [],
      [
        '[ ] a by 2026-01-15',
        '[ ] b b by 2026-01-16',
        '[ ] c c c by 2026-01-16',
        '[ ] d d d d by 2026-12-31',
      ],
    ),
    ['[x] a by 2026-01-15', '[x] b b by 2026-01-16', '[ ] c c c by 2026-01-16', '[ ] d d d d by 2026-12-31'],
    friday,
  );
  expect(punctualityOf(actions, friday, 'Europe/Berlin')).toEqual({ dated: 2, inTime: 1 });
  expect(punctualityOf(actions, new Date('2026-01-17T12:00:00Z'), 'Europe/Berlin')).toEqual({
    dated: 3,
    inTime: 1,
  });
});
