import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportedLedger, type IssueEvent } from '../../src/debt/index.ts';
import { type HistoryEntry, type Spell, spellsOf } from '../../src/debt/ledger.ts';
import { isoSeconds } from '../../src/time.ts';

type Vectors = {
  labels: string[];
  cases: { name: string; events: IssueEvent[]; spells: { issue: number; start: string }[] }[];
};

const path = new URL('../fixtures/vectors/ledger.json', import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(path, 'utf8'));
const LABELS = vectors.labels;

const day = (n: number) => new Date(Date.UTC(2026, 0, n));

function asVector({ issue, start, end, outcome }: Spell) {
  return { issue, start: isoSeconds(start), end: end && isoSeconds(end), outcome };
}

function ledgerOfEvents(events: readonly IssueEvent[]): Spell[] {
  return [...exportedLedger(events, LABELS, new Date('2100-01-01T00:00:00Z')).spells];
}

function event(id: number, name: string, more: Partial<IssueEvent> = {}): IssueEvent {
  return { id, event: name, created_at: isoSeconds(day(id)), issue: { number: 1 }, ...more };
}

const debt = { label: { name: 'tech-debt' } };

describe('the ledger of exported issue events', () => {
  test.each(vectors.cases)('$name', ({ events, spells }) => {
    expect(ledgerOfEvents(events).map(asVector)).toEqual(spells);
    expect(ledgerOfEvents([...events.toReversed(), ...events]).map(asVector)).toEqual(spells);
  });

  test('keeps issues apart, and leaves out pull requests and events of no account', () => {
    const spells = ledgerOfEvents([
      event(1, 'labeled', { ...debt, issue: { number: 7 } }),
      event(2, 'labeled', { ...debt, issue: { number: 8, pull_request: {} } }),
      event(3, 'labeled', { ...debt, issue: { number: 6 } }),
      event(4, 'renamed', { issue: { number: 6 } }),
      event(5, 'labeled', { label: null }),
      event(6, 'labeled', { ...debt, issue: null }),
    ]);
    expect(spells.map((spell) => [spell.issue, spell.start])).toEqual([
      [7, day(1)],
      [6, day(3)],
    ]);
  });

  test('an issue turned into a discussion is removed, though GitHub closes it in the same second', () => {
    const [spell] = ledgerOfEvents([
      event(1, 'labeled', debt),
      event(2, 'closed'),
      event(3, 'converted_to_discussion', { created_at: isoSeconds(day(2)) }),
    ]);
    expect(spell).toMatchObject({ end: day(2), outcome: 'removed' });
  });

  test('an issue that moved in and is debt here goes on', () => {
    const issue = { number: 1, state: 'open', labels: [{ name: 'Tech-Debt' }] };
    const [spell] = ledgerOfEvents([
      event(1, 'labeled', { ...debt, issue }),
      event(2, 'transferred', { issue }),
    ]);
    expect(spell).toMatchObject({ end: null });
  });

  test.each([
    { number: 1, state: 'closed', labels: ['tech-debt'] },
    { number: 1, state: 'open', labels: ['bug'] },
  ])('a transfer ends the spell of an issue that is now %j', (issue) => {
    const [spell] = ledgerOfEvents([
      event(1, 'labeled', { ...debt, issue }),
      event(2, 'transferred', { issue }),
    ]);
    expect(spell).toMatchObject({ end: day(2), outcome: 'removed' });
  });
});

