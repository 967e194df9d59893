import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { effectsOf as decisionEffects } from '../src/agreement/effects.ts';
import {
  appealComment,
  decisionWords,
  type State,
  type Step,
  standingDecisions,
  stateOf,
  undecided,
  type What,
} from '../src/agreement/index.ts';
import { mistakeWords, objectionWords, releaseChange, replyBody, whoWords } from '../src/commands/wording.ts';
import { type Config, readConfig } from '../src/config/index.ts';
import { dashboardBody } from '../src/dashboard/wording.ts';
import { unowned } from '../src/debt/ownership.ts';
import { livingComment, whoWasPassedOver, whyChosen } from '../src/debt/wording.ts';
import { whyWords } from '../src/debt/wording-why.ts';
import { handoffBody } from '../src/handoff/wording.ts';
import { gapBody, noticeBody } from '../src/handoff/wording-notice.ts';
import { weekNumbers } from '../src/heartbeat/numbers.ts';
import type { Outlook } from '../src/heartbeat/outlook.ts';
import type { Cause } from '../src/heartbeat/revisions.ts';
import { weeklyRows } from '../src/heartbeat/weeks.ts';
import { heartbeatBody } from '../src/heartbeat/wording.ts';
import { checkReport } from '../src/rehearsal/wording.ts';
import { shieldBody } from '../src/shield/wording.ts';
import { squadTrouble } from '../src/team/wording.ts';
import { defuse, marker } from '../src/text.ts';
import { isoWeek } from '../src/time.ts';
import { unveil } from '../src/veil.ts';
import { alarmBodies, alarmOf } from './andon/bodies.ts';
import { spell } from './heartbeat/spells.ts';
import { hostileText, hostileTitles } from './hostile-text.ts';
import { effectsOf } from './markdown.ts';

const from = new Date('2026-01-05T08:00:00Z');
const until = new Date('2026-01-12T08:00:00Z');
const timezone = 'Europe/Berlin';

type Places = 'github.com' | 'elsewhere';

function issue(title: string, place: Places) {
  const host = place === 'github.com' ? 'https://github.com' : 'http://127.0.0.1';
  return {
    repositoryId: 1,
    repository: 'acme/web',
    number: 12,
    htmlUrl: `${host}/acme/web/issues/12`,
    title,
  };
}

/** Every body that the bot writes, with one text wherever a person or a config file may have put it. */
function bodies(text: string, place: Places): string[] {
  const veiled = [
    ...comments(text),
    ...decisionComments(text),
    reply(text),
    ...shields(text),
    handoff(text, place),
    ...notices(text),
    heartbeat(text, place),
    ...dashboards(text, place),
    ...alarmBodies(text, issue(text, place)),
  ];
  return veiled.map((body) => unveil(body, () => true));
}

function comments(text: string): string[] {
  const unread = ['effort', 'interest'] as const;
  const decisions = decisionWords(disputed(text), aboutDecisions);
  const what = { rotation: text, timezone, labels: [text], unread, decisions };
  const context = { ...what, handoff: 'move' as const };
  const passedOver = { unassignable: [text, 'bo'], releasedBy: [text, 'bo'], lapsedFrom: [text, 'bo'] };
  const why = whyChosen(text, passedOver);
  const standings = [
    { kind: 'given', owner: text },
    { kind: 'held', by: [text, 'bo'] },
    { kind: 'left-alone', until },
    { kind: 'waiting' },
    { kind: 'parked' },
  ] as const;
  const told = standings.map((standing) => ({ kind: 'standing', standing, why, until }) as const);
  const waiting = {
    kind: 'standing',
    standing: { kind: 'waiting' },
    why: whoWasPassedOver(passedOver),
    until,
  } as const;
  return [...told, waiting, { kind: 'ended', how: 'closed' } as const].map((story) =>
    livingComment(story, context),
  );
}

const aboutDecisions = { config: configWith(), outcomes: [] };

function configWith(): Config {
  const { config } = readConfig('version: 1\nagreement: {engineering: [ana], product: [pat], ceo: eve}\n');
  if (!config) throw new Error('the config cannot be read');
  return config;
}

