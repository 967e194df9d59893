/** The App dies at the worst moments of each change on GitHub, and still makes each of them once. */
import { expect, onTestFinished, test } from 'vitest';
import type { FaultRule, Sandbox } from '../../src/sandbox/index.ts';
import { movableClock } from '../../src/sandbox/shifted-date.ts';
import { config, emptyFolder, openAcme, opensDebt, seen, startApp } from './acme.ts';
import { type AppProcess, environmentOf, startingAt } from './app-process.ts';

type Request = Parameters<FaultRule>[0];

const creations = [
  { what: 'a check', of: /check-runs$/, saying: /paydown\/config/ },
  { what: 'a dashboard', of: /issues$/, saying: /<!-- paydown:dashboard:/ },
  { what: 'a living comment', of: /comments$/, saying: /<!-- paydown:debt:/ },
  { what: 'an assignment', of: /assignees$/, saying: /ana/ },
  { what: 'a handoff', of: /comments$/, saying: /<!-- paydown:handoff:/ },
  { what: 'a heartbeat', of: /comments$/, saying: /<!-- paydown:heartbeat:/ },
] as const;

type Creation = (typeof creations)[number]['what'];

function creationOf({ method, path, body }: Request): Creation | undefined {
  if (method !== 'POST') return undefined;
  return creations.find(({ of, saying }) => of.test(path) && saying.test(JSON.stringify(body)))?.what;
}

/**
 * Strikes when a creation is stored and asked for, before GitHub does it; or when GitHub has done it, before the App
 * hears of it. Each creation strikes once in each way that is given for it.
 */
function deadly(github: Sandbox, ways: Record<Creation, ('asked' | 'done')[]>, strike: () => void) {
  const asked: Creation[] = [];
  github.intercept((request) => {
    const creation = creationOf(request);
    if (!creation) return undefined;
    asked.push(creation);
    const way = ways[creation].shift();
    if (way === 'asked') strike();
    if (way === 'asked') return { kind: 'hang' };
    const until = () => {
      strike();
      return new Promise(() => {});
    };
    return way === 'done' ? { kind: 'late', until } : undefined;
  });
  return asked;
}

/** Starts the App, and starts it again each time it is struck. */
function phoenix(start: () => Promise<AppProcess>) {
  let app = start();
  let dying: Promise<unknown> = app;
  return {
    strike() {
      dying = dying.then(async () => {
        await (await app).kill('SIGKILL');
        app = start();
        await app;
      });
    },
    /** The App that lives once nobody is dying any more. */
    async living() {
      await dying;
      return app;
    },
  };
}

test('killed between what is stored, done and recorded, the App makes each change once', async () => {
  const clock = movableClock();
  onTestFinished(() => clock.restore());
  clock.moveTo(new Date('2026-01-05T10:00:00Z'));
  const github = await openAcme();
  const env = environmentOf(github, await emptyFolder());
  const start = () => startApp(github, { ...env, ...startingAt(clock.now()) });
  const app = phoenix(start);
  const asked = deadly(
    github,
    {
      'a check': ['done'],
      'a dashboard': ['asked', 'done'],
      'a living comment': ['asked', 'done'],
      'an assignment': ['done'],
      'a handoff': ['done'],
      'a heartbeat': ['done'],
    },
    app.strike,
  );
  await app.living();
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  await opensDebt(github, 'Old parser');
  const patience = { timeout: 180_000, interval: 1000 };
  const given = { owners: ['ana'], livingComments: [1], dashboards: 1 };
  await expect.poll(() => seen(github), patience).toMatchObject(given);

  const handoff = new Date('2026-01-12T09:00:05Z');
  clock.moveTo(handoff);
  (await app.living()).moveTo(handoff);
  const once = { owners: ['bo'], livingComments: [1], dashboards: 1, handoffs: 1, heartbeats: 1 };
  await expect.poll(() => seen(github), patience).toEqual(once);
  const checks = await github.as('pat').rest.checks.listForRef({ owner: 'acme', repo: 'api', ref: 'main' });
  expect(checks.data.total_count).toBe(1);
  // What was done was found again, and not asked for once more; assigning again what is assigned changes nothing.
  const count = (creation: Creation) => asked.filter((one) => one === creation).length;
  expect(creations.map(({ what }) => [what, count(what)])).toEqual([
    ['a check', 1],
    ['a dashboard', 2],
    ['a living comment', 2],
    ['an assignment', 2],
    ['a handoff', 1],
    ['a heartbeat', 1],
  ]);
  expect(await (await app.living()).kill('SIGTERM')).toBe(0);
  expect(await seen(github)).toEqual(once);
}, 420_000);
