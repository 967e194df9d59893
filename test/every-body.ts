import { decisionWords, standingDecisions } from '../src/agreement/index.ts';
import { mistakeWords, objectionWords, releaseChange, replyBody, whoWords } from '../src/commands/wording.ts';
import { dashboardBody } from '../src/dashboard/wording.ts';
import { unowned } from '../src/debt/ownership.ts';
import { livingComment, whoWasPassedOver, whyChosen } from '../src/debt/wording.ts';
import { whyWords } from '../src/debt/wording-why.ts';
import { handoffBody } from '../src/handoff/wording.ts';
import { emptyPlacesBody, gapBody, noticeBody } from '../src/handoff/wording-notice.ts';
import { shieldBody } from '../src/shield/wording.ts';
import { squadTrouble } from '../src/team/wording.ts';
import { marker } from '../src/text.ts';
import { unveil } from '../src/veil.ts';
import { aboutDecisions, decisionComments, disputed } from './agreement/bodies.ts';
import { alarmBodies, alarmOf } from './andon/bodies.ts';
import { from, issue, type Places, thanked, timezone, until } from './body-parts.ts';
import { heartbeat } from './heartbeat/bodies.ts';

export function bodies(text: string, place: Places): string[] {
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
  const debt = { form, votes: 1, voices: 0, since: from, repositoryId: 1, number: 7, ownership };
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
    emptyPlacesBody({ ...ahead, marker: marker('handoff', 'gap/1'), leads: ['pat'], now: from }, [
      { login: text, from, to: until },
    ]),
  ];
}

const whereTeamsAreTold = {
  ...{ holderId: 1, organisation: 'acme', home: 'private' as const, settingsUrl: 'https://github.com/' },
  timezone,
};

function dashboards(text: string, place: Places): string[] {
  const debt = { ...issue(text, place), since: from, visibility: 'private' } as const;
  const next = { onDuty: [text], start: until };
  const gaps = [{ start: until, end: until, onDuty: [text], missing: 1 }];
  const empty = [{ login: text, from: until, to: until, now: until }];
  const { htmlUrl: url } = debt;
  const change = releaseChange('ana', text);
  const left = standingDecisions(disputed(text)).map((decision) => ({ issue: debt, decision }));
  const report = {
    ...{ marker: marker('dashboard', '1/2026-Q1'), timezone, open: 3, owned: 1, leftAlone: 0, previous: 7 },
    week: undefined,
    duties: [
      { rotation: text, timezone, onDuty: [text], until, next, gaps, empty, spread: { least: 3, most: 9 } },
    ],
    waiting: { shown: [debt, debt], hidden: 1 },
    wouldGive: [{ issue: debt, to: text }],
    wouldGiveHidden: 1,
    access: undefined,
    alarms: [alarmOf(text, issue(text, place))],
    retro: undefined,
    openRetros: [7],
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
