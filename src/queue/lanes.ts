/**
 * Two lanes lead through the house: `work` (deliveries in, decisions out) and `outbox` (changes to GitHub).
 * In each, one installation is served by one worker at a time, whatever the number of processes; different
 * installations are served side by side.
 *
 * The tables are the truth, a pg-boss job is only the bell: "there is something to do for installation 7".
 * The policy `exclusive` allows one bell per installation that rings or waits. A bell that is refused because
 * one is ringing loses nothing: its worker looks again before it lets go, and a few times more just after.
 */

import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';

export const laneNames = ['work', 'outbox'] as const;
export type LaneName = (typeof laneNames)[number];

export type Lanes = {
  /** Rings for an installation. @returns whether it was needed: not where a bell rings or waits already */
  wake(lane: LaneName, installationId: number): Promise<'rung' | 'ringing'>;
};

/** Does everything that is due for an installation in a lane; must come back when `signal` is aborted. */
export type Drain = (installationId: number, signal: AbortSignal) => Promise<void>;

/** Whether anything is due for an installation in a lane. */
export type AnyDue = (lane: LaneName, installationId: number) => Promise<boolean>;

type Bell = { installationId: number };

/** How many installations one process serves side by side in a lane. */
const CONCURRENCY = 4;
/** A bell whose worker died rings again after this long, in seconds, where processes share the store. */
const HEARTBEAT = 10;
/** No worker rings that long: the heartbeat tells who died, and who lives must not be doubled. In seconds. */
const EXPIRY = 24 * 60 * 60 - 1;
/** After this long a worker lets go, so that a bell is never old; the next look rings again. In milliseconds. */
const ENOUGH = 5 * 60 * 1000;

/** The pauses after which a worker that let go looks once more, in milliseconds; then the tick does. */
const SECOND_LOOKS = [10, 20, 50, 100, 200, 500];

export async function createLanes(boss: PgBoss): Promise<Lanes> {
  for (const lane of laneNames) {
    await boss.createQueue(lane, {
      policy: 'exclusive',
      notify: true,
      retryLimit: 0,
      heartbeatSeconds: HEARTBEAT,
      expireInSeconds: EXPIRY,
      deleteAfterSeconds: 60,
    });
  }
  return {
    async wake(lane, installationId) {
      const bell: Bell = { installationId };
      const id = await boss.send(lane, bell, { singletonKey: `${installationId}` });
      return id === null ? 'ringing' : 'rung';
    },
  };
}

/** Silences bells that a dead process left ringing; only where no other process shares the store. */
export async function silenceLeftovers(boss: PgBoss): Promise<void> {
  for (const lane of laneNames) await boss.deleteAllJobs(lane);
}

export async function serveLanes(options: {
  boss: PgBoss;
  lanes: Lanes;
  drains: Record<LaneName, Drain>;
  anyDue: AnyDue;
  log: Logger;
}): Promise<{ stop(): Promise<void> }> {
  const { boss, lanes, drains, anyDue, log } = options;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  // Its own bell rings until pg-boss has taken down that the job is complete, which is after it let go.
  const lookAgain = async (lane: LaneName, installationId: number) => {
    for (const pause of SECOND_LOOKS) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (stopping.signal.aborted || !(await anyDue(lane, installationId))) return;
      if ((await lanes.wake(lane, installationId)) === 'rung') return;
    }
  };
  const track = (lane: LaneName, work: Promise<void>) => {
    const tracked = work
      .catch((error: unknown) =>
        log.error({ err: error, lane }, 'a worker failed; the next tick tries again'),
      )
      .finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  };
  for (const lane of laneNames) {
    const settings = {
      localConcurrency: CONCURRENCY,
      batchSize: 1,
      pollingIntervalSeconds: 1,
      notifyPollingIntervalSeconds: 2,
    };
    await boss.work<Bell>(lane, settings, async ([bell]) => {
      if (!bell || stopping.signal.aborted) return;
      const { installationId } = bell.data;
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(ENOUGH)]);
      await track(lane, drains[lane](installationId, signal));
      track(lane, lookAgain(lane, installationId));
    });
  }
  return {
    async stop() {
      stopping.abort();
      await Promise.all(laneNames.map((lane) => boss.offWork(lane, { wait: false })));
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
