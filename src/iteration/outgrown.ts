import { type Config, outgrownBy } from '../config/index.ts';
import type { Recorded } from './steps.ts';
import type { Outgrown } from './wording-proposal.ts';

/** So many iterations in a row that end while debt creeps are no accident. */
const IN_A_ROW = 2;

/**
 * Whether a team has outgrown iterations: debt was creeping at the end of both of the last two; or they take as much time
 * as a pair on duty all the time. Never where there is a rotation already.
 */
export function outgrown(
  config: Config,
  recorded: readonly (Pick<Recorded, 'state'> & { readonly creeping: boolean })[],
): Outgrown {
  if (config.rotations.length > 0) return { kind: 'not yet' };
  const last = recorded.filter(({ state }) => state === 'ended').slice(-IN_A_ROW);
  if (last.length === IN_A_ROW && last.every(({ creeping }) => creeping)) return { kind: 'creeping' };
  const onDuty = outgrownBy(config);
  return onDuty === undefined ? { kind: 'not yet' } : { kind: 'people', onDuty };
}
