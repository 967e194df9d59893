/** Two replicas and one time: whatever clocks and ticks do, what is due is done once. */
import { expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '../../src/environment.ts';
import { type Running, start } from '../../src/main.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { movableClock } from '../../src/sandbox/shifted-date.ts';
import { postgresOfFile } from '../postgres/postgres.ts';
import { config, openAcme, opensDebt, seen } from './acme.ts';
import { environmentOf } from './app-process.ts';

const postgres = postgresOfFile();

const patience = { timeout: 60_000, interval: 250 };

type Stage = {
  readonly github: Sandbox;
  readonly apps: readonly Running[];
  /** Moves the clock of everybody, without a word. */
  leapTo(iso: string): void;
  /** Has both replicas ask at once what is due, each more than once. */
  tick(): Promise<unknown>;
  /** Resolves once nothing is left to do. */
  quiet(): Promise<void>;
};

async function twoReplicas(): Promise<Stage> {
  const clock = movableClock();
  onTestFinished(() => clock.restore());
  clock.moveTo(new Date('2026-01-05T10:00:00Z'));
  const github = await openAcme();
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  const variables = { ...environmentOf(github, ''), DATABASE_URL: await postgres().database() };
  const environment = readEnvironment({ ...variables, LOG_LEVEL: 'silent' });
  const apps = await Promise.all([start(environment, clock.now), start(environment, clock.now)]);
  onTestFinished(async () => void (await Promise.all(apps.map((app) => app.stop()))));
  github.deliverTo(`http://127.0.0.1:${apps[0].port}/api/github/webhooks`);
  const stage: Stage = {
    github,
    apps,
    leapTo: (iso) => clock.moveTo(new Date(iso)),
    tick: () => Promise.all([...apps, ...apps].map((app) => app.tick())),
    async quiet() {
      for (let calm = 0; calm < 3; ) {
        await github.settled();
        await new Promise((resolve) => setTimeout(resolve, 50));
        const idle = await Promise.all(apps.map((app) => app.idle()));
        calm = idle.every((one) => one === 'idle') ? calm + 1 : 0;
      }
    },
  };
  await opensDebt(github, 'Old parser');
  const given = { owners: ['ana'], livingComments: [1], dashboards: 1, handoffs: 0, heartbeats: 0 };
  await expect.poll(() => seen(github), patience).toEqual(given);
  return stage;
}

function told(owner: string, count: number) {
  return { owners: [owner], livingComments: [1], dashboards: 1, handoffs: count, heartbeats: count };
}

test('two replicas meet each handoff and each heartbeat at once, and each is told once', async () => {
  const stage = await twoReplicas();
  const mondays = ['2026-01-12T09:00:00Z', '2026-01-19T09:00:00Z', '2026-01-26T09:00:00Z'];
  const owners = ['bo', 'cy', 'ana'];
  for (const [n, monday] of mondays.entries()) {
    stage.leapTo(monday);
    await stage.tick();
    await expect.poll(() => seen(stage.github), patience).toEqual(told(owners[n] ?? '', n + 1));
    await stage.tick();
    await stage.quiet();
  }
  expect(await seen(stage.github)).toEqual(told('ana', 3));
});

test('a handoff that is slow is not begun a second time by the ticks that overtake it', async () => {
  const stage = await twoReplicas();
  await stage.quiet();
  const held = Promise.withResolvers<void>();
  let waiting = 0;
  const until = () => {
    waiting += 1;
    return held.promise;
  };
  const end = stage.github.intercept(({ by, path }) =>
    by === 'paydown[bot]' && path !== '/app' ? { kind: 'late', until } : undefined,
  );
  stage.leapTo('2026-01-12T09:00:00Z');
  await stage.tick();
  await expect.poll(() => waiting, patience).toBeGreaterThan(0);
  for (let n = 0; n < 3; n += 1) await stage.tick();
  end();
  held.resolve();
  await expect.poll(() => seen(stage.github), patience).toEqual(told('bo', 1));
  await stage.tick();
  await stage.quiet();
  expect(await seen(stage.github)).toEqual(told('bo', 1));
});

test('clocks that jump forth and back by hours around a handoff have it told once', async () => {
  const stage = await twoReplicas();
  for (const time of ['08:00:00', '11:00:00', '07:00:00', '09:00:01', '12:00:00', '08:59:00', '13:00:00']) {
    stage.leapTo(`2026-01-12T${time}Z`);
    await stage.tick();
    await stage.quiet();
  }
  await expect.poll(() => seen(stage.github), patience).toEqual(told('bo', 1));
  stage.leapTo('2026-01-19T09:00:00Z');
  await stage.tick();
  await expect.poll(() => seen(stage.github), patience).toEqual(told('cy', 2));
});
