import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportedLedger, type IssueEvent } from '../../src/debt/index.ts';
import { isoSeconds } from '../../src/time.ts';

const LATER = new Date('2100-01-01T00:00:00Z');
const day = (n: number) => isoSeconds(new Date(Date.UTC(2026, 0, n)));

type Embedded = NonNullable<IssueEvent['issue']>;

/** An issue as the export shows it, whatever the day of the event. */
function today(number: number, labels: string[], more: Partial<Embedded> = {}): Embedded {
  return { number, state: 'open', created_at: day(1), labels: labels.map((name) => ({ name })), ...more };
}

let lastId = 0;
function event(name: string, on: number, issue: Embedded, more: Partial<IssueEvent> = {}): IssueEvent {
  lastId += 1;
  return { id: lastId, event: name, created_at: day(on), issue, ...more };
}
const labeled = (label: string, on: number, issue: Embedded) =>
  event('labeled', on, issue, { label: { name: label } });
const unlabeled = (label: string, on: number, issue: Embedded) =>
  event('unlabeled', on, issue, { label: { name: label } });

function spells(events: readonly IssueEvent[], labels: readonly string[], until: Date = LATER) {
  return exportedLedger(events, labels, until).spells.map(({ issue, start, end, outcome }) => [
    issue,
    isoSeconds(start),
    end && isoSeconds(end),
    outcome,
  ]);
}

describe('a renamed label', () => {
  const one = today(1, ['Tech-Debt']);
  const two = today(2, ['Tech-Debt'], { state: 'closed' });
  const three = today(3, ['bug']);
  const events = [
    labeled('debt', 2, one),
    labeled('debt', 3, two),
    labeled('debt', 4, three),
    labeled('bug', 4, three),
    // Renamed on the fifth.
    unlabeled('tech-debt', 6, three),
    event('closed', 7, two),
  ];
  const expected = [
    [1, day(2), null, null],
    [2, day(3), day(7), 'paid'],
    [3, day(4), day(6), 'relabelled'],
  ];

  test.each([[['tech-debt']], [['Debt']], [['debt', 'tech-debt']]])(
    'is followed, asked for as %j',
    (labels) => {
      expect(spells(events, labels)).toEqual(expected);
      expect(spells(events.toReversed(), labels)).toEqual(expected);
      expect(exportedLedger(events, labels, LATER).renamed).toEqual([{ from: 'debt', to: 'tech-debt' }]);
    },
  );

  test.each<[string, IssueEvent[]]>([
    ['the earlier name is on an issue today', [labeled('debt', 9, today(9, ['debt']))]],
    ['the earlier name was put on after the later one', [labeled('debt', 9, today(9, ['tech-debt']))]],
    ['issues disagree on what became of it', [labeled('debt', 3, today(9, ['legacy']))]],
    ['an issue with the earlier name lacks the later one', [labeled('debt', 3, today(9, []))]],
    ['a closed one does', [labeled('debt', 3, today(9, ['bug', 'api'], { state: 'closed' }))]],
  ])('is none where %s', (_, more) => {
    expect(exportedLedger([...events, ...more], ['tech-debt'], LATER).renamed).toEqual([]);
  });

  test('is one also where issues lost it, or are not known of today', () => {
    const [lost, unknown] = [today(9, []), today(8, [], { labels: undefined })];
    const more = [labeled('debt', 3, lost), unlabeled('debt', 4, lost), labeled('debt', 3, unknown)];
    expect(exportedLedger([...events, ...more], ['tech-debt'], LATER).renamed).toHaveLength(1);
  });

  test('is none where another label came without an event, and each issue is counted by itself', () => {
    const swapped = [labeled('P1', 2, today(1, ['tech-debt'])), labeled('P1', 3, today(2, []))];
    expect(spells(swapped, ['tech-debt'])).toEqual([[1, day(1), null, null]]);
  });

  test('is none where a label was deleted, or two changed at once', () => {
    expect(exportedLedger([labeled('debt', 2, today(1, []))], ['debt'], LATER).renamed).toEqual([]);
    const both = today(1, ['tech-debt', 'defect']);
    const swapped = [labeled('debt', 2, both), labeled('bug', 2, both)];
    expect(exportedLedger(swapped, ['tech-debt'], LATER).renamed).toEqual([]);
  });
});

describe('an issue of which no event tells how it came by its label', () => {
  const issue = today(1, ['tech-debt', 'bug'], { state: 'closed' });

  test('has carried it since it was opened', () => {
    expect(spells([event('closed', 9, issue)], ['tech-debt'])).toEqual([[1, day(1), day(9), 'paid']]);
    expect(exportedLedger([event('closed', 9, issue)], ['tech-debt'], LATER).assumed).toBe(1);
  });

  test('was closed first if it was reopened first', () => {
    const open = today(1, ['tech-debt']);
    expect(spells([event('reopened', 9, open)], ['tech-debt'])).toEqual([[1, day(9), null, null]]);
  });

  test('counts from the day on which it moved in', () => {
    const moved = [event('transferred', 5, today(1, ['tech-debt']))];
    expect(spells(moved, ['tech-debt'])).toEqual([[1, day(5), null, null]]);
    expect(exportedLedger(moved, ['tech-debt'], LATER)).toMatchObject({ assumed: 0, arrived: 1 });
  });

  test('counts also before its first event, but not before it was opened', () => {
    const closing = [event('closed', 9, issue)];
    expect(spells(closing, ['tech-debt'], new Date(day(5)))).toEqual([[1, day(1), null, null]]);
    expect(spells(closing, ['tech-debt'], new Date(day(1)))).toEqual([]);
  });

  test('is left alone where any event tells of a debt label', () => {
    const events = [labeled('debt', 4, issue), unlabeled('debt', 5, issue)];
    expect(spells(events, ['tech-debt', 'debt'])).toEqual([[1, day(4), day(5), 'relabelled']]);
  });
});

