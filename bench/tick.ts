import { type KyselyPlugin, sql } from 'kysely';
import { pino } from 'pino';
import { readEnvironment } from '../src/environment.ts';
import { createProbot, openGitHub } from '../src/github/index.ts';
import { createMetrics } from '../src/metrics/index.ts';
import { createLanes, setTimer, tick } from '../src/queue/index.ts';
import { type Db, openStore } from '../src/store/index.ts';
import { addMs, DAY, wallClock } from '../src/time.ts';
import { type Benchmark, median, timed } from './benchmark.ts';
import { openSandbox } from './sandbox.ts';
import { emptyFolder, variablesOf } from './served.ts';

const SCOPES = 1000;
const TIMERS = ['handoff infra', 'heartbeat', 'reconciliation', 'dashboard'];
/** What a busy month leaves behind. */
const DONE_DELIVERIES = 50_000;

/** A tick over many scopes when nothing is due, which happens every few seconds. */
export const ticking: Benchmark = {
  name: 'tick',
  async measure({ length, cleanup }) {
    const store = await openStore({ dataDir: await emptyFolder(cleanup) });
    cleanup.defer(() => store.close());
    await store.boss.start();
    cleanup.defer(() => store.boss.stop({ graceful: false, close: false }));
    await furnish(store.db, length === 'quick' ? SCOPES / 10 : SCOPES);
    const log = pino({ level: 'silent' });
    const sandbox = await openSandbox(cleanup);
    const environment = readEnvironment({ ...variablesOf(sandbox) });
    const metrics = createMetrics({ clock: wallClock, backlog: async () => [] });
    const probot = await createProbot({ ...environment, log, metrics, app: () => {} });
    const counter = countQueries();
    const house = {
      db: store.db.withPlugin(counter.plugin),
      lanes: await createLanes(store),
      github: openGitHub(probot, wallClock),
      clock: wallClock,
      log,
      metrics,
      cause: null,
    };
    const times = { tick: [] as number[], bare: [] as number[] };
    const ticks = 50;
    for (let n = 0; n < ticks; n += 1) {
      times.bare.push(await timed(() => sql`select 1`.execute(store.db)));
      times.tick.push(await timed(() => tick(house)));
    }
    return [
      {
        what: 'a tick over 1,000 scopes, nothing due',
        unit: 'ms',
        measured: median(times.tick),
        baseline: { what: 'select 1', value: median(times.bare) },
        goal: { kind: 'below', value: 50 },
      },
      {
        what: 'queries of that tick',
        unit: 'queries',
        measured: counter.count() / ticks,
        goal: { kind: 'exactly', value: 1 },
      },
    ];
  },
};

async function furnish(db: Db, scopes: number): Promise<void> {
  const nextAt = addMs(new Date(), DAY);
  for (let scopeId = 1; scopeId <= scopes; scopeId += 1) {
    for (const name of TIMERS) await setTimer(db, { scopeId, installationId: scopeId, name, nextAt });
  }
  await sql`
    insert into deliveries (guid, installation_id, event, body, received_at, state, run_at)
    select n::text, n % ${scopes}::int, 'fork', '', now(), 'done', now()
    from generate_series(1, ${DONE_DELIVERIES}::int) n`.execute(db);
}

function countQueries(): { plugin: KyselyPlugin; count(): number } {
  let queries = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      queries += 1;
      return result;
    },
  };
  return { plugin, count: () => queries };
}
