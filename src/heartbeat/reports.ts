/** The reports of the weeks that are due, and what is to be written down of having told them. */
import { alarmsIn } from '../andon/index.ts';
import {
  type BurnDown,
  briefCost,
  burnDown,
  correctionsIn,
  estimatedSince,
  forgetCorrections,
  wantedGifts,
} from '../debt/index.ts';
import type { House } from '../house.ts';
import type { Effect } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { marker } from '../text.ts';
import type { Week } from '../time.ts';
import { isVisibleAt } from '../visibility.ts';
import { decisionsOfWeek } from './decisions-of-week.ts';
import { estimatesUntil, quarterBefore } from './estimates.ts';
import { type Generosity, generosityIn } from './generosity.ts';
import {
  breakdownOf,
  bulkIn,
  keyNumbersOf,
  type LedgerView,
  numbersOf,
  rowsByRepository,
  viewLedger,
} from './ledger-view.ts';
import type { WeekNumbers } from './numbers.ts';
import { nothingAhead, type Outlook, outlookOn, recordAsked } from './outlook.ts';
import { type Kept, promisesIn } from './promises.ts';
import { numbersByWeek, recordReported, reportedWeeks } from './reported-weeks.ts';
import { type Now, revisionsOf, toldAnew } from './revisions.ts';
import { type Standing, standingOf } from './standing.ts';
import { WEEKS_SHOWN, weeksUntil } from './weeks.ts';
import { heartbeatBody } from './wording.ts';
import type { Revisions } from './wording-revisions.ts';

/** Puts comments on the dashboard of a scope. The dashboard shows weeks as well, so it knows this room, not this room it. */
export type Announce = (
  house: House,
  scope: Scope,
  comments: readonly { readonly marker: string; readonly body: string }[],
  now: Date,
) => Promise<readonly Effect[]>;

export type Reports = {
  readonly effects: readonly Effect[];
  write(db: Db): Promise<void>;
};

/** @param weeks oldest first; at least one */
export async function reportsOn(
  house: House,
  scope: Scope,
  weeks: readonly [Week, ...Week[]],
  now: Date,
  announce: Announce,
): Promise<Reports> {
  const view = await viewLedger(house.db, scope, weeks);
  const kept = await promisesIn(house, scope, weeks, now);
  const queue = await queueOf(house.db, scope, now);
  const newest = weeks.at(-1) ?? weeks[0];
  const history = await revise(house.db, view, newest, now);
  const comments: { marker: string; body: string }[] = [];
  let outlook = nothingAhead;
  for (const week of weeks) {
    const numbers = numbersOf(view, week);
    const asks = week === newest ? 'decision' : 'nothing';
    outlook = await outlookOn(house, scope, { week, rows: numbers.rows, asks }, queue.waiting, now);
    const generosity = await generosityIn(house, scope, week, view.paid);
    const body = await bodyOf(house.db, view, numbers, {
      ...{ kept, queue, outlook, generosity },
      ...(week === newest
        ? {
            revisions: history.revisions,
            iterations: await burnDown(house.db, scope),
            standing: await standingOf(house.db, scope, week, queue, now),
          }
        : {}),
    });
    comments.push({ marker: marker('heartbeat', week.name), body });
  }
  return {
    effects: await announce(house, scope, comments, now),
    async write(db) {
      await kept.write(db);
      await history.write(db);
      await recordAsked(db, scope.id, outlook, newest);
    },
  };
}

type Queue = Awaited<ReturnType<typeof queueOf>>;

async function queueOf(db: Db, scope: Scope, now: Date) {
  const { debts, waiting, forRoom, room } = await wantedGifts(db, scope, now);
  const told = (debt: (typeof waiting)[number]) => {
    return { ...debt, cost: briefCost(debt.form), visible: isVisibleAt(scope.home, debt) };
  };
  return { room, debts, waiting: waiting.map(told), forRoom: forRoom.map(told) };
}

type Told = {
  readonly kept: Kept;
  readonly queue: Queue;
  readonly outlook: Outlook;
  readonly generosity: Generosity;
  readonly revisions?: Revisions;
  readonly iterations?: readonly BurnDown[];
  readonly standing?: Standing;
};

async function bodyOf(
  db: Db,
  view: LedgerView,
  numbers: WeekNumbers,
  { kept, queue, ...told }: Told,
): Promise<string> {
  const { scope } = view;
  const { timezone, heartbeat } = scope.config;
  const { week } = numbers;
  return heartbeatBody({
    ...told,
    numbers,
    waiting: queue.forRoom,
    notify: heartbeat.notify,
    promises: kept.in(week),
    estimates: estimatesUntil(
      await estimatedSince(db, scope.id, quarterBefore(week.end)),
      week.end,
      scope.config,
    ),
    keyNumbers: await keyNumbersOf(db, view, numbers, { room: queue.room, waiting: queue.forRoom.length }),
    breakdown: breakdownOf(view, week),
    alarms: await alarmsIn(db, scope.id, week),
    decisions: await decisionsOfWeek(db, scope, week),
    timezone,
    bulk: await bulkIn(db, view, numbers),
  });
}

/** What was told of the weeks before, against what the ledger says of them now. */
async function revise(db: Db, view: LedgerView, newest: Week, at: Date) {
  const { scope } = view;
  const { timezone } = scope.config;
  const told = new Set(numbersOf(view, newest).rows.map(({ week }) => week));
  const shown = weeksUntil(newest, timezone, WEEKS_SHOWN);
  const reported = await reportedWeeks(
    db,
    scope.id,
    shown.map(({ name }) => name),
  );
  const known = new Set(reported.map(({ week }) => week));
  const weeks = shown.filter(({ name }) => told.has(name) || known.has(name));
  const now: Now = {
    weeks,
    numbers: numbersByWeek(rowsByRepository(view, newest), weeks),
    timezone,
    repositoryIds: new Set(view.repositories.map(({ id }) => id)),
  };
  const { corrections, last } = await correctionsIn(db, scope.id);
  const revisions = revisionsOf(reported, now, corrections);
  const names = new Map(view.repositories.map(({ id, owner, name }) => [id, `${owner}/${name}`]));
  return {
    revisions: { revisions, names, timezone },
    async write(trx: Db) {
      await recordReported(trx, scope.id, toldAnew(reported, revisions, now), timezone, at);
      await forgetCorrections(trx, scope.id, last);
    },
  };
}
