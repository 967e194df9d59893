/**
 * Who owns a debt issue, by pure rules.
 *
 * An open debt issue is *given* (the bot assigned its owner), *held* (a human did), *left alone* (a human
 * unassigned the owner; respected until the next handoff) or *waiting* (nobody owns it, for want of room or of
 * somebody on duty) or *parked* (nobody owns it, for it was decided to leave it for now). A human's assignment ends what
 * the bot gave; the bot only ever takes back its own.
 */
import { parkedBy, type State } from '../agreement/index.ts';
import { isAmong } from '../logins.ts';

export type Standing =
  | { readonly kind: 'given'; readonly owner: string }
  | { readonly kind: 'held'; readonly by: readonly string[] }
  | { readonly kind: 'left-alone'; readonly until: Date }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'parked' };

/** What the bot remembers of its dealings with an issue. Logins compare without case. */
export type Ownership = {
  readonly owner: string | null;
  readonly givenAt: Date | null;
  /** When GitHub first showed the owner among the assignees. */
  readonly confirmedAt: Date | null;
  readonly why: string;
  readonly startedAt: Date | null;
  readonly handsOffUntil: Date | null;
  /** Whom GitHub would not have as an assignee here. */
  readonly unassignable: readonly string[];
  /** Whom the bot has taken it from, while GitHub has not yet confirmed that. */
  readonly withdrawing: readonly string[];
  /** Who gave it back by a command: it does not return to them. */
  readonly releasedBy: readonly string[];
  /** Who did not answer whether they keep it: it does not return to them. */
  readonly lapsedFrom: readonly string[];
  /** The owner, or a lead, asked to keep it across the handoff at this instant. */
  readonly keptUntil: Date | null;
  /** Whether the living comment was ever wanted. */
  readonly commented: boolean;
};

export const unowned: Ownership = {
  owner: null,
  givenAt: null,
  confirmedAt: null,
  why: '',
  startedAt: null,
  handsOffUntil: null,
  unassignable: [],
  withdrawing: [],
  releasedBy: [],
  lapsedFrom: [],
  keptUntil: null,
  commented: false,
};

/** An open debt issue: what GitHub shows, what the bot remembers, and since when it has been debt. */
export type OpenDebt = {
  readonly assignees: readonly string[];
  readonly since: Date;
  readonly ownership: Ownership;
  /** What was decided about it. */
  readonly agreed?: State;
};

/** Whether it was decided to leave it for now: it is given to nobody, and whoever holds it is not asked about it. */
export function isParked({ agreed }: Pick<OpenDebt, 'agreed'>): boolean {
  return agreed !== undefined && parkedBy(agreed) !== null;
}

/** Nobody's any more; GitHub has yet to confirm that its owner is unassigned. */
export function withoutOwner(ownership: Ownership): Ownership {
  const { owner, withdrawing } = ownership;
  return {
    ...ownership,
    owner: null,
    givenAt: null,
    confirmedAt: null,
    handsOffUntil: null,
    keptUntil: null,
    withdrawing: owner === null ? withdrawing : [...withdrawing, owner],
  };
}

/** Whom it is not given to. */
function isPassedOver({ unassignable, releasedBy, lapsedFrom }: Ownership, login: string): boolean {
  return [unassignable, releasedBy, lapsedFrom].some((people) => isAmong(people, login));
}

/** @param until when the next handoff is, for what is left alone from now on */
export function standingOf(debt: OpenDebt, now: Date, until: Date): Standing {
  const { owner, confirmedAt, handsOffUntil } = debt.ownership;
  if (owner !== null && isAmong(debt.assignees, owner)) return { kind: 'given', owner };
  const by = humanAssignees(debt);
  if (by.length > 0) return { kind: 'held', by };
  // Still on its way to GitHub.
  if (owner !== null && !confirmedAt) return { kind: 'given', owner };
  if (owner === null && isParked(debt)) return { kind: 'parked' };
  // Confirmed once and gone now, though the bot did not take it back: a human did.
  if (owner !== null) return { kind: 'left-alone', until };
  if (handsOffUntil && handsOffUntil > now) return { kind: 'left-alone', until: handsOffUntil };
  return { kind: 'waiting' };
}

/** The assignees whom the bot did not put there. */
function humanAssignees(debt: OpenDebt): string[] {
  const { owner, withdrawing } = debt.ownership;
  const ours = owner === null ? withdrawing : [owner, ...withdrawing];
  return debt.assignees.filter((login) => !isAmong(ours, login));
}

/** How many open debt issues everybody has, whoever assigned them. Keys are lower-case logins. */
export function loadsOf(debts: readonly OpenDebt[]): Map<string, number> {
  const loads = new Map<string, number>();
  for (const debt of debts) {
    const people = new Set([...humanAssignees(debt), debt.ownership.owner ?? []].flat().map(fold));
    for (const login of people) loads.set(login, (loads.get(login) ?? 0) + 1);
  }
  return loads;
}

export type Team = {
  /** Who may be given debt, in roster order. */
  readonly people: readonly string[];
  readonly cap: number;
  readonly loads: ReadonlyMap<string, number>;
  /** When somebody was last given debt. Keys are lower-case logins. */
  readonly lastGiven: ReadonlyMap<string, Date>;
};

export type Gift<D extends OpenDebt> = { readonly debt: D; readonly to: string };

/**
 * Gives room to waiting debt, in the order given: each to the person with the fewest open debt issues (ties:
 * longest since they were last given one, then roster order), never past the cap.
 *
 * @returns what is given to whom; what is not in it goes on waiting
 */
export function allocate<D extends OpenDebt>(waiting: readonly D[], team: Team, now: Date): Gift<D>[] {
  const loads = new Map(team.loads);
  const lastGiven = new Map(team.lastGiven);
  const load = (login: string) => loads.get(fold(login)) ?? 0;
  const last = (login: string) => lastGiven.get(fold(login))?.getTime() ?? Number.NEGATIVE_INFINITY;
  const gifts: Gift<D>[] = [];
  for (const debt of waiting) {
    const to = team.people
      .filter((login) => load(login) < team.cap && !isPassedOver(debt.ownership, login))
      // A stable sort, so roster order decides what is left.
      .toSorted((a, b) => load(a) - load(b) || compare(last(a), last(b)))[0];
    if (to === undefined) continue;
    gifts.push({ debt, to });
    loads.set(fold(to), load(to) + 1);
    lastGiven.set(fold(to), now);
  }
  return gifts;
}

function fold(login: string): string {
  return login.toLowerCase();
}

function compare(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