describe('an issue that was exported without the label that its events leave on it', () => {
  const bare = (events: readonly IssueEvent[], until = LATER) =>
    exportedLedger(events, ['tech-debt', 'debt'], until).bare;
  const [open, closed] = [today(1, ['bug', 'api']), today(2, [], { state: 'closed' })];
  const events = [labeled('tech-debt', 2, open), labeled('debt', 3, closed), event('closed', 5, closed)];

  test('counts by its events, and is counted as doubtful', () => {
    expect(bare(events)).toBe(2);
    expect(spells(events, ['tech-debt', 'debt'])).toEqual([
      [1, day(2), null, null],
      [2, day(3), day(5), 'paid'],
    ]);
  });

  test('is none before it was labelled', () => {
    expect(bare(events, new Date(day(3)))).toBe(1);
  });

  test.each<[string, IssueEvent[]]>([
    ['an event took it off', [labeled('debt', 2, open), unlabeled('debt', 3, open)]],
    ['another debt label is on', [labeled('debt', 2, today(1, ['Tech-Debt', 'bug', 'api']))]],
    ['it moved away', [labeled('debt', 2, open), event('transferred', 3, open)]],
    ['its labels of today are not known', [labeled('debt', 2, today(1, [], { labels: undefined }))]],
  ])('is none where %s', (_, told) => {
    expect(bare(told)).toBe(0);
  });

  test('is none where the events of the end are left out, and an event took it off', () => {
    expect(bare([labeled('debt', 2, open), unlabeled('debt', 9, open)], new Date(day(5)))).toBe(0);
  });
});

test('issues of several repositories are kept apart, and one that moved is followed', () => {
  const at = (repository: string, more: object = {}) =>
    today(1, ['tech-debt'], { repository_url: `https://api.github.com/repos/acme/${repository}`, ...more });
  const moved = labeled('tech-debt', 2, at('api', { updated_at: day(2) }));
  const events = [
    moved,
    labeled('tech-debt', 4, at('web')),
    // The same event as it was exported later, when its issue had moved.
    { ...moved, issue: { ...at('ops'), number: 7, updated_at: day(9) } },
    event('transferred', 8, { ...at('ops'), number: 7, updated_at: day(9) }),
  ];
  const expected = [
    [7, day(2), null, null],
    [1, day(4), null, null],
  ];
  expect(spells(events, ['tech-debt'])).toEqual(expected);
  expect(spells(events.toReversed(), ['tech-debt'])).toEqual(expected);
});

const anyEvents: fc.Arbitrary<IssueEvent[]> = fc
  .array(
    fc.record({
      event: fc.constantFrom(
        'labeled',
        'unlabeled',
        'closed',
        'reopened',
        'transferred',
        'deleted',
        'assigned',
      ),
      created_at: fc.integer({ min: 1, max: 40 }).map(day),
      label: fc.record({ name: fc.constantFrom('tech-debt', 'Debt', 'bug') }),
      state_reason: fc.constantFrom(undefined, 'completed', 'not_planned'),
      issue: fc.record({
        number: fc.integer({ min: 1, max: 3 }),
        state: fc.constantFrom('open', 'closed'),
        labels: fc.subarray(['tech-debt', 'debt', 'bug']),
        created_at: fc.constant(day(1)),
        updated_at: fc.integer({ min: 1, max: 40 }).map(day),
      }),
    }),
    { maxLength: 25 },
  )
  .map((events) => events.map((one, id) => ({ id, ...one })));

describe('whatever the events', () => {
  test('the ledger of any order of delivery, with repetitions, is that of the sorted history', () => {
    const delivered = anyEvents.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(delivered, ([events, arrived]) => {
        const sorted = events.toSorted((a, b) => a.created_at.localeCompare(b.created_at) || a.id - b.id);
        const labels = ['tech-debt', 'debt'];
        expect(exportedLedger(arrived, labels, LATER)).toEqual(exportedLedger(sorted, labels, LATER));
      }),
    );
  });

  test('what happens at or after the end changes nothing before it', () => {
    fc.assert(
      fc.property(anyEvents, fc.integer({ min: 1, max: 40 }), (events, last) => {
        const until = new Date(day(last));
        const abridged = events.map((one) => ({ ...one, issue: { number: one.issue?.number ?? 1 } }));
        const before = abridged.filter((one) => new Date(one.created_at) < until);
        expect(spells(abridged, ['debt'], until)).toEqual(spells(before, ['debt']));
      }),
    );
  });
});
