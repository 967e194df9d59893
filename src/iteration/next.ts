import type { Config } from '../config/index.ts';
import { iterationName } from '../debt/index.ts';
import { iterationsAfter } from './calendar.ts';

/** An iteration to come, as people know it. */
export type NextIteration = {
  readonly name: string;
  readonly start: Date;
  readonly end: Date;
  /** When it is proposed at the earliest. */
  readonly proposedAt: Date;
};

/** The first that is given to infrastructure and begins after an instant. */
export function nextIteration(config: Config, now: Date): NextIteration | undefined {
  const next = iterationsAfter(config, now).find(({ start }) => start > now);
  if (!next) return undefined;
  const { day, start, end, proposedAt } = next;
  return { name: iterationName(day), start, end, proposedAt };
}
