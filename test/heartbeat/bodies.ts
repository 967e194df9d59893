import { weekNumbers } from '../../src/heartbeat/numbers.ts';
import type { Outlook } from '../../src/heartbeat/outlook.ts';
import type { Cause } from '../../src/heartbeat/revisions.ts';
import { weeklyRows } from '../../src/heartbeat/weeks.ts';
import { heartbeatBody } from '../../src/heartbeat/wording.ts';
import { isoWeek } from '../../src/time.ts';
import { from, issue, type Places, thanked, timezone } from '../body-parts.ts';
import { spell } from './spells.ts';

export function heartbeat(text: string, place: Places): string {
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
    standing: {
      ...{ accepted: 2, deferred: 1, reviews: 1, waiting: 3 },
      given: { since: from, shown: [{ ...issue(text, place), visibility: 'private', to: text }], hidden: 1 },
    },
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