function step(text: string, kind: Step['kind'], what: What): Step {
  const priority = what === 'priority' ? 'high' : null;
  return {
    kind,
    what,
    at: from,
    by: kind === 'appealed' ? 'pat' : text,
    reason: text,
    url: '',
    until,
    priority,
  };
}

/** One decision challenged, and another one appealed. */
function disputed(text: string): State {
  return stateOf([
    step(text, 'decided', 'accept'),
    step(text, 'challenged', 'accept'),
    step(text, 'decided', 'priority'),
    step(text, 'challenged', 'priority'),
    step(text, 'appealed', 'priority'),
  ]);
}

function decisionComments(text: string): string[] {
  const at = { repositoryId: 1, number: 7 };
  const state = disputed(text);
  const steps = (['challenged', 'lapsed', 'due'] as const).map((kind) => step(text, kind, 'accept'));
  const told = [...steps, step(text, 'unruled', 'priority')].flatMap((one) =>
    decisionEffects(at, state, one, undecided, aboutDecisions),
  );
  const appealed = step(text, 'appealed', 'accept');
  const rank = '**1st of 1**';
  const appeal = {
    step: appealed,
    before: state,
    steps: [step(text, 'decided', 'accept'), appealed],
    ceo: 'eve',
  };
  return [...told, appealComment(at, { ...appeal, rank, timezone })].flatMap((effect) =>
    effect.kind === 'comment' ? [effect.body] : [],
  );
}

function reply(text: string): string {
  const waiting = { name: text, people: [text], since: from, turns: 'none' } as const;
  const next = { onDuty: ['bo', text], start: until };
  const yours = { login: text, shifts: 2, days: 14, given: 1, taken: 2.5 };
  const duty = {
    rotation: text,
    timezone,
    onDuty: [text],
    until,
    next,
    waiting: [waiting],
    yours,
    now: until,
  };
  const answers = [
    whoWords([duty]),
    mistakeWords(text, ['/debt keep', '/debt release']),
    objectionWords('keep', { kind: 'held', by: [text, 'bo'] }),
    objectionWords('release', { kind: 'not theirs', owner: text }),
    ...explanations(text),
  ];
  return replyBody(
    7,
    answers.map((answer) => ({ line: text, answer })),
  );
}

function shields(text: string): string[] {
  const about = { assignees: [text, 'bo'], rotation: text, until, timezone, free: [text], except: [text] };
  const told = { ...about, readers: [1] };
  return [
    shieldBody({ ...told, assigner: 'pat', handedBack: null }),
    shieldBody({ ...told, assigner: null, handedBack: 'to nobody' }),
  ];
}

function explanations(text: string): string[] {
  const form = { effort: 1, interest: null, area: text, outcomes: [text, 'Security'], unread: [] };
  const ownership = { ...unowned, why: whyChosen(text, unowned), unassignable: [text], releasedBy: [text] };
  const debt = { form, votes: 1, since: from, repositoryId: 1, number: 7, ownership };
  const wait = { kind: 'no room', rotation: text, cap: 1, before: 2 } as const;
  const standings = [
    { kind: 'given', owner: text },
    { kind: 'held', by: [text] },
    { kind: 'waiting' },
  ] as const;
  return standings.map((standing) =>
    whyWords({
      ...{ place: 2, total: 9, rankReaders: [1], debt, areas: [text], now: until, timezone, standing, wait },
      decisions: decisionWords(disputed(text), aboutDecisions),
    }),
  );
}

function thanked(login: string) {
  return { login, repositoryIds: [1] };
}

function handoff(text: string, place: Places): string {
  return handoffBody({
    ...{ rotation: text, timezone, start: from, until, missed: 1 },
    ...{
      onDuty: ['ana', text],
      coming: ['ana'],
      leaving: ['bo'],
      supportUntil: until,
      facilitator: 'dee',
      moved: 2,
      returned: 1,
      paid: 3,
    },
    kept: [{ owner: text, issue: issue(text, place), because: 'asked' }],
    startWith: issue(text, place),
    thanks: [thanked(text), thanked('cy')],
    next: { onDuty: [text], start: until },
  });
}

