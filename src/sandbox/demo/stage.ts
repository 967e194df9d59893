/** The stage: the simulated GitHub in this process, the App in its own, and a clock that moves both. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { toDate } from '../../time.ts';
import { type Sandbox, type SandboxSeed, startSandbox } from '../index.ts';
import { movableClock } from '../shifted-date.ts';
import { type AppProcess, startApp } from './app.ts';

export const TIMEZONE = 'Europe/Berlin';

/** How long anything may take before the story is given up, in milliseconds. */
const PATIENCE = 30_000;

const acme: SandboxSeed = {
  organisation: 'acme',
  people: ['ana', 'bo', 'cy', 'dee', 'eve', 'pat', 'lee', 'max'],
  owners: ['lee'],
  repositories: [
    { name: 'api', labels: ['tech-debt', 'bug'] },
    { name: 'web', labels: ['tech-debt', 'bug'] },
    { name: 'infra', labels: ['tech-debt'] },
    { name: '.github' },
  ],
};

export type Stage = {
  readonly github: Sandbox;
  readonly app: AppProcess;
  now(): Date;
  /** Moves the clock of everybody to a local time, such as `2026-02-16T10:00`, and lets what is due happen. */
  travelTo(local: string): Promise<void>;
  /** Resolves when neither the App nor GitHub has anything left to do. */
  quiet(): Promise<void>;
  /** Starts the App, the second time at the address and on the folder of the first. */
  startApp(): Promise<void>;
  /** Resolves when a condition holds. Rejects when that takes too long, and when the stage is closed. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  /** What the App logged last, for whoever has to find out what went wrong. */
  appLog(): string;
  /** Stops everything, removes the folder, and gives back the machine's time. */
  close(): Promise<void>;
};

/**
 * Opens the stage at a local time. The App is not running yet, nor is it installed anywhere.
 *
 * @param patience in milliseconds, for whoever would rather wait than give up
 */
export async function openStage(local: string, patience = PATIENCE): Promise<Stage> {
  const clock = movableClock();
  clock.moveTo(instant(local));
  const github = await startSandbox({ seed: acme });
  const dataDir = await mkdtemp(join(tmpdir(), 'paydown-demo-'));
  let app: AppProcess | undefined;
  let starting: Promise<AppProcess> | undefined;
  const closed = new AbortController();
  await github.changeInstallation('lee', 'deleted');

  const stage: Stage = {
    github,
    now: clock.now,
    get app() {
      if (!app) throw new Error('The App is not running.');
      return app;
    },
    async travelTo(to) {
      clock.moveTo(instant(to));
      app?.moveTo(clock.now());
      await app?.tick();
      await stage.quiet();
    },
    async quiet() {
      // Twice in a row, for what GitHub delivers may bring the App new work.
      let calm = 0;
      await stage.until('the App comes to rest', async () => {
        calm = (await isCalm(github, app)) ? calm + 1 : 0;
        return calm === 2;
      });
    },
    async startApp() {
      const asked = github.requests.length;
      starting = startApp(environmentOf(github, { dataDir, port: app?.port ?? 0 }), clock.now);
      app = await starting;
      github.deliverTo(`http://127.0.0.1:${app.port}/api/github/webhooks`);
      // What the App does by itself at its start; a clock moved meanwhile would make its token a forgery.
      await stage.until('the App looks around', () =>
        github.requests.slice(asked).some(({ path }) => path === '/app/installations'),
      );
    },
    async until(what, holds) {
      const deadline = performance.now() + patience;
      while (!(await holds())) {
        if (performance.now() > deadline) throw new Error(`It takes too long until ${what}.`);
        await pause(20, undefined, { signal: closed.signal });
      }
    },
    appLog: () => app?.log() ?? '',
    async close() {
      closed.abort();
      github.deliverTo(null);
      app = (await starting?.catch(() => undefined)) ?? app;
      await app?.stop();
      await github.close();
      await rm(dataDir, { recursive: true, force: true });
      clock.restore();
    },
  };
  return stage;
}

async function isCalm(github: Sandbox, app: AppProcess | undefined): Promise<boolean> {
  const before = github.deliveries.length;
  await github.settled();
  const isIdle = app === undefined || (await app.idle()) === 'idle';
  await github.settled();
  return isIdle && github.deliveries.length === before;
}

/** The wall clock stops nowhere between two entries, so everybody is a second late. */
function instant(local: string): Date {
  return toDate(Temporal.PlainDateTime.from(local).add({ seconds: 1 }).toZonedDateTime(TIMEZONE));
}

/** Nothing of the caller's environment, which may name another database. */
function environmentOf(
  github: Sandbox,
  { dataDir, port }: { readonly dataDir: string; readonly port: number },
): Record<string, string> {
  const { appId, privateKey, webhookSecret } = github.credentials;
  return {
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GITHUB_API_URL: github.url,
    DATA_DIR: dataDir,
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
  };
}
