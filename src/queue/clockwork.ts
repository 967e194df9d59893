import { schedule } from 'node-cron';
import type { House } from '../house.ts';
import { SWEEP_MINUTES, sweep, sweepOnce } from './sweep.ts';
import { tick } from './timers.ts';

/** Handoffs and reports are due at whole minutes. */
const EVERY_MINUTE = '* * * * *';
/** How long what failed, or was missed, may wait for the next look, in milliseconds. */
const LOOK = 2000;

/**
 * Ticks at each whole minute, so that nothing is late, and every few seconds of monotonic time, which goes on
 * when the wall clock is set back. One tick at a time; a tick that is asked for meanwhile is not needed.
 */
export async function startClockwork(house: House): Promise<{ stop(): Promise<void> }> {
  let running: Promise<void> | undefined;
  const run = (): Promise<void> => {
    running ??= look(house)
      .catch((error: unknown) => house.log.error({ err: error }, 'a tick failed; the next one tries again'))
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const minutes = schedule(EVERY_MINUTE, run, { suppressMissedWarning: true });
  const sweeps = schedule(`*/${SWEEP_MINUTES} * * * *`, () => sweepOnce(house), {
    suppressMissedWarning: true,
  });
  const looks = setInterval(run, LOOK);
  await run();
  const sweeping = sweep(house);
  return {
    async stop() {
      clearInterval(looks);
      await minutes.destroy();
      await sweeps.destroy();
      await sweeping;
      await running;
    },
  };
}

async function look(house: House): Promise<void> {
  await house.lanes.silenceDead();
  await tick(house);
}