function notices(text: string): string[] {
  const ahead = { rotation: text, timezone, start: from, end: until, onDuty: ['ana', text] };
  const told = { coming: ['ana'], spared: ['bo'], facilitator: 'dee' };
  return [
    noticeBody({ ...ahead, ...told, telling: 1, news: 'comes' }),
    noticeBody({ ...ahead, ...told, telling: 2, news: 'changed' }),
    gapBody({ ...ahead, missing: 1, leads: ['pat'], telling: 3 }),
  ];
}

function heartbeat(text: string, place: Places): string {
  const { htmlUrl, title } = issue(text, place);
  const paid = spell(2, '2026-01-07', '2026-01-15', { paidBy: [text, 'ana'] });
  const spells = [spell(1, '2026-01-06', null, { title, htmlUrl }), paid];
  const numbers = weekNumbers(spells, isoWeek(new Date('2026-01-14T00:00:00Z'), 'UTC'), 'UTC');
  const waiting = [issue(text, place), issue(text, place)].map((one) => ({ ...one, visible: true }));
  const promises = {
    interruptions: { issues: 3, handedBack: 1 },
    answers: { yes: 4, no: 2 },
    lostLabels: waiting,
  };
  const row = numbers.rows.at(-1) ?? weeklyRows(spells, numbers.week, 'UTC').at(-1);
  const group = row && { name: text, repositoryIds: [1], row, verdict: 'creeping' as const };
  const groups = group ? [group, group] : [];
  const correction = {
    issue: { ...issue(text, place), visibility: 'public' as const },
    before: [],
    after: spells,
  };
  const causes: Cause[] = [
    { kind: 'issue', correction },
    { kind: 'came', repositoryId: 1 },
    { kind: 'timezone', from: 'UTC', to: text },
  ];
  const changes = [{ name: 'open', from: 2, to: 1 } as const];
  const appeals = [
    {
      ...issue(text, place),
      visibility: 'private',
      at: from,
      by: text,
      what: 'accept',
      url: waiting[0]?.htmlUrl ?? '',
    },
  ] as const;
  const counts = { accepted: 2, deferred: 1, prioritised: 1, challenges: 1, appeals: 1, rulings: 1 };
  return heartbeatBody({
    ...{ numbers, waiting, notify: ['pat'], promises, outlook: outlook(text, place) },
    breakdown: { repositories: groups, hidden: null, areas: groups },
    revisions: { revisions: [{ week: '2026-W02', changes, causes }], names: new Map([[1, text]]), timezone },
    decisions: { counts, appeals, weeks: 8 },
  });
}

function outlook(text: string, place: Places): Outlook {
  const target = { relation: '<=', value: 0, unit: 'plain' } as const;
  const objective = { name: text, measure: 'net', target, over: 4, owner: text } as const;
  const judgement = { verdict: 'missed', kind: 'total', now: 7, ahead: 8, cases: null } as const;
  const missed = { objective, judgement: { ...judgement, recent: { weeks: 2, value: 4 } } };
  const waits = { ...issue(text, place), labels: [], since: from };
  return {
    objectives: [missed],
    capacity: missed,
    work: { closed: 8, debt: 2, inPassing: 3 },
    inPassing: [issue(text, place)],
    thanked: [thanked(text)],
    decision: {
      ...{ topic: text, since: '2026-W02', deciders: { logins: [text], as: 'owner' } },
      about: { kind: 'waiting', issue: waits, days: 9 },
    },
  };
}

const whereTeamsAreTold = {
  ...{ holderId: 1, organisation: 'acme', home: 'private' as const, settingsUrl: 'https://github.com/' },
  timezone,
};

