/** A story's stage: the simulated GitHub, the App on a folder of its own, and a clock that the story moves. */
import { onTestFinished } from 'vitest';
import { readEnvironment } from '../../src/environment.ts';
import { type Running, start } from '../../src/main.ts';
import {
  type Sandbox,
  type SandboxOptions,
  type SandboxSeed,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { movableClock } from '../../src/sandbox/shifted-date.ts';
import { emptyFolder } from './folder.ts';

const people = ['ana', 'bo', 'cy', 'dee', 'pat'];

const acme: SandboxSeed = {
  organisation: 'acme',
  people,
  outsiders: ['stranger'],
  repositories: [
    { name: 'api', labels: ['tech-debt', 'bug'] },
    { name: 'web', labels: ['tech-debt'] },
    { name: '.github' },
    { name: 'infra' },
    { name: 'secret', visibility: 'private', labels: ['tech-debt'] },
  ],
};

export type World = {
  readonly github: Sandbox;
  readonly app: Running;
  readonly dataDir: string;
  now(): Date;
  /** Moves the clock of everybody and lets what is due happen. */
  travelTo(iso: string): Promise<void>;
  /** Moves the clock, and leaves it to the App to notice. */
  leapTo(iso: string): void;
  /** Resolves when neither the App nor GitHub has anything left to do. */
  quiet(): Promise<void>;
  /** Webhooks get lost from now on, though the App runs. */
  losesWebhooks(): void;
  /** Webhooks arrive again; what was lost stays lost until it is redelivered. */
  hearsWebhooks(): void;
  stopApp(): Promise<void>;
  /** Resolves once the App has looked at the installation, or is stopped before there was one. */
  startApp(): Promise<void>;
};

/** How soon it is asked again whether all is quiet, in milliseconds. */
const PAUSE = 15;
/** Asking costs the App time in which it does nothing else: while much is to be done, it is asked less and less often. */
const LONGEST_PAUSE = 250;
/** After this long of asking in vain the clock ticks, in milliseconds. */
const TICK_AFTER = 1500;

/** What the App asks soon after its start, before it has anything to do. */
const LOOKS_AROUND = '/installation/repositories';

/** `at`: when the story begins, ISO 8601. */
export type StageOptions = Partial<SandboxOptions> & { readonly at?: string };

export async function stage(options: StageOptions = {}): Promise<World> {
  const clock = movableClock();
  clock.moveTo(new Date(options.at ?? '2026-01-05T10:00:00Z'));
  onTestFinished(() => clock.restore());
  const github = await startSandbox({ seed: acme, ...options });
  onTestFinished(() => github.close());
  const dataDir = await emptyFolder();
  let app: Running | undefined;
  onTestFinished(() => app?.stop());

  const world: World = {
    github,
    dataDir,
    get app() {
      if (!app) throw new Error('the App is not running');
      return app;
    },
    now: clock.now,
    leapTo: (iso) => clock.moveTo(new Date(iso)),
    async travelTo(iso) {
      world.leapTo(iso);
      await app?.tick();
      await world.quiet();
    },
    async quiet() {
      // Quiet for good means that GitHub's deliveries brought nothing new either.
      let ticked = performance.now();
      for (let calm = 0, wait = PAUSE; calm < 2; ) {
        await github.settled();
        const idle = app === undefined || (await app.idle()) === 'idle';
        calm = idle && (await noDeliveries(github)) ? calm + 1 : 0;
        wait = idle ? PAUSE : Math.min(wait * 1.1, LONGEST_PAUSE);
        // What failed is tried again at a tick, and the App's own ticks are far apart.
        if (!idle && performance.now() - ticked > TICK_AFTER) {
          await app?.tick();
          ticked = performance.now();
        }
        await pause(wait);
      }
    },
    async startApp() {
      const before = github.requests.length;
      const started = await start(environmentOf(github, dataDir), clock.now);
      app = started;
      world.hearsWebhooks();
      const looked = () => github.requests.slice(before).some(({ path }) => path === LOOKS_AROUND);
      while (app === started && !looked()) await pause();
    },
    losesWebhooks: () => github.deliverTo(null),
    hearsWebhooks: () => github.deliverTo(`http://127.0.0.1:${world.app.port}/api/github/webhooks`),
    async stopApp() {
      world.losesWebhooks();
      await app?.stop();
      app = undefined;
    },
  };
  await world.startApp();
  return world;
}

function pause(length = PAUSE): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, length));
}

async function noDeliveries(github: Sandbox): Promise<boolean> {
  const before = github.deliveries.length;
  await github.settled();
  return github.deliveries.length === before;
}

function environmentOf(github: Sandbox, dataDir: string) {
  const { appId, privateKey, webhookSecret } = github.credentials;
  return readEnvironment({
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GITHUB_API_URL: github.url,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
  });
}
