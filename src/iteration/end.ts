/** An iteration is over: what was paid is told with thanks, and what slipped goes back to the queue. */
import { leadsOf } from '../config/index.ts';
import { announcementsOn } from '../dashboard/index.ts';
import {
  type DebtIssue,
  endOfIteration,
  isParked,
  issueKey,
  iterationName,
  openDebts,
  outcomesIn,
  ownersOf,
  scopeSpells,
  thanksFor,
} from '../debt/index.ts';
import { isCreeping } from '../heartbeat/index.ts';
import type { House } from '../house.ts';
import { claim, type Effect, nothing, type Plan } from '../queue/index.ts';
import { retroOfIteration } from '../retro/index.ts';
import { mayReport, type Scope } from '../scope/index.ts';
import { addMs } from '../time.ts';
import { isVisibleAt } from '../visibility.ts';
import { iterationsAfter } from './calendar.ts';
import { inMilestone, milestoneIn } from './milestones.ts';
import { type OnRecord, recordIteration, recordOutcome } from './records.ts';
import { endFact, endsBody, endsMarker } from './wording.ts';

type Outcomes = Awaited<ReturnType<typeof outcomesIn>>;

export async function end(
  house: House,
  scope: Scope,
  record: OnRecord,
  because: 'over' | 'given up',
): Promise<Plan> {
  const now = house.clock();
  const { day, start } = record;
  const issues = await outcomesIn(house.db, scope.id, day, start);
  const slipped = new Set(issues.filter(({ outcome }) => outcome === 'slipped').map(issueKey));
  const open = (await openDebts(house.db, scope.id)).filter((debt) => slipped.has(issueKey(debt)));
  const reachable = open.filter(({ archived }) => !archived);
  const { plan, returned } = await endOfIteration(house, scope, reachable, record.end);
  const creeping = await isCreeping(house.db, scope, now);
  const body = await wordingOf(house, scope, record, { because, issues, open, returned });
  const comments = mayReport(scope) ? [{ marker: endsMarker(day), body }] : [];
  const retro = because === 'over' ? await retroOn(house, scope, record, issues) : nothing;
  return {
    cancel: [...(plan.cancel ?? []), ...(retro.cancel ?? [])],
    async write(db) {
      await retro.write?.(db);
      await claim(db, { scopeId: scope.id, timer: 'iteration', period: `${day} ends` }, now);
      await plan.write?.(db);
      await recordIteration(db, scope.id, { ...record, state: 'ended', creeping });
      for (const issue of issues) await recordOutcome(db, scope.id, day, issue);
    },
    effects: [
      ...(plan.effects ?? []),
      ...milestones(scope, record, issues, reachable),
      ...(await announcementsOn(house, scope, comments, now)),
      ...(retro.effects ?? []),
    ],
    settle: [
      ...(plan.settle ?? []),
      { kind: 'queue', scopeId: scope.id },
      { kind: 'iteration', scopeId: scope.id },
      { kind: 'dashboard', scopeId: scope.id },
    ],
  };
}

/** Those who worked in it and the leads look back together, where the config asks for retros. */
async function retroOn(
  house: House,
  scope: Scope,
  { day, start, end, people }: OnRecord,
  issues: Outcomes,
): Promise<Plan> {
  const paid = issues.filter(({ outcome }) => outcome === 'paid').length;
  const slipped = issues.filter(({ outcome }) => outcome === 'slipped').length;
  return retroOfIteration(house, scope, {
    ...{ name: iterationName(day), start, end },
    people: [...people, ...leadsOf(scope.config)],
    facts: [endFact({ planned: issues.length, paid, slipped })],
  });
}

/** What slipped is taken out, so that what is closed shows what was done. */
function milestones(scope: Scope, record: OnRecord, issues: Outcomes, open: readonly DebtIssue[]): Effect[] {
  const ours = issues.filter(({ listed }) => !listed);
  const there = new Set(open.map(issueKey));
  const out = ours.filter((issue) => there.has(issueKey(issue)));
  const repositories = new Set(ours.map(({ repositoryId }) => repositoryId));
  return [
    ...out.map((issue) => inMilestone(issue, record, 'out')),
    ...[...repositories].map((id) => milestoneIn(id, scope, record, 'closed')),
  ];
}

type Ended = {
  readonly because: 'over' | 'given up';
  readonly issues: Outcomes;
  readonly open: readonly DebtIssue[];
  readonly returned: readonly DebtIssue[];
};

async function wordingOf(
  house: House,
  scope: Scope,
  { day, start }: OnRecord,
  { because, issues, open, returned }: Ended,
): Promise<string> {
  const now = house.clock();
  const { config, home } = scope;
  const count = (what: Outcomes[number]['outcome']) =>
    issues.filter(({ outcome }) => outcome === what).length;
  const planned = new Set(issues.map(issueKey));
  const spells = (await scopeSpells(house.db, scope.id, start)).filter(
    (spell) =>
      isVisibleAt(home, spell) &&
      planned.has(issueKey({ repositoryId: spell.repositoryId, number: spell.issue })),
  );
  const named = open.filter((debt) => isVisibleAt(home, debt));
  const next = iterationsAfter(config, now).find((one) => one.day > day);
  return endsBody({
    ...{ day, name: iterationName(day), because, timezone: config.timezone, planned: issues.length },
    ...{ paid: count('paid'), declined: count('declined'), otherwise: count('otherwise') },
    thanks: thanksFor(spells, { start, end: addMs(now, 1) }),
    slipped: {
      named: named.map((debt) => ({
        ...debt,
        staysWith: returned.includes(debt) ? [] : ownersOf(debt, now),
        left: isParked(debt) ? 'left' : 'queued',
      })),
      hidden: count('slipped') - named.length,
    },
    next: next && { name: iterationName(next.day), start: next.start },
  });
}