function dashboards(text: string, place: Places): string[] {
  const debt = { ...issue(text, place), since: from, visibility: 'private' } as const;
  const next = { onDuty: [text], start: until };
  const gaps = [{ start: until, end: until, onDuty: [text], missing: 1 }];
  const { htmlUrl: url } = debt;
  const change = releaseChange('ana', text);
  const left = standingDecisions(disputed(text)).map((decision) => ({ issue: debt, decision }));
  const report = {
    ...{ marker: marker('dashboard', '1/2026-Q1'), timezone, open: 3, owned: 1, leftAlone: 0, previous: 7 },
    week: undefined,
    duties: [{ rotation: text, timezone, onDuty: [text], until, next, gaps, spread: { least: 3, most: 9 } }],
    waiting: { shown: [debt, debt], hidden: 1 },
    wouldGive: [{ issue: debt, to: text }],
    wouldGiveHidden: 1,
    access: undefined,
    alarms: [alarmOf(text, issue(text, place))],
    retro: undefined,
    counting: [{ repository: text, repositoryId: 1, visibility: 'private' as const, read: 100, total: 250 }],
    register: { shown: left, hidden: 1 },
    teams: [squadTrouble({ squad: text, team: 'pay', trouble: 'empty' }, null, whereTeamsAreTold)],
    changes: [{ ...issue(text, place), login: text, line: text, url, at: from, change }],
  };
  return [
    dashboardBody({ ...report, mode: 'observe', broken: { text: `line 1: ${text}`, holderId: 1 } }),
    dashboardBody({ ...report, mode: 'act', broken: null }),
  ];
}

const words = hostileText.filter((text) => defuse(text, 50) !== '');
const plain = {
  'github.com': bodies('Old parser', 'github.com').map(effectsOf),
  elsewhere: bodies('Old parser', 'elsewhere').map(effectsOf),
};

test('whatever people write, our bodies keep their shape, and nobody is notified and nothing linked but by us', () => {
  fc.assert(
    fc.property(words, fc.constantFrom<Places>('github.com', 'elsewhere'), (text, place) => {
      expect(bodies(text, place).map(effectsOf)).toEqual(plain[place]);
    }),
    {
      numRuns: 300,
      examples: hostileTitles.flatMap((title): [string, Places][] => [
        [title, 'github.com'],
        [title, 'elsewhere'],
      ]),
    },
  );
});

test('what our bodies do by themselves is what they are for', () => {
  const all = plain['github.com'];
  expect(new Set(all.flatMap(({ mentions }) => mentions))).toEqual(
    new Set(['@ana', '@bo', '@dee', '@eve', '@pat']),
  );
  expect(new Set(all.flatMap(({ references }) => references))).toEqual(new Set(['#7']));
  expect(new Set(all.flatMap(({ links }) => links.map((link) => new URL(link).origin)))).toEqual(
    new Set(['https://redirect.github.com']),
  );
  const kinds = ['debt', 'reply', 'handoff', 'heartbeat', 'dashboard', 'andon', 'decision'];
  expect(new Set(all.map(({ html }) => html[0]))).toEqual(new Set(kinds.map((kind) => `marker ${kind}`)));
  const rest = all.flatMap(({ html }) => html.slice(1)).join('\n');
  expect(rest).toMatch(/^(?:<details>\n<summary>[^<]*<\/summary>\n<\/details>\n?)+$/);
});

/** Config files with a hostile text in many a place, so that most of what is said of files is said of it. */
const hostileFile = fc.tuple(hostileText, hostileText).map(([text, other]) => {
  const rotation = { name: text, starts: text, every: text, roster: [text, { login: other }], [text]: other };
  const file = {
    mode: text,
    timezone: text,
    home: text,
    debt: { labels: [text, text, other] },
    rotations: [rotation],
  };
  return stringify({ version: 1, ...file, [other]: text });
});

test('the check on a config file quotes it without repeating its mentions, links or markers', () => {
  fc.assert(
    fc.property(fc.oneof(hostileFile, hostileText), (text) => {
      const { summary } = checkReport('a5c3785', readConfig(text).problems);
      const { links, mentions, references, html } = effectsOf(summary);
      expect({ links, mentions, references }).toEqual({ links: [], mentions: [], references: [] });
      expect(html).toEqual(['marker config']);
    }),
    { numRuns: 300 },
  );
});

test('a check on a file full of mistakes says the first fifty, and how many more there are', () => {
  const text = Array.from({ length: 1_000 }, (_, index) => `${'k'.repeat(50)}${index}: 1`).join('\n');
  const { summary, annotations } = checkReport('a5c3785', readConfig(text).problems);
  expect(annotations).toHaveLength(50);
  expect(summary).toMatch(/\n- and 951 more problems$/);
  expect(summary.length).toBeLessThan(65_535);
});
