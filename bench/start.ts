import { type Bench, type Benchmark, type Figure, median, pause } from './benchmark.ts';
import { deliver } from './deliver.ts';
import { residentMemory } from './memory.ts';
import { LET_BY, letByPayload } from './payloads.ts';
import { openSandbox } from './sandbox.ts';
import { emptyFolder, startApp, startBareProbot, variablesOf } from './served.ts';

/** From the start of the process until it is ready, with an empty folder and with one that is there already. */
export const starting: Benchmark = {
  name: 'start',
  async measure({ length, cleanup }) {
    const github = await openSandbox(cleanup);
    const times = { bare: [] as number[], first: [] as number[], again: [] as number[] };
    for (let round = 0; round < (length === 'quick' ? 1 : 5); round += 1) {
      const bare = await startBareProbot(github, cleanup);
      times.bare.push(bare.readyAfter);
      await bare.end('SIGTERM');
      const env = { ...variablesOf(github), DATA_DIR: await emptyFolder(cleanup) };
      for (const which of ['first', 'again'] as const) {
        const app = await startApp(env, cleanup);
        times[which].push(app.readyAfter);
        await app.end('SIGTERM');
      }
    }
    const baseline = { what: 'bare Probot', value: median(times.bare) };
    const figure = (what: string, measured: number, value: number): Figure => {
      return { what, unit: 'ms', measured, baseline, goal: { kind: 'below', value } };
    };
    return [
      figure('start to ready, existing folder', median(times.again), 1500),
      figure('start to ready, first start', median(times.first), 5000),
    ];
  },
};

/** What a process holds that was restarted and has nothing to do. */
export const memory: Benchmark = {
  name: 'memory',
  async measure(bench) {
    const { cleanup } = bench;
    const github = await openSandbox(cleanup);
    const bare = await startBareProbot(github, cleanup);
    const env = { ...variablesOf(github), DATA_DIR: await emptyFolder(cleanup) };
    const before = await startApp(env, cleanup);
    const { webhookSecret: secret } = github.credentials;
    const load = { secret, event: LET_BY, bodies: [letByPayload(github.installationId)], connections: 8 };
    const pace = { kind: 'steady', perSecond: 50, seconds: 5 } as const;
    await deliver({ ...load, url: before.webhooks, pace }, cleanup);
    await pause(1000);
    await before.end('SIGTERM');
    const app = await startApp(env, cleanup);
    const value = await idleMemory(bare.pid, bench);
    return [
      {
        what: 'memory after a restart, idle, PGlite',
        unit: 'MB',
        measured: await idleMemory(app.pid, bench),
        baseline: { what: 'bare Probot', value },
        goal: { kind: 'below', value: 260 },
      },
    ];
  },
};

async function idleMemory(pid: number, { length }: Bench): Promise<number> {
  await pause(length === 'quick' ? 2000 : 15_000);
  return residentMemory(pid);
}
