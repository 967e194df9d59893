import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import { openStore } from '../src/store/index.ts';
import { type Benchmark, pause } from './benchmark.ts';
import { deliver, rateOf } from './deliver.ts';
import { configOf, HOLDER, ownerOf, repositoryOf, type Size, serveGitHub } from './many-installations.ts';
import { residentMemory } from './memory.ts';
import { labelledPayload } from './payloads.ts';
import { emptyFolder, startApp, variablesOf } from './served.ts';

const SECRET = 'benchmark';
/** How often memory is looked at, in milliseconds. */
const LOOK = 250;

/**
 * Many installations at once: at its start the App looks at all of them, and meanwhile every one of them gets
 * labelled issues. Measured is the most memory that was held, from the start until some time after the deliveries.
 */
export const installations: Benchmark = {
  name: 'installations',
  async measure({ length, cleanup }) {
    const size = { installations: length === 'quick' ? 100 : 1000, repositories: 50 };
    const dataDir = await emptyFolder(cleanup);
    await settleIn(dataDir, size);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const credentials = { appId: 1, slug: 'paydown', privateKey: pem, webhookSecret: SECRET };
    const url = await serveGitHub(size, cleanup);
    const app = await startApp({ ...variablesOf({ credentials, url }), DATA_DIR: dataDir }, cleanup);
    const watch = watchMemory(app.pid, cleanup);
    const bodies = labelledEverywhere(size);
    const load = { url: app.webhooks, secret: SECRET, event: 'issues', bodies, connections: 16 };
    const pace = { kind: 'so many', deliveries: bodies.length } as const;
    const outcome = await deliver({ ...load, pace }, cleanup);
    rateOf(outcome);
    await pause(length === 'quick' ? 5000 : 60_000);
    const measured = await watch();
    const what = `most memory, ${size.installations} installations of 50 repositories`;
    return [{ what, unit: 'MB', measured, goal: { kind: 'below', value: 400 } }];
  },
};

/** Five labelled issues in each organisation, in turns, so that no two in a row are of one. */
function labelledEverywhere({ installations }: Size): string[] {
  return Array.from({ length: installations * 5 }, (_, n) => {
    const installationId = 1 + (n % installations);
    const number = 1 + Math.floor(n / installations);
    const repository = repositoryOf(installationId, number);
    return labelledPayload({ installationId, owner: ownerOf(installationId), repository, number });
  });
}

/** The store as it is some time after all of them installed the App. */
async function settleIn(dataDir: string, size: Size): Promise<void> {
  const { db, close } = await openStore({ dataDir });
  const now = new Date();
  for (let id = 1; id <= size.installations; id += 1) {
    const holder = repositoryOf(id, HOLDER.index).id;
    const place = { installation_id: id, place: 'organisation' as const, since: now };
    const config = { config: configOf(id), broken: null, home_id: repositoryOf(id, 1).id };
    await db
      .insertInto('scopes')
      .values({ id: holder, ...place, ...config })
      .execute();
    await sql`
      insert into repositories select ${holder}::bigint + n, ${id}, ${ownerOf(id)},
        case n when 0 then ${HOLDER.name} else 'repo' || n end, 'public', 'main', false, ${holder}, ${now}, ${now}
      from generate_series(0, ${size.repositories - 1}::int) n`.execute(db);
  }
  await close();
}

/** @returns the most that was held until it is asked for */
function watchMemory(pid: number, cleanup: AsyncDisposableStack): () => Promise<number> {
  let most = 0;
  const look = async () => {
    most = Math.max(most, await residentMemory(pid));
  };
  // Should the process end, its deliveries fail, and that is told.
  const looks = setInterval(() => void look().catch(() => {}), LOOK);
  cleanup.defer(() => clearInterval(looks));
  return async () => {
    await look();
    return most;
  };
}
