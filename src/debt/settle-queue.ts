import { peopleOf, type Rotation } from '../config/index.ts';
import type { House } from '../house.ts';
import { isAmong } from '../logins.ts';
import { type Effect, nothing, type Plan, type Thing } from '../queue/index.ts';
import { type Scope, scopeById } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { commentEffect, standingStory } from './comment.ts';
import { type ServingContext, servingContexts } from './context.ts';
import { allocate, type Gift, loadsOf, type Ownership, standingOf } from './ownership.ts';
import { inRank } from './rank.ts';
import { type DebtIssue, lastGiven, openDebts, recordGiven, saveOwnership } from './records.ts';
import { roomLeft } from './room.ts';
import { whyChosen, whyChosenIn } from './wording.ts';

/** What somebody is given, and the rotation by which. */
type Given = Gift<DebtIssue> & { readonly context: ServingContext };

/** Gives whatever room there is to the debt that waits for it. */
export async function settleQueue(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const now = house.clock();
  const state = await queueState(house.db, scope, now);
  const due = state.contexts.all.filter(({ handoff }) => handoff === 'due');
  // Who has room is for the handoff to say, and it settles the queue in turn.
  if (due.length > 0) return { settle: due.flatMap((context) => handoffOf(scopeId, context)) };
  if (scope.config.mode === 'observe') return { settle: [{ kind: 'dashboard', scopeId }] };
  const gifts = await withoutBusy(house, scope, state, now);
  return {
    async write(db) {
      await writeGifts(db, gifts, now);
    },
    effects: gifts.flatMap(giftEffects),
    settle: [{ kind: 'dashboard', scopeId }],
  };
}

function handoffOf(scopeId: number, { rotation }: ServingContext): Thing[] {
  return rotation ? [{ kind: 'handoff', scopeId, rotation: rotation.name }] : [];
}

/** Who would be given what at an instant, and what waits, in the order of the rank; in observe mode the dashboard tells it instead of doing it. */
export async function wantedGifts(db: Db, scope: Scope, now: Date) {
  const state = await queueState(db, scope, now);
  const { contexts, debts, waiting } = state;
  // What nobody serves waits for a rotation, and not for room.
  const forRoom = waiting.filter((debt) => crewOf(contexts.of(debt)));
  return { debts, waiting, forRoom, gifts: giveRoom(state, now), room: roomIn(state) };
}

/** Who would be given what, were these the open debts of a scope. */
export async function giftsAmong(
  house: House,
  scope: Scope,
  debts: readonly DebtIssue[],
  now: Date,
): Promise<{ waiting: readonly DebtIssue[]; gifts: readonly Given[] }> {
  const state = await queueState(house.db, scope, now, debts);
  return { waiting: state.waiting, gifts: await withoutBusy(house, scope, state, now) };
}

type QueueState = Awaited<ReturnType<typeof queueState>>;

async function queueState(db: Db, scope: Scope, now: Date, foreseen?: readonly DebtIssue[]) {
  const contexts = await servingContexts(db, scope, now);
  const debts = foreseen ?? (await openDebts(db, scope.id));
  const waiting = debts.filter(
    (debt) => !debt.archived && standingOf(debt, now, contexts.of(debt).nextHandoff).kind === 'waiting',
  );
  return { contexts, debts, waiting: inRank(waiting), lastGiven: await lastGiven(db, scope.id) };
}

function roomIn({ contexts, debts }: QueueState): number {
  const rotations = contexts.all.flatMap(({ rotation, onDuty }) =>
    rotation ? [{ cap: rotation.cap, onDuty }] : [],
  );
  return roomLeft(rotations, loadsOf(debts.filter((debt) => !debt.archived)));
}

/** Each rotation gives what it serves; who is on duty in two has one load. */
function giveRoom({ contexts, debts, waiting, ...state }: QueueState, now: Date, busy = nobody): Given[] {
  const loads = loadsOf(debts.filter((debt) => !debt.archived));
  const last = new Map(state.lastGiven);
  return contexts.all.flatMap((context) => {
    const crew = crewOf(context);
    if (!crew) return [];
    const people = crew.people.filter((login) => !busy.has(login.toLowerCase()));
    const served = waiting.filter((debt) => contexts.of(debt) === context);
    const team = { people, cap: crew.cap, loads, lastGiven: last };
    const gifts = allocate(served, team, now);
    for (const { to } of gifts) {
      loads.set(to.toLowerCase(), (loads.get(to.toLowerCase()) ?? 0) + 1);
      last.set(to.toLowerCase(), now);
    }
    return gifts.map((gift) => ({ ...gift, context }));
  });
}

/** Those who are given what a context serves, in order, and how much each of them. */
function crewOf({ rotation, iteration, onDuty }: ServingContext) {
  if (iteration) return { people: iteration.people, cap: iteration.cap };
  return rotation && { people: inRosterOrder(onDuty, rotation), cap: rotation.cap };
}

const nobody: ReadonlySet<string> = new Set();

/** Whoever says on GitHub that they are busy gets nothing new; asked only where somebody would get something. */
async function withoutBusy(house: House, scope: Scope, state: QueueState, now: Date): Promise<Given[]> {
  const gifts = giveRoom(state, now);
  if (gifts.length === 0) return gifts;
  const people = new Set(gifts.flatMap(({ context }) => context.onDuty));
  const github = await house.github.installation(scope.installationId);
  const busy = await github.busy([...people]);
  return busy.size === 0 ? gifts : giveRoom(state, now, busy);
}

export function inRosterOrder(people: readonly string[], { roster }: Rotation): string[] {
  const order = roster.flatMap(peopleOf).map((login) => login.toLowerCase());
  const place = (login: string) => order.indexOf(login.toLowerCase());
  return people.toSorted((a, b) => place(a) - place(b));
}

export async function writeGifts(db: Db, gifts: readonly Given[], now: Date): Promise<void> {
  for (const gift of gifts) {
    await saveOwnership(db, gift.debt, afterGift(gift, now));
    await recordGiven(db, gift.context.scope, gift.to, now);
  }
}

export function afterGift({ debt, to, context }: Given, now: Date): Ownership {
  return {
    ...debt.ownership,
    owner: to,
    givenAt: now,
    confirmedAt: null,
    startedAt: null,
    handsOffUntil: null,
    keptUntil: null,
    why: whyGiven(debt, context),
    commented: true,
    withdrawing: debt.ownership.withdrawing.filter((login) => !isAmong([to], login)),
  };
}

/** The comment comes first, so that the owner hears of the issue once, with the reason before them. */
export function giftEffects({ debt, to, context }: Given): Effect[] {
  const why = whyGiven(debt, context);
  const story = standingStory({ kind: 'given', owner: to }, why, context);
  const { repositoryId, number } = debt;
  return [commentEffect(debt, story, context), { kind: 'assign', repositoryId, number, login: to }];
}

function whyGiven({ ownership }: DebtIssue, { iteration, rotation }: ServingContext): string {
  return iteration ? whyChosenIn(iteration.name, ownership) : whyChosen(rotation?.name ?? '', ownership);
}
