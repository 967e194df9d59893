import { expect, test } from 'vitest';
import { startProcess } from './app-process.ts';
import { begin, debtOf, stage } from './stage.ts';

const KILLS = 5;
const ISSUES = 10;

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const settledWell = Array.from({ length: ISSUES }, () => ({ owners: 1, comments: 1 }));

test('killed five times while ten issues arrive, each ends with one assignee and one living comment', async () => {
  const { github, env } = await stage();
  let app = await begin(github, env);
  const arrivals = (async () => {
    for (let n = 1; n <= ISSUES; n += 1) {
      const issue = { owner: 'acme', repo: 'api', title: `Debt ${n}`, labels: ['tech-debt'] };
      await github.as('pat').rest.issues.create(issue);
      await pause(150);
    }
  })();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(50 + Math.random() * 600);
    await app.kill('SIGKILL');
    app = await begin(github, env);
  }
  await arrivals;
  // What was under way at the last kill is let finish first.
  await expect.poll(() => debtOf(github), { timeout: 40_000, interval: 250 }).toEqual(settledWell);
  // It stays so: nothing is done a second time.
  await pause(1500);
  expect(await debtOf(github)).toEqual(settledWell);
  expect(await app.kill('SIGTERM')).toBe(0);
}, 90_000);

test('a second process on the same folder says so and stops', async () => {
  const { github, env } = await stage();
  const app = await begin(github, env);
  await expect(startProcess(env)).rejects.toThrow(/is in use by another Paydown process.*DATA_DIR/);
  expect(await app.kill('SIGTERM')).toBe(0);
});
