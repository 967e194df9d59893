import type { House } from '../house.ts';
import { type Effect, nothing, type Plan } from '../queue/index.ts';
import { type Scope, scopeById } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { commentEffect, type DebtContext, standingStory } from './comment.ts';
import { debtContext } from './context.ts';
import {
  allocate,
  type Gift,
  includes,
  inQueueOrder,
  loadsOf,
  type Ownership,
  standingOf,
} from './ownership.ts';
import { type DebtIssue, lastGiven, openDebts, recordGiven, saveOwnership } from './records.ts';
import { whyChosen } from './wording.ts';

/** Gives whatever room there is to the debt that waits for it. */
export async function settleQueue(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const now = house.clock();
  const wanted = await wantedGifts(house.db, scope, now);
  const { context } = wanted;
  if (context.rotation && context.handoff === 'due') {
    // Who has room is for the handoff to say, and it settles the queue in turn.
    return { settle: [{ kind: 'handoff', scopeId, rotation: context.rotation.name }] };
  }
  if (scope.config.mode === 'observe') return { settle: [{ kind: 'dashboard', scopeId }] };
  const gifts = await withoutBusy(house, scope, wanted, now);
  return {
    async write(db) {
      await writeGifts(db, scope, gifts, context, now);
    },
    effects: gifts.flatMap((gift) => giftEffects(gift, context)),
    settle: [{ kind: 'dashboard', scopeId }],
  };
}

/** Who would be given what at an instant; in observe mode the dashboard tells it instead of doing it. */
export async function wantedGifts(db: Db, scope: Scope, now: Date) {
  const context = await debtContext(db, scope, now);
  const debts = await openDebts(db, scope.id);
  const waiting = debts.filter(
    (debt) => !debt.archived && standingOf(debt, now, context.nextHandoff).kind === 'waiting',
  );
  const team = {
    people: inRosterOrder(context.onDuty, context),
    cap: context.rotation?.cap ?? 0,
    loads: loadsOf(debts.filter((debt) => !debt.archived)),
    lastGiven: await lastGiven(db, scope.id),
  };
  return { context, debts, waiting, team, gifts: allocate(inQueueOrder(waiting), team, now) };
}

/** Whoever says on GitHub that they are busy gets nothing new; asked only where somebody would get something. */
async function withoutBusy(
  house: House,
  scope: Scope,
  { gifts, waiting, team }: Awaited<ReturnType<typeof wantedGifts>>,
  now: Date,
): Promise<Gift<DebtIssue>[]> {
  if (gifts.length === 0) return gifts;
  const github = await house.github.installation(scope.installationId);
  const busy = await github.busy(team.people);
  if (busy.size === 0) return gifts;
  const people = team.people.filter((login) => !busy.has(login.toLowerCase()));
  return allocate(inQueueOrder(waiting), { ...team, people }, now);
}

export function inRosterOrder(people: readonly string[], { rotation }: DebtContext): string[] {
  const roster = rotation?.roster.map((member) => member.login.toLowerCase()) ?? [];
  const place = (login: string) => roster.indexOf(login.toLowerCase());
  return people.toSorted((a, b) => place(a) - place(b));
}

export async function writeGifts(
  db: Db,
  scope: Scope,
  gifts: readonly Gift<DebtIssue>[],
  context: DebtContext,
  now: Date,
): Promise<void> {
  for (const gift of gifts) {
    await saveOwnership(db, gift.debt, afterGift(gift, context, now));
    await recordGiven(db, scope, gift.to, now);
  }
}

function afterGift({ debt, to }: Gift<DebtIssue>, context: DebtContext, now: Date): Ownership {
  return {
    ...debt.ownership,
    owner: to,
    givenAt: now,
    confirmedAt: null,
    startedAt: null,
    handsOffUntil: null,
    keptUntil: null,
    why: whyChosen(context.rotation?.name ?? '', debt.ownership),
    commented: true,
    withdrawing: debt.ownership.withdrawing.filter((login) => !includes([to], login)),
  };
}

/** The comment comes first, so that the owner hears of the issue once, with the reason before them. */
export function giftEffects({ debt, to }: Gift<DebtIssue>, context: DebtContext): Effect[] {
  const why = whyChosen(context.rotation?.name ?? '', debt.ownership);
  const story = standingStory({ kind: 'given', owner: to }, why, context);
  const { repositoryId, number } = debt;
  return [commentEffect(debt, story, context), { kind: 'assign', repositoryId, number, login: to }];
}
