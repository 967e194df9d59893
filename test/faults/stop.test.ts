import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { AppProcess } from './app-process.ts';
import { begin, debtOf, stage } from './stage.ts';

const soon = { timeout: 60_000, interval: 250 };
const settledWell = [{ owners: 1, comments: 1 }];

/** After this long, in milliseconds, process managers end by force what was asked to stop. */
const FORCED_AFTER = 30_000;

/** Debt arrives; resolves once GitHub has posted the living comment, of which the App hears only as it is let. */
async function commentUnderWay(github: Sandbox, until: Promise<void>): Promise<void> {
  const { issues } = github.as('pat').rest;
  const where = { owner: 'acme', repo: 'api' };
  const { data } = await issues.create({ ...where, title: 'Old parser' });
  github.intercept(({ method, path }) =>
    method === 'POST' && path === `/repos/acme/api/issues/${data.number}/comments`
      ? { kind: 'late', until: () => until }
      : undefined,
  );
  await issues.addLabels({ ...where, issue_number: data.number, labels: ['tech-debt'] });
  await expect.poll(() => debtOf(github), soon).toEqual([{ owners: 0, comments: 1 }]);
}

function beginsARequestAndNeverEndsIt(port: number): void {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n'));
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
}

function isStopping(app: AppProcess): Promise<void> {
  return expect.poll(() => app.log.map(({ msg }) => msg), soon).toContain('paydown is stopping');
}

test('asked to stop while a slow GitHub carries something out, the App finishes that and ends well', async () => {
  const { github, env } = await stage();
  const app = await begin(github, env);
  const { promise: until, resolve: letGo } = Promise.withResolvers<void>();
  await commentUnderWay(github, until);
  beginsARequestAndNeverEndsIt(app.port);
  const made = () => app.log.filter(({ msg, effect }) => msg === 'effect made' && effect === 'comment');
  const ended = app.kill('SIGTERM');
  await isStopping(app);
  expect(made()).toEqual([]);
  letGo();
  expect(await ended).toBe(0);
  expect(made()).toHaveLength(1);

  await begin(github, env);
  await expect.poll(() => debtOf(github), soon).toEqual(settledWell);
}, 180_000);

test('asked to stop while GitHub never answers, the App ends in time, and nothing is lost or doubled', async () => {
  const { github, env } = await stage();
  const app = await begin(github, env);
  await commentUnderWay(github, new Promise(() => {}));
  const heals = github.intercept(() => ({ kind: 'hang' }));
  const ended = app.kill('SIGTERM');
  await isStopping(app);
  // Ended by itself: well, or cut short.
  expect([0, 1]).toContain(await Promise.race([ended, sleep(FORCED_AFTER)]));

  heals();
  await begin(github, env);
  await expect.poll(() => debtOf(github), soon).toEqual(settledWell);
}, 180_000);
