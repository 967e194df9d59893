import { readEnvironment } from '../src/environment.ts';
import { openStore } from '../src/store/index.ts';
import { freePort } from '../test/postgres/server.ts';
import { type Bench, type Benchmark, type Figure, pause, within } from './benchmark.ts';
import { deliver } from './deliver.ts';
import { LET_BY, letByPayload } from './payloads.ts';
import { openSandbox } from './sandbox.ts';
import { startApp, type Variables, variablesOf } from './served.ts';
import { openStores, type StoreKind, type Stores } from './stores.ts';

/** Deliveries go on for so long before the kill, and after it, in milliseconds. */
const BEFORE = 3000;
const AFTER = 5000;
/** Whoever is not back at work by then does not come back, in milliseconds. */
const PATIENCE = 60_000;

/** One `kill -9` while deliveries come: what was acknowledged and is not there, and how long nothing is done. */
export const kill: Benchmark = {
  name: 'kill',
  async measure(bench) {
    const stores = await openStores(bench.cleanup);
    const figures: Figure[] = [];
    for (const kind of ['PGlite', 'PostgreSQL'] as const)
      figures.push(...(await killOnce(bench, stores, kind)));
    return figures;
  },
};

async function killOnce({ cleanup }: Bench, stores: Stores, kind: StoreKind): Promise<Figure[]> {
  const github = await openSandbox(cleanup);
  const port = String(await freePort());
  const env = { ...variablesOf(github), ...(await stores.empty(kind)), PORT: port, LOG_LEVEL: 'debug' };
  const victim = await startApp(env, cleanup);
  const load = deliver(
    {
      url: victim.webhooks,
      secret: github.credentials.webhookSecret,
      event: LET_BY,
      bodies: [letByPayload(github.installationId)],
      connections: 32,
      // More than is worked off: the kill meets a backlog, and deliveries on their way to the disk.
      pace: { kind: 'all out', seconds: (BEFORE + AFTER) / 1000 },
    },
    cleanup,
  );
  await pause(BEFORE);
  await victim.end('SIGKILL');
  const killed = performance.now();
  const app = await startApp(env, cleanup);
  const backAtWork = new Promise<number>((resolve) => {
    app.onLog((line) => line.includes('"delivery done"') && resolve(performance.now() - killed));
  });
  const back = (await within(PATIENCE, backAtWork)) ?? Number.POSITIVE_INFINITY;
  const { acknowledged } = await load;
  await app.end('SIGTERM');
  const lost = acknowledged.length - (await countStored(env, acknowledged));
  return [
    {
      what: `lost by one kill -9, ${kind}`,
      unit: 'deliveries',
      measured: lost,
      goal: { kind: 'exactly', value: 0 },
    },
    {
      what: `back at work after it, ${kind}`,
      unit: 'ms',
      measured: back,
      goal: { kind: 'below', value: 5000 },
    },
  ];
}

/** How many of these the inbox holds, be they waiting or done. */
async function countStored(env: Variables, guids: readonly string[]): Promise<number> {
  const store = await openStore(readEnvironment(env).store);
  const rows = await store.db.selectFrom('deliveries').select('guid').where('state', '!=', 'dead').execute();
  await store.close();
  const stored = new Set(rows.map(({ guid }) => guid));
  return guids.filter((guid) => stored.has(guid)).length;
}
