import { type Bench, type Benchmark, type Figure, median } from './benchmark.ts';
import { deliver, type Load, type Outcome, rateOf } from './deliver.ts';
import { LET_BY, letByPayload } from './payloads.ts';
import { openSandbox } from './sandbox.ts';
import { type Served, startApp, startBareProbot, variablesOf } from './served.ts';
import { openStores, type StoreKind } from './stores.ts';

const CONNECTIONS = 32;
/** Until the compiler has seen what is hot, in seconds. */
const WARM_UP = 1;
/** What each store must reach of bare Probot's rate. */
const SHARES: Readonly<Record<StoreKind, number>> = { PostgreSQL: 0.7, PGlite: 0.5 };
const KINDS = Object.keys(SHARES) as StoreKind[];

/** How many deliveries a second are stored and acknowledged, against Probot that only verifies them. */
export const acknowledgement: Benchmark = {
  name: 'acknowledgement',
  async measure(bench) {
    const rounds = bench.length === 'quick' ? 1 : 5;
    const seconds = bench.length === 'quick' ? 2 : 4;
    const rates = await takeTurns(bench, rounds, { kind: 'all out', seconds }, rateOf);
    return KINDS.map((kind): Figure => {
      const shares = { kind: 'share at least', share: SHARES[kind] } as const;
      const baseline = { what: 'bare Probot', value: median(rates.baseline) };
      const what = `durable acknowledgement, ${kind}`;
      return { what, unit: 'per second', measured: median(rates[kind]), baseline, goal: shares };
    });
  },
};

/** How long GitHub waits for the answer when deliveries come at a steady pace. */
export const latency: Benchmark = {
  name: 'latency',
  async measure(bench) {
    const rounds = bench.length === 'quick' ? 1 : 3;
    const pace = { kind: 'steady', perSecond: 300, seconds: bench.length === 'quick' ? 2 : 10 } as const;
    const times = await takeTurns(bench, rounds, pace, ({ p99 }) => p99);
    return KINDS.map((kind): Figure => {
      const baseline = { what: 'bare Probot', value: median(times.baseline) };
      const what = `p99 of acknowledgement at 300 a second, ${kind}`;
      return {
        what,
        unit: 'ms',
        measured: median(times[kind]),
        baseline,
        goal: { kind: 'below', value: 100 },
      };
    });
  },
};

/**
 * Puts the same load on bare Probot and on the App with both stores, in turns, so that what else the machine does
 * meets all three. Each turn has a process and a store of its own: no backlog of an earlier turn is worked off.
 */
async function takeTurns(
  { cleanup }: Bench,
  rounds: number,
  pace: Load['pace'],
  figure: (outcome: Outcome) => number,
): Promise<Record<'baseline' | StoreKind, number[]>> {
  const github = await openSandbox(cleanup);
  const stores = await openStores(cleanup);
  const secret = github.credentials.webhookSecret;
  const load = { secret, event: LET_BY, bodies: [letByPayload(github.installationId)] };
  const figures: Record<'baseline' | StoreKind, number[]> = { baseline: [], PostgreSQL: [], PGlite: [] };
  const turn = async (served: Served) => {
    const all = { ...load, url: served.webhooks, connections: CONNECTIONS };
    await deliver({ ...all, pace: { kind: 'all out', seconds: WARM_UP } }, cleanup);
    const outcome = await deliver({ ...all, pace }, cleanup);
    await served.end('SIGKILL');
    return figure(outcome);
  };
  for (let round = 0; round < rounds; round += 1) {
    figures.baseline.push(await turn(await startBareProbot(github, cleanup)));
    for (const kind of KINDS) {
      const env = { ...variablesOf(github), ...(await stores.empty(kind)) };
      figures[kind].push(await turn(await startApp(env, cleanup)));
    }
  }
  return figures;
}
