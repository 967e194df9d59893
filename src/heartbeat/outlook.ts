/** What the weeks mean for what was agreed: objectives, capacity, and the decision that is due. */
import type { Config, Objective } from '../config/index.ts';
import { issueKey, thanksFor, waitingSince } from '../debt/index.ts';
import type { House } from '../house.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { IssueReference, Thanked } from '../text.ts';
import type { Week } from '../time.ts';
import { isVisibleAt } from '../visibility.ts';
import { type AskedDecision, askAgain, decisionOf, type Judged, type Waiting } from './decision.ts';
import { evidenceFor, workIn } from './evidence.ts';
import { paidInPassing } from './in-passing.ts';
import type { WeekOfWork } from './measures.ts';
import { judge } from './objectives.ts';
import { type WeeklyRow, weeksUntil } from './weeks.ts';

export type Outlook = {
  readonly objectives: readonly Judged[];
  /** The share that `heartbeat.capacity` agrees on; null without it. */
  readonly capacity: Judged | null;
  /** What was closed in the week; null where that is not known. */
  readonly work: WeekOfWork | null;
  /** What was paid in passing, as far as everybody here may see it; `work` counts the rest as well. */
  readonly inPassing: readonly IssueReference[];
  readonly thanked: readonly Thanked[];
  readonly decision: AskedDecision | null;
};

export const nothingAhead: Outlook = {
  objectives: [],
  capacity: null,
  work: null,
  inPassing: [],
  thanked: [],
  decision: null,
};

/** How many weeks the agreed capacity is judged over. */
const CAPACITY_OVER = 4;

/** `asks`: only the newest of several reports asks for a decision. */
export type Report = {
  readonly week: Week;
  readonly rows: readonly WeeklyRow[];
  readonly asks: 'decision' | 'nothing';
};

export type WaitingDebt = Omit<Waiting, 'since'> & { readonly visible: boolean };

/** @param queue what waits for room, next first */
export async function outlookOn(
  house: House,
  scope: Scope,
  { week, rows, asks }: Report,
  queue: readonly WaitingDebt[],
  now: Date,
): Promise<Outlook> {
  const { config } = scope;
  const capacity = capacityObjective(config);
  const wanted: readonly Objective[] = [...config.objectives, ...(capacity ? [capacity] : [])];
  const span = wanted.reduce((most, { over }) => Math.max(most, over), 1);
  const weeks = weeksUntil(week, config.timezone, span);
  const evidence = await evidenceFor(
    house.db,
    scope.id,
    weeks,
    rows,
    wanted.map(({ measure }) => measure),
  );
  const judged = wanted.map((objective) => ({ objective, judgement: judge(objective, evidence) }));
  const waiting = asks === 'decision' ? await waitsIn(house.db, scope, queue) : [];
  const due = asks === 'decision' ? decisionOf(judged, waiting, config, now) : null;
  return {
    objectives: judged.filter(({ objective }) => objective !== capacity),
    capacity: judged.find(({ objective }) => objective === capacity) ?? null,
    work: (await workIn(house.db, scope.id, [week]))[0] ?? null,
    ...(await passing(house.db, scope, week)),
    decision: askAgain(due, await askedBefore(house.db, scope.id)),
  };
}

function capacityObjective({ heartbeat }: Config): Objective | undefined {
  if (heartbeat.capacity === undefined) return undefined;
  return {
    name: 'Capacity for debt',
    measure: 'debt_share',
    target: { relation: '>=', value: heartbeat.capacity, unit: '%' },
    over: CAPACITY_OVER,
  };
}

/** Of what waits now and may be shown here, what waited at night already, or came up for review. */
async function waitsIn(db: Db, scope: Scope, queue: readonly WaitingDebt[]): Promise<Waiting[]> {
  const since = new Map((await waitingSince(db, scope.id)).map((wait) => [issueKey(wait), wait.since]));
  return queue.flatMap(({ visible, ...debt }) => {
    const waits = since.get(issueKey(debt)) ?? debt.agreed?.review?.since;
    return visible && waits ? [{ ...debt, since: waits }] : [];
  });
}

async function passing(db: Db, scope: Scope, week: Week): Promise<Pick<Outlook, 'inPassing' | 'thanked'>> {
  const paid = await paidInPassing(db, scope.id, week);
  const shown = paid.filter((pull) => isVisibleAt(scope.home, pull));
  const credits = shown.map(({ at, number, repositoryId, author }) => {
    return { end: at, outcome: 'paid', issue: number, repositoryId, paidBy: author ? [author] : [] } as const;
  });
  return { inPassing: shown, thanked: thanksFor(credits, week) };
}

async function askedBefore(db: Db, scopeId: number) {
  return db
    .selectFrom('asked_decisions')
    .select(['topic', 'since'])
    .where('scope_id', '=', scopeId)
    .executeTakeFirst();
}

/** Remembers what the newest report asks for, for the next one to know what is still open. */
export async function recordAsked(db: Db, scopeId: number, { decision }: Outlook, week: Week): Promise<void> {
  if (!decision) {
    await db.deleteFrom('asked_decisions').where('scope_id', '=', scopeId).execute();
    return;
  }
  const set = { topic: decision.topic, since: decision.since ?? week.name };
  await db
    .insertInto('asked_decisions')
    .values({ scope_id: scopeId, ...set })
    .onConflict((conflict) => conflict.column('scope_id').doUpdateSet(set))
    .execute();
}
