import { type Benchmark, type Figure, within } from './benchmark.ts';
import { deliver } from './deliver.ts';
import { LET_BY, letByPayload } from './payloads.ts';
import { openSandbox } from './sandbox.ts';
import { type Served, startApp, variablesOf } from './served.ts';
import { openStores, type StoreKind } from './stores.ts';

/** Work that takes longer is not going to be done, in milliseconds. */
const PATIENCE = 120_000;

/** How fast deliveries go through the house, taken in and worked off, all of one installation. */
export const backlog: Benchmark = {
  name: 'backlog',
  async measure({ length, cleanup }) {
    const deliveries = length === 'quick' ? 500 : 5000;
    const github = await openSandbox(cleanup);
    const stores = await openStores(cleanup);
    const { webhookSecret: secret } = github.credentials;
    const load = { secret, event: LET_BY, bodies: [letByPayload(github.installationId)], connections: 32 };
    const measure = async (kind: StoreKind): Promise<Figure> => {
      // Each delivery that is done is a line of the log.
      const env = { ...variablesOf(github), ...(await stores.empty(kind)), LOG_LEVEL: 'debug' };
      const app = await startApp(env, cleanup);
      const began = performance.now();
      const worked = untilDone(app, deliveries);
      await deliver({ ...load, url: app.webhooks, pace: { kind: 'so many', deliveries } }, cleanup);
      const done = await within(PATIENCE, worked);
      const measured = ((done ?? 0) / (performance.now() - began)) * 1000;
      await app.end('SIGKILL');
      return { what: `through the house, ${kind}`, unit: 'per second', measured, goal: { kind: 'none' } };
    };
    return [await measure('PostgreSQL'), await measure('PGlite')];
  },
};

/** Resolves with the count once so many deliveries are done. */
function untilDone(app: Served, deliveries: number): Promise<number> {
  let done = 0;
  return new Promise((resolve) => {
    app.onLog((line) => {
      if (!line.includes('"delivery done"')) return;
      done += 1;
      if (done === deliveries) resolve(done);
    });
  });
}
