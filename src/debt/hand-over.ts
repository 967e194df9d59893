import { type Rotation, rotationFor } from '../config/index.ts';
import type { House } from '../house.ts';
import { isAmong } from '../logins.ts';
import type { Effect, Plan, Thing } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import { repositoryById } from '../scope/index.ts';
import { commentEffect, type DebtContext, standingStory } from './comment.ts';
import { contextOf, type ServingContext } from './context.ts';
import { runningIteration } from './iteration.ts';
import {
  allocate,
  type Gift,
  isParked,
  loadsOf,
  type OpenDebt,
  type Ownership,
  standingOf,
  withoutOwner,
} from './ownership.ts';
import { inRank } from './rank.ts';
import { type DebtIssue, issueKey, lastGiven, openDebts, saveOwnership } from './records.ts';
import { afterGift, giftEffects, inRosterOrder, writeGifts } from './settle-queue.ts';
import { whereToStart } from './where-to-start.ts';
import { whoWasPassedOver } from './wording.ts';

/** What a handoff does with the debt of those who leave. */
export type HandOver = {
  readonly plan: Plan;
  readonly moved: readonly Gift<DebtIssue>[];
  /** Stays with those who leave: they asked for it, the file says so, or they have begun to work on it. */
  readonly kept: readonly { readonly debt: DebtIssue; readonly why: 'asked' | 'rule' }[];
  readonly returned: readonly DebtIssue[];
  /** All open debts of the scope, as the bot remembers them then. */
  readonly after: readonly DebtIssue[];
  /** Where the shift may start, the top of the rank first. */
  readonly start: readonly DebtIssue[];
};

/** Who serves, and who of them did not before. */
type Change = { readonly onDuty: readonly string[]; readonly coming: readonly string[] };

const SECOND = 1000;

/**
 * Moves the open debt that the bot gave to those leaving to those coming, within the cap; the rest goes back
 * to the queue, which gives out what room is left.
 */
export async function handOver(
  house: House,
  scope: Scope,
  rotation: Rotation,
  shift: Change,
): Promise<HandOver> {
  return handOverOf(house, scope, rotation, shift, await openDebts(house.db, scope.id));
}

/** The same, were these the open debts of the scope. */
export async function handOverOf(
  house: House,
  scope: Scope,
  rotation: Rotation,
  shift: Change,
  open: readonly DebtIssue[],
): Promise<HandOver> {
  const now = house.clock();
  const context = await contextOf(house.db, scope, now, rotation);
  const debts = open.filter((debt) => !debt.archived);
  // What is in an iteration is spread over its people until it ends.
  const iteration = await runningIteration(house.db, scope, now);
  const served = debts.filter(
    (debt) => rotationFor(scope.config, debt) === rotation && !iteration?.has(debt),
  );
  // Also of those who left earlier, while nobody could move it.
  const theirs = served.filter(
    (debt) => debt.ownership.owner && !isAmong(shift.onDuty, debt.ownership.owner) && !isParked(debt),
  );
  const asked = theirs.filter(({ ownership }) => outlasts(ownership, context.shiftStart));
  const unasked = theirs.filter((debt) => !asked.includes(debt));
  const begun = rotation.handoff === 'keep' ? [] : await started(house, unasked);
  const kept = rotation.handoff === 'keep' ? theirs : [...asked, ...begun];
  const moving = theirs.filter((debt) => !kept.includes(debt)).map(released);
  const held = moving.filter((debt) => isHeldByHuman(debt));
  const free = moving.filter((debt) => !held.includes(debt));
  const others = debts.filter((debt) => !theirs.includes(debt) || kept.includes(debt));
  const able = free.length > 0 ? await withoutTheBusy(house, scope, shift) : shift;
  const team = {
    people: inRosterOrder(able.coming, rotation),
    cap: rotation.cap,
    loads: loadsOf([...others, ...held]),
    lastGiven: await lastGiven(house.db, scope.id),
  };
  const moved = allocate(inRank(free), team, now);
  const returned = free.filter((debt) => !moved.some((gift) => gift.debt === debt));
  const waiting = served.filter((debt) => standingOf(debt, now, context.nextHandoff).kind === 'waiting');
  const onDuty = { ...team, people: inRosterOrder(able.onDuty, rotation) };
  const plan: Plan = {
    async write(db) {
      for (const debt of [...returned, ...held]) await saveOwnership(db, debt, debt.ownership);
      for (const debt of begun) await saveOwnership(db, debt, rememberStart(debt.ownership, now));
      await writeGifts(
        db,
        moved.map((gift) => ({ ...gift, context })),
        now,
      );
    },
    effects: [
      ...moved.flatMap((gift) => [...giftEffects({ ...gift, context }), takeBack(gift.debt, theirs)].flat()),
      ...returned.flatMap((debt) => [waitingComment(debt, context), takeBack(debt, theirs)].flat()),
      ...held.flatMap((debt) => [heldComment(debt, context), takeBack(debt, theirs)].flat()),
    ],
  };
  const stays = kept.map((debt) => ({ debt, why: asked.includes(debt) ? 'asked' : 'rule' }) as const);
  return {
    plan: { ...plan, settle: keptBy(served.filter((debt) => others.includes(debt))) },
    moved,
    kept: stays,
    returned,
    after: replaced(open, [...returned, ...held, ...moved.map((gift) => given(gift, context, now))]),
    start: whereToStart(moved, [...waiting, ...returned], onDuty, now),
  };
}

