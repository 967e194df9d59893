/** Three processes on one PostgreSQL behave like one, also when GitHub fails now and then and one of them dies. */
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { movableClock } from '../../src/sandbox/shifted-date.ts';
import { postgresOfFile } from '../postgres/postgres.ts';
import { config, isWrite, openAcme, opensDebt, redeliverFailed, seen, startApp, writesOf } from './acme.ts';
import { type AppProcess, environmentOf, startingAt } from './app-process.ts';

const postgres = postgresOfFile();

const ISSUES = 24;
/** A dead process's work is taken over within a minute, and the machine may be busy with other tests. */
const patience = { timeout: 240_000, interval: 1000 };

/** Each seventh write is done and then answered 502, each eleventh fails undone, and so does each ninth read. */
function failNowAndThen(github: Sandbox): void {
  let writes = 0;
  let reads = 0;
  github.intercept((request) => {
    if (request.by !== `${github.credentials.slug}[bot]`) return undefined;
    if (!isWrite(request)) {
      reads += 1;
      return reads % 9 === 0 ? { kind: 'answer', status: 503 } : undefined;
    }
    writes += 1;
    if (writes % 7 === 0) return { kind: 'answer-after', status: 502 };
    return writes % 11 === 0 ? { kind: 'answer', status: 500 } : undefined;
  });
}

test.each([
  ['that do everything', ['all', 'all', 'all']],
  ['one at the door and two at work', ['web', 'worker', 'worker']],
])(
  'three processes, %s: one dies at work, and everything is done once',
  async (_what, roles) => {
    const clock = movableClock();
    onTestFinished(() => clock.restore());
    clock.moveTo(new Date('2026-01-05T10:00:00Z'));
    const github = await openAcme();
    await github.commitFile('pat', 'api', '.github/paydown.yml', config);
    const env = {
      ...environmentOf(github, ''),
      DATABASE_URL: await postgres().database(),
      ...startingAt(clock.now()),
    };
    const apps = await Promise.all(roles.map((ROLE) => startApp(github, { ...env, ROLE })));
    failNowAndThen(github);

    const arrivals = (async () => {
      for (let n = 1; n <= ISSUES; n += 1) await opensDebt(github, `Debt ${n}`);
    })();
    const wrote = (app: AppProcess) => app.said.some((line) => line.includes('"msg":"effect made"'));
    const victim = await vi.waitUntil(() => writesOf(github).length > 8 && apps.find(wrote), patience);
    const survivors = apps.filter((app) => app !== victim);
    await victim.kill('SIGKILL');
    github.deliverTo(`http://127.0.0.1:${survivors.find(({ port }) => port)?.port}/api/github/webhooks`);
    await arrivals;
    await redeliverFailed(github);
    const given = { owners: Array(ISSUES).fill('ana'), livingComments: Array(ISSUES).fill(1), dashboards: 1 };
    await expect.poll(() => seen(github), patience).toMatchObject(given);

    clock.moveTo(new Date('2026-01-12T09:00:05Z'));
    for (const app of survivors) app.moveTo(clock.now());
    const once = { ...given, owners: Array(ISSUES).fill('bo'), handoffs: 1, heartbeats: 1 };
    await expect.poll(() => seen(github), patience).toEqual(once);
    expect(await Promise.all(survivors.map((app) => app.kill('SIGTERM')))).toEqual([0, 0]);
    expect(await seen(github)).toEqual(once);
    const writes = writesOf(github);
    const overlapping = writes.filter(
      (write, n) => n > 0 && write.began < (writes[n - 1]?.at ?? write.began),
    );
    expect(overlapping).toEqual([]);
  },
  600_000,
);
