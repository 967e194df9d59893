import type { House } from '../house.ts';
import { eachOnce } from '../logins.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { mayReport, type Scope } from '../scope/index.ts';
import { isoSeconds } from '../time.ts';
import { factsOf, firstThings } from './facts.ts';
import { ITERATIONS, openRetro } from './open.ts';
import { retroByKey } from './records.ts';

/** An infrastructure iteration that is over. */
type EndedIteration = {
  readonly name: string;
  readonly start: Date;
  /** Exclusive. */
  readonly end: Date;
  /** Those who worked in it, and the leads: each is mentioned once. */
  readonly people: readonly string[];
  /** What there is to say of it, a line of inert Markdown each: the team's numbers, and no links. */
  readonly facts: readonly string[];
};

/**
 * The retro of an iteration, to be taken into the plan that ends it: `write`, `cancel` and `effects` belong to the same
 * transaction. Asking again is harmless: each iteration has one retro. Nothing where the config asks for no retros.
 */
export async function retroOfIteration(house: House, scope: Scope, ended: EndedIteration): Promise<Plan> {
  const { name, start, end } = ended;
  const key = `iteration/${name}/${isoSeconds(end)}`;
  const { mode, retro } = scope.config;
  if (mode !== 'act' || !retro || !mayReport(scope)) return nothing;
  if (await retroByKey(house.db, scope.id, key)) return nothing;
  const period = { start, end, rotation: undefined };
  return openRetro(house, scope, {
    ...{ key, start, end, series: ITERATIONS, of: name },
    people: eachOnce(ended.people),
    first: await firstThings(house, scope, period),
    facts: [...ended.facts, ...(await factsOf(house, scope, period))],
  });
}