/** Whoever says on GitHub that they are busy gets nothing new at a handoff either. */
async function withoutTheBusy(house: House, scope: Scope, { onDuty, coming }: Change): Promise<Change> {
  const github = await house.github.installation(scope.installationId);
  const busy = await github.busy(onDuty);
  const isFree = (login: string) => !busy.has(login.toLowerCase());
  return { onDuty: onDuty.filter(isFree), coming: coming.filter(isFree) };
}

function given({ debt, to }: Gift<DebtIssue>, context: ServingContext, now: Date): DebtIssue {
  return { ...debt, ownership: afterGift({ debt, to, context }, now) };
}

function replaced(debts: readonly DebtIssue[], changed: readonly DebtIssue[]): DebtIssue[] {
  const now = new Map(changed.map((debt) => [issueKey(debt), debt]));
  return debts.map((debt) => now.get(issueKey(debt)) ?? debt);
}

/** Whether it is to be kept across the handoff that is being made. */
export function outlasts({ keptUntil }: Ownership, handoff: Date | undefined): boolean {
  return keptUntil !== null && handoff !== undefined && keptUntil >= handoff;
}

/** Whoever keeps an issue keeps it for another shift: its comment says until when. */
function keptBy(debts: readonly DebtIssue[]): Thing[] {
  const given = debts.filter((debt) => debt.ownership.owner !== null);
  return given.map(({ repositoryId, number }): Thing => ({ kind: 'issue', repositoryId, number }));
}

/** Those whose owner has begun to work, by what is recorded and by what GitHub shows. */
export async function started(house: House, debts: readonly DebtIssue[]): Promise<DebtIssue[]> {
  const unsure = debts.filter(({ ownership }) => !ownership.startedAt);
  const begun = new Set<DebtIssue>();
  for (const [repositoryId, some] of Map.groupBy(unsure, (debt) => debt.repositoryId)) {
    const numbers = await startedOnGitHub(house, repositoryId, some);
    for (const debt of some) if (numbers.has(debt.number)) begun.add(debt);
  }
  return debts.filter((debt) => debt.ownership.startedAt || begun.has(debt));
}

async function startedOnGitHub(
  house: House,
  repositoryId: number,
  debts: readonly DebtIssue[],
): Promise<ReadonlySet<number>> {
  const repository = await repositoryById(house.db, repositoryId);
  if (!repository) return new Set();
  const given = debts.flatMap(({ number, ownership: { owner, givenAt } }) => {
    if (owner === null || !givenAt) return [];
    // GitHub's times are whole seconds: a comment may stand in the very second in which the issue was given.
    return [{ number, owner, since: new Date(Math.floor(givenAt.getTime() / SECOND) * SECOND) }];
  });
  const github = await house.github.installation(repository.installationId);
  return github.startedWork(repository, given);
}

/** What GitHub alone showed is remembered, so that it is not asked for at every handoff. */
export function rememberStart(ownership: Ownership, now: Date): Ownership {
  return { ...ownership, startedAt: ownership.startedAt ?? now };
}

function released(debt: DebtIssue): DebtIssue {
  return { ...debt, ownership: withoutOwner(debt.ownership) };
}

/** A human put somebody else beside the bot's owner: when the owner leaves, that one has it. */
function isHeldByHuman(debt: OpenDebt): boolean {
  return debt.assignees.some((login) => !isAmong(debt.ownership.withdrawing, login));
}

function takeBack(debt: DebtIssue, before: readonly DebtIssue[]): Effect[] {
  const { repositoryId, number } = debt;
  const old = before.find((one) => one.repositoryId === repositoryId && one.number === number);
  const login = old?.ownership.owner;
  return login ? [{ kind: 'unassign', repositoryId, number, login }] : [];
}

function waitingComment(debt: DebtIssue, context: DebtContext): Effect[] {
  return [
    commentEffect(
      debt,
      standingStory({ kind: 'waiting' }, whoWasPassedOver(debt.ownership), context),
      context,
    ),
  ];
}

function heldComment(debt: DebtIssue, context: DebtContext): Effect[] {
  const by = debt.assignees.filter((login) => !isAmong(debt.ownership.withdrawing, login));
  return [commentEffect(debt, standingStory({ kind: 'held', by }, '', context), context)];
}
