/**
 * The facts of a period, each from the room that knows them. Numbers are the team's, never a person's. The body of a retro
 * is people's once it is opened: what links to a repository goes veiled, and is taken back where fewer may read it later.
 */
import { appealsSince, countsWords, decisionsIn, manyAppealsWords } from '../agreement/index.ts';
import { alarmsDuring } from '../andon/index.ts';
import { type Rotation, rotationFor } from '../config/index.ts';
import { scopeSpells } from '../debt/index.ts';
import { wentOverEstimate } from '../heartbeat/index.ts';
import type { House } from '../house.ts';
import { spreadUntil } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import { interruptionsIn } from '../shield/index.ts';
import { addMs, DAY } from '../time.ts';
import {
  alarmWords,
  BEGIN_WITH_THAT,
  estimateWords,
  interruptionWords,
  ledgerWords,
  spreadWords,
} from './wording-facts.ts';

/** What a retro looks back on. */
export type Period = {
  readonly start: Date;
  /** Exclusive. */
  readonly end: Date;
  /** The one that it is about; all of the scope's where there is none. */
  readonly rotation: Rotation | undefined;
};

/** Lines of Markdown, each a fact in words; none where there is nothing to say. */
type Provider = (house: House, scope: Scope, period: Period) => Promise<string[]>;

/** What every retro tells, in this order. */
const facts: readonly Provider[] = [ledger, alarms, decisions, interruptions, fairness];

/** What a retro begins with, before all else, where there is such a thing. */
const first: readonly Provider[] = [constantAppeals];

export function factsOf(house: House, scope: Scope, period: Period): Promise<string[]> {
  return told(facts, house, scope, period);
}

export function firstThings(house: House, scope: Scope, period: Period): Promise<string[]> {
  return told(first, house, scope, period);
}

async function told(
  providers: readonly Provider[],
  house: House,
  scope: Scope,
  period: Period,
): Promise<string[]> {
  const lines: string[] = [];
  for (const provider of providers) lines.push(...(await provider(house, scope, period)));
  return lines;
}

async function spellsOf(house: House, scope: Scope, { rotation, start }: Period) {
  const spells = await scopeSpells(house.db, scope.id, start);
  if (!rotation) return spells;
  return spells.filter((spell) => rotationFor(scope.config, spell)?.name === rotation.name);
}

async function ledger(house: House, scope: Scope, period: Period): Promise<string[]> {
  const { start, end } = period;
  const spells = await spellsOf(house, scope, period);
  const isIn = (at: Date | null) => at !== null && at >= start && at < end;
  const ended = (...outcomes: readonly (string | null)[]) =>
    spells.filter((spell) => isIn(spell.end) && outcomes.includes(spell.outcome)).length;
  const counted = ledgerWords({
    open: spells.filter((spell) => spell.start < end && (spell.end === null || spell.end >= end)).length,
    cameIn: spells.filter((spell) => isIn(spell.start)).length,
    paid: ended('paid'),
    declined: ended('declined'),
    otherwise: ended('relabelled', 'removed'),
  });
  return [...counted, ...estimateWords(wentOverEstimate(spells, period, scope.config))];
}

/** Counted in the whole scope: it is not told by rotation. */
async function alarms(house: House, scope: Scope, period: Period): Promise<string[]> {
  return alarmWords(await alarmsDuring(house.db, scope.id, period));
}

async function decisions(house: House, scope: Scope, { start, end }: Period): Promise<string[]> {
  return countsWords(await decisionsIn(house.db, scope.id, start, end));
}

/** Where appeals have become the way to decide, that comes first. */
async function constantAppeals(house: House, { id, config }: Scope, { end }: Period): Promise<string[]> {
  const { appeals: many, weeks } = config.agreement.many_appeals;
  const appeals = await appealsSince(house.db, id, addMs(end, -weeks * 7 * DAY));
  const before = appeals.filter(({ at }) => at < end);
  return before.length >= many ? [...manyAppealsWords(before, weeks), BEGIN_WITH_THAT] : [];
}

async function interruptions(house: House, scope: Scope, period: Period): Promise<string[]> {
  return interruptionWords(await interruptionsIn(house.db, scope.id, period));
}

async function fairness(house: House, scope: Scope, { rotation, end }: Period): Promise<string[]> {
  const lines: string[] = [];
  for (const one of rotation ? [rotation] : scope.config.rotations) {
    const spread = await spreadUntil(house.db, scope.id, one, end);
    if (spread) lines.push(spreadWords(one.name, spread));
  }
  return lines;
}