describe('spells', () => {
  const labeled = (n: number): HistoryEntry => ({ at: day(n), order: 0, kind: 'labeled', label: 'debt' });
  const unlabeled = (n: number): HistoryEntry => ({ at: day(n), order: 0, kind: 'unlabeled', label: 'debt' });
  const closed = (n: number): HistoryEntry => ({ at: day(n), order: 0, kind: 'closed', reason: null });
  const reopened = (n: number): HistoryEntry => ({ at: day(n), order: 0, kind: 'reopened' });
  const deleted = (n: number): HistoryEntry => ({ at: day(n), order: 0, kind: 'deleted' });

  test('a reopening of which the closing was missed is harmless', () => {
    expect(spellsOf([labeled(1), reopened(3)], LABELS)).toEqual([
      { start: day(1), end: null, outcome: null },
    ]);
  });

  test('a snapshot corrects what was missed', () => {
    const seen = { at: day(4), order: 0, kind: 'seen', open: false, labels: ['Debt'] } as const;
    expect(spellsOf([labeled(1), { ...seen, reason: 'duplicate' }], LABELS)).toEqual([
      { start: day(1), end: day(4), outcome: 'declined' },
    ]);
    expect(spellsOf([labeled(1), { ...seen, reason: null, open: true, labels: [] }], LABELS)).toEqual([
      { start: day(1), end: day(4), outcome: 'relabelled' },
    ]);
    expect(spellsOf([{ ...seen, reason: null, open: true }], LABELS)).toEqual([
      { start: day(4), end: null, outcome: null },
    ]);
  });

  test('what was known before the history begins counts', () => {
    const opening = { at: day(1), open: true, labels: ['tech-debt'], reason: null };
    expect(spellsOf([closed(3)], LABELS, opening)).toEqual([{ start: day(1), end: day(3), outcome: 'paid' }]);
    expect(spellsOf([labeled(3)], LABELS, { ...opening, open: false, labels: [] })).toEqual([]);
  });

  test('a deleted issue is removed, and is not found again by a snapshot of the same second', () => {
    const seen = { at: day(2), order: 0, kind: 'seen', open: true, labels: ['debt'], reason: null } as const;
    expect(spellsOf([labeled(1), deleted(2), seen], LABELS)).toEqual([
      { start: day(1), end: day(2), outcome: 'removed' },
    ]);
  });

  test('without ids, a label swapped within a second keeps the spell', () => {
    const swap: HistoryEntry = { at: day(2), order: 0, kind: 'labeled', label: 'tech-debt' };
    expect(spellsOf([labeled(1), unlabeled(2), swap], LABELS)).toEqual([
      { start: day(1), end: null, outcome: null },
    ]);
  });

  test('without ids, an issue closed and cleaned of its label within a second was closed', () => {
    expect(spellsOf([labeled(1), unlabeled(2), closed(2)], LABELS)).toMatchObject([{ outcome: 'paid' }]);
  });
});

const entry: fc.Arbitrary<HistoryEntry> = fc
  .tuple(
    fc.record({ at: fc.integer({ min: 1, max: 12 }).map(day), order: fc.integer({ min: 0, max: 3 }) }),
    fc.oneof(
      fc.record({
        kind: fc.constantFrom('labeled' as const, 'unlabeled' as const),
        label: fc.constantFrom('debt', 'Debt', 'tech-debt', 'bug'),
      }),
      fc.record({
        kind: fc.constant('closed' as const),
        reason: fc.constantFrom(null, 'not_planned' as const),
      }),
      fc.record({ kind: fc.constantFrom('reopened' as const, 'deleted' as const, 'transferred' as const) }),
      fc.record({
        kind: fc.constant('seen' as const),
        open: fc.boolean(),
        labels: fc.subarray(['debt', 'bug', 'Tech-Debt']),
        reason: fc.constantFrom(null, 'duplicate' as const),
      }),
    ),
  )
  .map(([moment, what]) => ({ ...moment, ...what }));

const history = fc.array(entry, { maxLength: 20 });
const shuffled = history.chain((entries) =>
  fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
);

describe('whatever the history', () => {
  test('the order of delivery does not matter', () => {
    fc.assert(
      fc.property(shuffled, ([entries, delivered]) => {
        expect(spellsOf(delivered, LABELS)).toEqual(spellsOf(entries, LABELS));
      }),
    );
  });

  test('duplicates change nothing', () => {
    fc.assert(
      fc.property(shuffled, ([entries, again]) => {
        const some = again.slice(0, again.length / 2);
        expect(spellsOf([...entries, ...some], LABELS)).toEqual(spellsOf(entries, LABELS));
      }),
    );
  });

  test('the spells of an issue never overlap, and only the last may run', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const spells = spellsOf(entries, LABELS);
        const instants = spells.flatMap(({ start, end }) => (end ? [start, end] : [start]));
        expect(instants).toEqual(instants.toSorted((a, b) => a.getTime() - b.getTime()));
        expect(spells.slice(0, -1).every((spell) => spell.end !== null)).toBe(true);
        expect(spells.every((spell) => (spell.end === null) === (spell.outcome === null))).toBe(true);
      }),
    );
  });
});
