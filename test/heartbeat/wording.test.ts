import { describe, expect, test } from 'vitest';
import { type CountedSpell, weekNumbers } from '../../src/heartbeat/numbers.ts';
import { nothingAhead, type Outlook } from '../../src/heartbeat/outlook.ts';
import { nothingToSay, type Promises } from '../../src/heartbeat/promises.ts';
import { heartbeatBody, type WaitingIssue } from '../../src/heartbeat/wording.ts';
import { BODY_LIMIT, parseMarker } from '../../src/text.ts';
import { addMs, DAY, isoWeek } from '../../src/time.ts';
import { unveil } from '../../src/veil.ts';
import { spell } from './spells.ts';

const WEEK = isoWeek(new Date('2026-01-14T00:00:00Z'), 'UTC');

type Rest = {
  waiting?: readonly WaitingIssue[];
  notify?: readonly string[];
  promises?: Promises;
  outlook?: Outlook;
};

function body(
  spells: readonly CountedSpell[],
  { waiting = [], notify = [], promises = nothingToSay, outlook = nothingAhead }: Rest = {},
): string {
  const numbers = weekNumbers(spells, WEEK, 'UTC');
  return unveil(heartbeatBody({ numbers, waiting, notify, promises, outlook }), () => true);
}

/** What a phone shows: everything above the fold. */
function top(text: string): string[] {
  return text.slice(0, text.indexOf('<details>')).trimEnd().split('\n');
}

function many(count: number, start: string, end: string | null = null): CountedSpell[] {
  return Array.from({ length: count }, (_, n) => spell(n + 1, start, end, { paidBy: [`user-${n % 30}`] }));
}

function waitingIssue(number: number, visible: WaitingIssue['visible'] = true): WaitingIssue {
  const htmlUrl = `https://github.com/acme/web/issues/${number}`;
  return { repositoryId: 1, repository: 'acme/web', number, title: `Issue ${number}`, htmlUrl, visible };
}

test('a full week reads in twelve lines', () => {
  const spells = [
    ...many(38, '2025-12-01'),
    ...many(6, '2026-01-13'),
    spell(90, '2026-01-07', '2026-01-15', { paidBy: ['ana'] }),
    spell(91, '2026-01-07', '2026-01-16', { outcome: 'declined' }),
    spell(92, '2026-01-07', '2026-01-16', { outcome: 'removed' }),
    spell(93, '2026-01-14', null, { visible: false, title: 'The secret' }),
  ];
  const waiting = [waitingIssue(9, false), ...[1, 2, 3, 4].map((n) => waitingIssue(n))];
  const text = body(spells, { waiting, notify: ['ana', 'pat'] });
  const link = (n: number) => `[acme/web#${n}](https://redirect.github.com/acme/web/issues/${n}) Issue ${n}`;
  expect(top(text)).toEqual([
    '<!-- paydown:heartbeat:2026-W03 -->',
    '**Too early to say whether debt is creeping.** Debt grew by 4 this week: 45 open, 41 a week ago. Of those open, 1 is in repositories that not everybody here can see.',
    '2026-W03: 7 came in − 1 paid − 1 declined − 1 otherwise ended = net +4; net +3 the week before.',
    `Oldest open (49 days): ${link(1)}`,
    '5 issues wait for room under the cap, 1 of them in repositories that not everybody here can see. Next:',
    `- ${link(1)}`,
    `- ${link(2)}`,
    `- ${link(3)}`,
    '',
    'Thanks to **ana** for paying debt down.',
    '@ana and @pat: you are told because `heartbeat.notify` in the config names you; edit it to stop.',
  ]);
  expect(parseMarker(text)).toEqual({ kind: 'heartbeat', key: '2026-W03' });
  expect(text).not.toContain('secret');
  expect(text).toContain('```mermaid');
  expect(text).toContain('| 2026-W03 |');
  expect(text).toMatch(/<\/details>$/);
});

