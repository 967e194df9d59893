/**
 * Two lanes lead through the house: `work` (deliveries in, decisions out) and `outbox` (changes to GitHub).
 * In each, one installation is served by one worker at a time, whatever the number of processes; different
 * installations are served side by side.
 *
 * The tables are the truth, a pg-boss job is only the bell: "there is something to do for installation 7".
 * The policy `exclusive` allows one bell per installation that rings or waits. A bell that is refused because
 * one is ringing loses nothing: its worker looks again before it lets go, and a few times more just after.
 *
 * A worker holds a lock of the database's while it serves, for a bell does not know whether its worker lives. The
 * lock ends with its process; a bell that rings without one is silenced by whoever looks next, and rung anew.
 */
import type { Logger } from 'pino';
import type { Store } from '../store/index.ts';
import { type Bell, bellOf, type LaneName, laneNames, silenceDead } from './bells.ts';

export type Lanes = {
  /** Rings for an installation. @returns whether it was needed: not where a bell rings or waits already */
  wake(lane: LaneName, installationId: number): Promise<'rung' | 'ringing'>;
  /** Silences the bells whose workers died; whoever looks next rings anew. @returns how many */
  silenceDead(): Promise<number>;
  /** Serves both lanes in this process. */
  serve(work: Work): Promise<{ stop(): Promise<void> }>;
};

type Work = {
  readonly drains: Readonly<Record<LaneName, Drain>>;
  readonly anyDue: AnyDue;
  readonly log: Logger;
};

/**
 * Does everything that is due for an installation in a lane; must come back when `signal` is aborted, and may finish
 * what it is at, unless `lost` is aborted too: then somebody else may be at the same.
 */
export type Drain = (installationId: number, signal: AbortSignal, lost: AbortSignal) => Promise<void>;

/** Whether anything is due for an installation in a lane. */
type AnyDue = (lane: LaneName, installationId: number) => Promise<boolean>;

/** How many installations one process serves side by side in a lane. */
const CONCURRENCY = 4;
/** After this long without a sign of life pg-boss itself rings a bell again, in seconds. */
const HEARTBEAT = 10;
/** No worker rings that long: who lives must not be doubled. In seconds. */
const EXPIRY = 24 * 60 * 60 - 1;
/** After this long a worker lets go, so that others get their turn; the next look rings again. In milliseconds. */
const ENOUGH = 30_000;

/** The pauses after which a worker that let go looks once more, in milliseconds; then the tick does. */
const SECOND_LOOKS = [10, 20, 50, 100, 200, 500];

export async function createLanes(store: Pick<Store, 'db' | 'boss' | 'shared' | 'locks'>): Promise<Lanes> {
  const { boss, locks } = store;
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
  /** What this process serves now, and whether somebody rang meanwhile. */
  const serving = new Map<number, 'quiet' | 'rung'>();

  const wake: Lanes['wake'] = async (lane, installationId) => {
    const bell = bellOf(lane, installationId);
    if (serving.has(bell.lock)) {
      serving.set(bell.lock, 'rung');
      return 'ringing';
    }
    const id = await boss.send(lane, bell, { singletonKey: `${installationId}` });
    return id === null ? 'ringing' : 'rung';
  };

  /** One installation in one lane, as long as there is something to do and nobody else does it. */
  const serveOne = async ({ installationId, lock }: Bell, drain: Drain, stopping: AbortSignal) => {
    if (serving.has(lock)) return;
    serving.set(lock, 'quiet');
    try {
      const hold = await locks.hold(lock);
      if (hold === 'taken') return;
      const signal = AbortSignal.any([stopping, hold.lost, AbortSignal.timeout(ENOUGH)]);
      try {
        do {
          serving.set(lock, 'quiet');
          await drain(installationId, signal, hold.lost);
        } while (serving.get(lock) === 'rung' && !signal.aborted);
      } finally {
        await hold.release();
      }
    } finally {
      serving.delete(lock);
    }
  };

  return {
    wake,
    silenceDead: () => silenceDead(store),
    async serve({ drains, anyDue, log }) {
      const stopping = new AbortController();
      const underWay = new Set<Promise<unknown>>();
      // Its own bell rings until pg-boss has taken down that the job is complete, which is after it let go.
      const lookAgain = async (lane: LaneName, installationId: number) => {
        for (const pause of SECOND_LOOKS) {
          await new Promise((resolve) => setTimeout(resolve, pause));
          if (stopping.signal.aborted || !(await anyDue(lane, installationId))) return;
          if ((await wake(lane, installationId)) === 'rung') return;
        }
      };
      const track = (lane: LaneName, work: Promise<void>) => {
        const tracked = work
          .then(() => 'done' as const)
          .catch((error: unknown) => {
            log.error({ err: error, lane }, 'a worker failed; the next tick tries again');
            return 'failed' as const;
          })
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
          const outcome = await track(lane, serveOne(bell.data, drains[lane], stopping.signal));
          // What failed would fail again as fast.
          if (outcome === 'done') void track(lane, lookAgain(lane, bell.data.installationId));
        });
      }
      return {
        async stop() {
          stopping.abort();
          // Comes back once what ended is taken down, too: until then pg-boss needs its connections.
          await Promise.all(laneNames.map((lane) => boss.offWork(lane)));
          while (underWay.size > 0) await Promise.all(underWay);
        },
      };
    },
  };
}
