import type { Config } from '../config/index.ts';
import { afterWorkingTime } from '../working-time.ts';
import type { Alarm } from './alarm.ts';

/** When all leads are told of an alarm; nothing where they were, or need not be. */
export function callsAt(
  { andon, working_hours, timezone }: Config,
  { state, pulledAt, escalatedAt }: Pick<Alarm, 'state' | 'pulledAt' | 'escalatedAt'>,
): Date | undefined {
  if (!andon || state !== 'pulled' || escalatedAt) return undefined;
  return afterWorkingTime(pulledAt, andon.acknowledge_within, working_hours, timezone);
}
