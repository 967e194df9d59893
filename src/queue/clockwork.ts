import { schedule } from 'node-cron';
import type { House } from '../house.ts';
import { SWEEP_MINUTES, sweep, sweepOnce } from './sweep.ts';
import { tick } from './timers.ts';

/** Handoffs and reports are due at whole minutes. */
const EVERY_MINUTE = '* * * * *';
/** How long what failed, or was missed, may wait for the next look, in milliseconds. */
const LOOK = 5000;
/** How long the work of a process that died may lie, in milliseconds. */
const LOOK_FOR_DEAD = 2000;

/**
 * Ticks at each whole minute, so that nothing is late, and every few seconds of monotonic time, which goes on
 * when the wall clock is set back. One tick at a time; a tick that is asked for meanwhile is not needed.
 *
 * @param begin nothing is looked at before
 */
export function startClockwork(house: House, begin: Promise<void>): { stop(): Promise<void> } {
  let running: Promise<void> | undefined;
  const run = (): Promise<void> => {
    running ??= tick(house)
      .catch(tellOf(house))
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const minutes = schedule(EVERY_MINUTE, run, { suppressMissedWarning: true });
  const sweeps = schedule(`*/${SWEEP_MINUTES} * * * *`, () => sweepOnce(house).catch(tellOf(house)), {
    suppressMissedWarning: true,
  });
  const looks = setInterval(run, LOOK);
  const takeOver = async () => {
    const silenced = await house.lanes.silenceDead();
    if (silenced > 0) await run();
  };
  const rounds = setInterval(() => {
    takeOver().catch(tellOf(house));
  }, LOOK_FOR_DEAD);
  const beginning = begin
    .then(() => house.lanes.silenceDead())
    .then(run)
    .catch(tellOf(house));
  const sweeping = sweep(house);
  return {
    async stop() {
      clearInterval(looks);
      clearInterval(rounds);
      await minutes.destroy();
      await sweeps.destroy();
      await beginning;
      await sweeping;
      await running;
    },
  };
}

function tellOf(house: House): (error: unknown) => void {
  return (error) => house.log.error({ err: error }, 'a tick failed; the next one tries again');
}
