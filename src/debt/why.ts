/** `/debt why`: the place of a debt issue in the rank, and why it has the owner that it has, or none. */
import { decisionWords } from '../agreement/index.ts';
import { rotationFor } from '../config/index.ts';
import type { House } from '../house.ts';
import { governedRepository, type Scope } from '../scope/index.ts';
import { areasOf } from './area.ts';
import { type ServingContext, servingContexts } from './context.ts';
import { standingOf } from './ownership.ts';
import { inRank } from './rank.ts';
import { type DebtIssue, openDebts } from './records.ts';
import { rankLine, type Wait, type Why, whyWords } from './wording-why.ts';

type At = { readonly repositoryId: number; readonly number: number };

/** @returns what is answered; nothing where the issue is no open debt */
export async function whyDebt(house: House, at: At): Promise<string | undefined> {
  const why = await whyOf(house, at);
  return why && whyWords(why);
}

/** Where it is in the rank, and by which numbers; nothing where the issue is no open debt. */
export async function rankOf(house: House, at: At): Promise<string | undefined> {
  const why = await whyOf(house, at);
  return why && rankLine(why);
}

async function whyOf(house: House, at: At): Promise<Why | undefined> {
  const governed = await governedRepository(house.db, at.repositoryId);
  if (!governed) return undefined;
  const { scope } = governed;
  const debts = inRank((await openDebts(house.db, scope.id)).filter(({ archived }) => !archived));
  const place = debts.findIndex(
    ({ repositoryId, number }) => repositoryId === at.repositoryId && number === at.number,
  );
  const debt = debts[place];
  if (!debt) return undefined;
  const now = house.clock();
  const contexts = await servingContexts(house.db, scope, now);
  const context = contexts.of(debt);
  const standing = standingOf(debt, now, context.nextHandoff);
  const waitsBefore = debts.slice(0, place).filter((other) => {
    const its = contexts.of(other);
    return its === context && standingOf(other, now, its.nextHandoff).kind === 'waiting';
  });
  return {
    place: place + 1,
    total: debts.length,
    rankReaders: [scope.home.id],
    debt,
    areas: areasOf(debt, scope.config.debt.area_prefix),
    now,
    timezone: context.rotation?.timezone ?? scope.config.timezone,
    standing,
    decisions: debt.agreed
      ? decisionWords(debt.agreed, { config: scope.config, outcomes: debt.form.outcomes })
      : [],
    wait: waitOf(debt, scope, context, waitsBefore.length),
  };
}

/** Why nobody owns it yet. */
function waitOf(debt: DebtIssue, scope: Scope, context: ServingContext, before: number): Wait {
  const { onDuty, iteration } = context;
  if (iteration) return { kind: 'no room in it', iteration: iteration.name, cap: iteration.cap, before };
  const rotation = rotationFor(scope.config, debt);
  if (!rotation) return { kind: 'no rotation' };
  const { name, cap } = rotation;
  return onDuty.length === 0
    ? { kind: 'nobody on duty', rotation: name }
    : { kind: 'no room', rotation: name, cap, before };
}
