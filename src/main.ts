/** Puts the house together: environment → parts → server and worker. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Probot } from 'probot';
import { paydown } from './app.ts';
import type { Environment } from './environment.ts';
import { createProbot, openGitHub } from './github/index.ts';
import type { House } from './house.ts';
import { demandAddress, type HttpServer, openOperatorDoor, serveHttp } from './http/index.ts';
import { openLog, quiet } from './log.ts';
import { createMetrics } from './metrics/index.ts';
import { impatient } from './patience.ts';
import {
  anyDue,
  anythingWaits,
  backlog,
  commit,
  createLanes,
  describe,
  type Inbox,
  openDeadLetters,
  openInbox,
  outboxLane,
  type Receive,
  setState,
  silenceLeftovers,
  startClockwork,
  tick,
  workLane,
} from './queue/index.ts';
import { lookAtInstallation } from './scope/index.ts';
import { settle } from './settle.ts';
import { isUsable, openStore, type Store, storeName } from './store/index.ts';
import { type Clock, MINUTE, wallClock } from './time.ts';
import { tellTrouble } from './trouble.ts';

export type Running = {
  readonly port: number;
  /** Asks what is due, as the timer does; a test that moves its clock calls it. */
  tick(): Promise<void>;
  /** Whether anything is waiting to be done now; what has to wait for its time does not count. */
  idle(): Promise<'idle' | 'busy'>;
  /** Takes nothing new, finishes what is under way, and lets go of everything. */
  stop(): Promise<void>;
};

/** How long whoever asks after the store is kept waiting for it, in milliseconds. */
const STORE_PATIENCE = 2000;

/** While the database is down, how often that is said again, in milliseconds. */
const TROUBLE_PAUSE = MINUTE;

export async function start(environment: Environment, clock: Clock = wallClock): Promise<Running> {
  const log = openLog(environment.logLevel);
  // Before the store, so that a start on a wrong port leaves no folder behind.
  await demandAddress(environment);
  // Opening takes seconds where the store is new: whoever waits sees what for.
  log.info(`opening the store in ${storeName(environment.store)}`);
  const store = await openStore(environment.store);
  const parts: (() => Promise<unknown>)[] = [() => store.close()];
  try {
    const trouble = tellTrouble(log, () => store.boss.isInstalled(), TROUBLE_PAUSE);
    parts.unshift(async () => trouble.stop());
    store.boss.on('error', trouble.tell);
    await store.boss.start();
    parts.unshift(() =>
      store.boss.stop({ graceful: false, close: environment.role !== 'all' || store.shared === 'shared' }),
    );
    const lanes = await createLanes(store);
    await silenceLeftovers(store);
    const metrics = createMetrics({
      clock,
      backlog: impatient(() => backlog(store.db, clock()), STORE_PATIENCE),
    });
    let house: House;
    const app = paydown(() => house);
    const probot = await createProbot({ ...environment, log: quiet(log), metrics, app });
    house = { db: store.db, github: openGitHub(probot, clock), lanes, clock, log, metrics, cause: null };
    // Told to stop all at once: none should take up more while another comes to its end.
    const busy: (() => Promise<unknown>)[] = [];
    parts.unshift(() => Promise.all(busy.map((stop) => stop())));
    const inbox = environment.role === 'worker' ? undefined : openInbox(house);
    if (environment.role !== 'web') busy.push(await serveWork(house, probot, inbox));
    const server = await serve(house, store, inbox, environment);
    busy.push(() => server.close());
    if ('dataDir' in environment.store) {
      busy.push(await openOperatorDoor(openDeadLetters(house), environment.store.dataDir, log));
    }
    log.info({ port: server.port, role: environment.role }, 'paydown is ready');
    parts.push(async () => log.info('paydown has stopped'));
    return {
      port: server.port,
      tick: () => tick(house),
      idle: () => idle(house),
      async stop() {
        log.info('paydown is stopping');
        await stopAll(parts);
      },
    };
  } catch (error) {
    await stopAll(parts);
    throw error;
  }
}

async function stopAll(parts: (() => Promise<unknown>)[]): Promise<void> {
  for (const stop of parts.splice(0)) await stop();
}

/** The webhook door, and what every process tells about itself. */
function serve(
  house: House,
  store: Store,
  inbox: Inbox | undefined,
  environment: Environment,
): Promise<HttpServer> {
  const usable = impatient(() => isUsable(store), STORE_PATIENCE);
  return serveHttp(
    {
      inbox,
      secret: environment.credentials.webhookSecret,
      log: house.log,
      metrics: house.metrics,
      ready: async () => (await usable()) === true,
    },
    environment,
  );
}

/** @returns how to stop it */
async function serveWork(
  house: House,
  probot: Probot,
  inbox: Inbox | undefined,
): Promise<() => Promise<void>> {
  const calm = async () => inbox?.calm();
  const receive: Receive = async ({ guid, event, installationId, body }) => {
    const payload = JSON.parse(body);
    if (payload.installation?.id !== installationId)
      throw new Error('the payload is of another installation');
    // The name is checked by Probot, which lets by what it does not know.
    await probot.receive({ id: guid, name: event as 'issues', payload });
  };
  const lanes = await house.lanes.serve({
    drains: { work: workLane(house, receive, settle, calm), outbox: outboxLane(house) },
    anyDue: (lane, installationId) => anyDue(house.db, lane, installationId, house.clock()),
    log: house.log,
  });
  const stopping = new AbortController();
  const firstLook = Promise.withResolvers<void>();
  const looked = lookAround(house, stopping.signal, firstLook.resolve);
  // What is due rests on facts: where GitHub answers, they are brought up to date before it.
  const patience = sleep(FIRST_LOOK, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
  const clockwork = startClockwork(house, Promise.race([firstLook.promise, patience]));
  return async () => {
    stopping.abort();
    await Promise.all([clockwork.stop(), lanes.stop(), looked]);
  };
}

async function idle(house: House): Promise<'idle' | 'busy'> {
  return (await anythingWaits(house.db, house.clock())) ? 'busy' : 'idle';
}

/** How long a GitHub that is silent may hold up what is due at the start, in milliseconds. */
const FIRST_LOOK = 2000;

/**
 * Webhooks may have been missed, or never sent: look at every installation once, as soon as GitHub answers.
 *
 * @param tried is called after the first attempt, whatever came of it
 */
async function lookAround(house: House, signal: AbortSignal, tried: () => void): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      for (const installationId of await house.github.installations()) {
        await commit(house, installationId, {
          // Only those are listed whose work does not rest; that it ended may never have been told.
          write: (db) => setState(db, installationId, 'active'),
          settle: await lookAtInstallation(house.db, installationId),
        });
      }
      return tried();
    } catch (error) {
      const seconds = Math.min(300, 5 * 2 ** attempt);
      const hint = 'is GitHub reachable, and do APP_ID and the key belong together?';
      house.log.warn(
        { reason: describe(error), hint, seconds },
        'installations cannot be listed; trying again',
      );
      tried();
      await sleep(seconds * 1000, undefined, { signal, ref: false }).catch(() => {});
    }
  }
}