describe('the verdict has the raw change beside it', () => {
  test.each<[string, CountedSpell[], string]>([
    ['a first week', [spell(1, '2026-01-13')], 'First week of the ledger: 1 debt issue open.'],
    [
      'a week of payment',
      [spell(1, '2026-01-01', '2026-01-14'), spell(2, '2026-01-01')],
      'Debt shrank by 1 this week: 1 open, 2 a week ago.',
    ],
    [
      'the last debt paid',
      [spell(1, '2026-01-01', '2026-01-14')],
      'Debt shrank by 1 this week: none open, 1 a week ago.',
    ],
    [
      'as much out as in',
      [spell(1, '2026-01-01', '2026-01-14'), spell(2, '2026-01-14')],
      'Debt stayed level this week: 1 open, as a week ago.',
    ],
    ['a quiet week', [spell(1, '2026-01-01')], 'Nothing moved this week: 1 open, as a week ago.'],
    [
      'huge numbers',
      [...many(12_345, '2026-01-14'), ...many(1_000_000, '2026-01-01')],
      'Debt grew by 12,345 this week: 1,012,345 open, 1,000,000 a week ago.',
    ],
  ])('of %s', (_, spells, change) => {
    expect(top(body(spells))[1]).toBe(`**Too early to say whether debt is creeping.** ${change}`);
  });

  const weekly = (count: number, from: string) =>
    Array.from({ length: count }, (_, n) => addMs(new Date(from), n * 7 * DAY).toISOString());

  test.each<[string, CountedSpell[], string]>([
    ['an empty ledger', [], '**No debt is recorded yet: no issue has carried a debt label.**'],
    [
      'a long quiet without debt',
      [spell(1, '2025-01-01', '2025-01-14')],
      '**No clear trend.** Nothing moved this week: none open, as a week ago.',
    ],
    [
      'an issue more each week',
      weekly(20, '2025-09-02').map((start, n) => spell(n, start)),
      '**Debt is creeping: about 1.0 issues more a week, doubled by 2026-06-08 at this pace.** Debt grew by 1 this week: 20 open, 19 a week ago.',
    ],
    [
      'an issue paid each week',
      weekly(20, '2025-09-02')
        .map((end, n) => spell(n, '2025-08-01', end))
        .concat(many(6, '2025-08-01')),
      '**Debt is shrinking: about 1.0 issues fewer a week, cleared by 2026-03-02 at this pace.** Debt shrank by 1 this week: 6 open, 7 a week ago.',
    ],
  ])('of %s', (_, spells, verdict) => {
    expect(top(body(spells))[1]).toBe(verdict);
  });

  test('and never speaks of chance or of ranks', () => {
    const text = body([...many(5, '2025-06-01'), ...many(9, '2026-01-13')]);
    expect(text).not.toMatch(/significan|p-value|chance|rank|worst|best\b|blame/i);
  });
});

test('a quiet week says so, with the week before', () => {
  expect(top(body([spell(1, '2026-01-06')]))[2]).toBe(
    '2026-W03: nothing came in and nothing ended; net +1 the week before.',
  );
});

test('an empty ledger has two lines and no chart', () => {
  const text = body([]);
  expect(top(text)).toHaveLength(2);
  expect(text).not.toContain('mermaid');
  expect(text).toContain('<summary>How debt is counted</summary>');
});

test('one issue waits, and two wait', () => {
  expect(body([], { waiting: [waitingIssue(1)] })).toContain(
    '\n1 issue waits for room under the cap. Next:\n- ',
  );
  const hidden = [waitingIssue(1, false), waitingIssue(2, false)];
  expect(body([], { waiting: hidden })).toContain(
    '\n2 issues wait for room under the cap, 2 of them in repositories that not everybody here can see.\n',
  );
});

test('many people are thanked without a wall of names, and without being pinged', () => {
  const text = body(many(60, '2026-01-01', '2026-01-14'));
  expect(text).toMatch(/Thanks to \*\*user-0\*\*, (\*\*user-\d\*\*, ){6}\*\*user-7\*\* and/);
  expect(text).toContain('and 22 others for paying debt down.');
  expect(text).not.toContain('@');
});

