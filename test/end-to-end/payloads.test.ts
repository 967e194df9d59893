import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { stage, type World } from './world.ts';

type Examples = { name: string; examples: Record<string, unknown>[] }[];

/** GitHub's own payloads, of github.com and of the oldest and the newest GitHub Enterprise Server there. */
async function examples(): Promise<Examples> {
  const require = createRequire(import.meta.url);
  const main = require.resolve('@octokit/webhooks-examples');
  const files = ['api.github.com', 'ghes-31', 'ghes-35'];
  const texts = files.map((name) => readFile(main.replace('api.github.com', name), 'utf8'));
  return (await Promise.all(texts)).flatMap((text) => JSON.parse(text) as Examples);
}

const config = `version: 1
debt: {labels: [tech-debt, bug]}
rotations: [{name: infra, starts: 2026-01-05T09:00, every: 1 week, roster: [ana, bo], cap: 50}]
`;

async function post(world: World, event: string, payload: Record<string, unknown>, guid: string) {
  const installation = { id: world.github.installationId, node_id: 'x' };
  const body = JSON.stringify({ ...payload, installation });
  const signature = createHmac('sha256', world.github.credentials.webhookSecret).update(body).digest('hex');
  const answer = await fetch(`http://127.0.0.1:${world.app.port}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-hub-signature-256': `sha256=${signature}`,
    },
  });
  return answer.status;
}

test('every payload that GitHub publishes is taken in and handled, or let by', async () => {
  const world = await stage();
  await world.github.commitFile('pat', 'api', '.github/paydown.yml', config);
  await world.quiet();
  const { data: api } = await world.github.as('pat').rest.repos.get({ owner: 'acme', repo: 'api' });
  const all = (await examples()).flatMap(({ name, examples }) =>
    examples.map((payload) => ({ name, payload })),
  );
  expect(all.length).toBeGreaterThan(500);
  const statuses = new Set<number>();
  for (const [index, { name, payload }] of all.entries()) {
    // In a governed repository, so that every handler goes all its way.
    const governed = 'repository' in payload ? { ...payload, repository: api } : payload;
    statuses.add(await post(world, name, governed, `example-${index}`));
  }
  expect([...statuses]).toEqual([202]);
  await world.quiet();
  await world.stopApp();
  const store = await openStore({ dataDir: world.dataDir });
  const unhappy = await store.db
    .selectFrom('deliveries')
    .select(['guid', 'event', 'state', 'error'])
    .where('state', '<>', 'done')
    .execute();
  await store.close();
  expect(unhappy).toEqual([]);
}, 120_000);
