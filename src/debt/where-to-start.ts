import { allocate, type Gift, type Team } from './ownership.ts';
import { inRank, type Ranked } from './rank.ts';

type Startable = Ranked & Parameters<typeof allocate>[0][number];

/**
 * What a shift may begin with, the top of the rank first: what the handoff moves to its people, and what the queue has
 * room to give them next.
 *
 * @param team whoever is on duty, with their loads of before the handoff moved anything
 */
export function whereToStart<D extends Startable>(
  moved: readonly Gift<D>[],
  waiting: readonly D[],
  team: Team,
  now: Date,
): D[] {
  const loads = new Map(team.loads);
  for (const { to } of moved) loads.set(to.toLowerCase(), (loads.get(to.toLowerCase()) ?? 0) + 1);
  const next = allocate(inRank(waiting), { ...team, loads }, now);
  return inRank([...moved, ...next].map(({ debt }) => debt));
}
