/** The house of a test: a store of its own, GitHub by nock, and a clock that the test moves. */
import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createProbot, openGitHub } from '../../src/github/index.ts';
import type { House } from '../../src/house.ts';
import { createMetrics } from '../../src/metrics/index.ts';
import { createLanes } from '../../src/queue/index.ts';
import { emptyStore } from './store.ts';

export const api = 'https://github.example.com';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

export type TestHouse = House & { moveTo(at: Date): void };

/** `installations`: each sees one repository, which has the installation's id. */
export async function openHouse(now: Date, installations: readonly number[]): Promise<TestHouse> {
  nock.disableNetConnect();
  onTestFinished(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });
  nock(api).persist().get('/app').reply(200, { slug: 'paydown' });
  const token = { token: 'ghs_x', expires_at: '2099-01-01T00:00:00Z', permissions: {} };
  const store = await emptyStore();
  for (const id of installations) {
    nock(api).persist().post(`/app/installations/${id}/access_tokens`).reply(201, token);
    await store.db.insertInto('installations').values({ id, state: 'active' }).execute();
    const facts = { visibility: 'public', default_branch: 'main', archived: false, scope_id: null } as const;
    const never = { config_checked_at: null, backfilled_at: null };
    const row = { id, installation_id: id, owner: `org${id}`, name: 'api', ...facts, ...never };
    await store.db.insertInto('repositories').values(row).execute();
  }
  const log = pino({ level: 'silent' });
  const credentials = { appId: '1', privateKey, webhookSecret: 'x' };
  const metrics = createMetrics({ clock: () => now, backlog: async () => [] });
  const probot = await createProbot({ credentials, apiUrl: api, log, metrics, app: () => {} });
  await store.boss.start();
  onTestFinished(() => store.boss.stop({ graceful: false, close: false }));
  let at = now;
  const clock = () => at;
  return {
    db: store.db,
    github: openGitHub(probot, clock),
    lanes: await createLanes(store),
    clock,
    log,
    metrics,
    cause: null,
    moveTo(next) {
      at = next;
    },
  };
}