test('titles of users are inert', () => {
  const title = '@everybody <!-- paydown:debt:1 -->\n</details> fixes #1';
  const text = body([spell(1, '2026-01-01', null, { title })]);
  expect(text).not.toMatch(/@\w|<!-- paydown:debt|(?<!&lt;)fixes #1/);
  expect(text.match(/<\/details>/g)).toHaveLength(1);
});

test('the body fits whatever it is given', () => {
  const notify = Array.from({ length: 20_000 }, (_, n) => `lead-${n}`);
  expect(body(many(3, '2025-01-01'), { notify }).length).toBeLessThanOrEqual(BODY_LIMIT);
});

describe('the promises stand in one line', () => {
  const text = (promises: Partial<Promises>) => body([], { promises: { ...nothingToSay, ...promises } });

  test('protected time from five answers on, as the total of everybody', () => {
    expect(text({ answers: { yes: 2, no: 2 } })).not.toContain('Protected time');
    expect(text({ answers: { yes: 2, no: 3 } })).toContain(
      '\nProtected time: 2 of 5 answers in eight weeks say that it was kept.\n',
    );
  });

  test('with the other work that people on duty were given', () => {
    const interruptions = { issues: 1200, handedBack: 7 };
    expect(text({ answers: { yes: 5, no: 0 }, interruptions })).toContain(
      'kept. 1,200 issues of other work were assigned to people on duty; 7 of them handed back.\n',
    );
  });
});

describe('debt that lost its label', () => {
  const lost = Array.from({ length: 14 }, (_, n) => waitingIssue(n + 1, n % 7 > 0));
  const text = (lostLabels: readonly WaitingIssue[]) =>
    body([], { promises: { ...nothingToSay, lostLabels } });

  test('is told by its number, with links in the details where everybody may follow them', () => {
    const two = text([waitingIssue(1), waitingIssue(2, false)]);
    expect(top(two).at(-1)).toBe('2 issues lost their debt label while open, by someone other than a lead.');
    expect(two).toContain('Lost the debt label while open:\n\n- [acme/web#1]');
    expect(two).toContain('\n- and 1 more issue\n');
    expect(two).not.toContain('acme/web#2');
    expect(text([waitingIssue(1)])).toContain('1 issue lost its debt label while open');
  });

  test('names ten issues at most, and none where none may be named', () => {
    expect(text(lost).match(/^- \[acme/gm)).toHaveLength(10);
    expect(text(lost)).toContain('- and 4 more issues');
    expect(text([waitingIssue(1, false)])).not.toContain('Lost the debt label');
  });
});

test('top of the report never exceeds twelve lines', () => {
  const waiting = Array.from({ length: 40 }, (_, n) => waitingIssue(n + 1, n % 3 > 0));
  const spells = [...many(30, '2025-06-01'), ...many(30, '2026-01-06', '2026-01-15')];
  const all = [...spells, spell(99, '2026-01-06', null, { visible: false })];
  const promises: Promises = {
    interruptions: { issues: 3, handedBack: 1 },
    answers: { yes: 4, no: 2 },
    lostLabels: [waitingIssue(7)],
  };
  const target = { relation: '<=', value: 0, unit: 'plain' } as const;
  const objective = { name: 'Growth', measure: 'net', target, over: 4 } as const;
  const numbers = { kind: 'total', now: 7, ahead: 7, recent: { weeks: 2, value: 3 }, cases: null } as const;
  const missed = { objective, judgement: { verdict: 'missed', ...numbers } } as const;
  const deciders = { logins: ['pat'], as: 'product' } as const;
  const decision = { topic: '', about: { kind: 'objective', missed }, deciders, since: null } as const;
  const thanked = [{ login: 'bo', repositoryIds: [1] }];
  const outlooks: Outlook[] = [
    nothingAhead,
    { ...nothingAhead, thanked, capacity: missed },
    { ...nothingAhead, thanked, decision },
    { ...nothingAhead, thanked, capacity: missed, decision },
  ];
  for (const outlook of outlooks) {
    const text = body(all, { waiting, notify: ['ana', 'Pat'], promises, outlook });
    expect(top(text).length).toBeLessThanOrEqual(12);
    expect(text.match(/Oldest open/g)).toHaveLength(1);
    expect(text.match(/@pat/gi)).toHaveLength(1);
  }
});
