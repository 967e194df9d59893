/** The past of a repository is counted when a config file comes to govern it: exactly, silently, and in few requests. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

const MANY = 230;

async function withOldDebt(count: number): Promise<Story> {
  const acme = await begin({ at: '2026-01-05T09:10:00Z' });
  acme.losesWebhooks();
  const { issues } = acme.github.as('pat').rest;
  for (let n = 1; n <= count; n += 1)
    await issues.create({ owner: 'acme', repo: 'api', title: `Old debt ${n}`, labels: ['tech-debt'] });
  await acme.github.settled();
  acme.hearsWebhooks();
  return acme;
}

function asked(acme: Story, from: number): string[] {
  return acme.github.requests
    .slice(from)
    .filter(
      ({ by, path }) => by === 'paydown[bot]' && (path === '/graphql' || /\/issues(\/events)?$/.test(path)),
    )
    .map(({ method, path }) => `${method} ${path}`);
}

/** As it stands while the App is still at work. */
async function dashboardNow(acme: Story): Promise<string> {
  const { issues } = acme.github.as('pat').rest;
  const { data } = await issues.listForRepo({ owner: 'acme', repo: 'api', creator: 'paydown[bot]' });
  return data[0]?.body ?? '';
}

test(`${MANY} labelled issues are counted in a handful of requests`, async () => {
  const acme = await withOldDebt(MANY);
  const before = acme.github.requests.length;
  let histories = 0;
  acme.github.intercept(({ path, body }) => {
    if (path === '/graphql' && JSON.stringify(body).includes('timelineItems')) histories += 1;
    return undefined;
  });
  await acme.as('pat').configures('api', configFile({ mode: 'observe' }));
  expect((await acme.dashboard('api')).body).toContain(`| ${MANY} | 0 | ${MANY} | 0 |`);
  expect(histories).toBe(Math.ceil(MANY / 100));
  const singly = acme.github.requests.slice(before).filter(({ path }) => /\/issues\/\d+\/events$/.test(path));
  expect(singly).toEqual([]);
  const lists = asked(acme, before).filter(
    (request) => request.startsWith('GET ') && request.endsWith('/events'),
  );
  // The pass over what lost its label reads the events of the repository, a hundred at a time.
  expect(lists).toHaveLength(Math.ceil(MANY / 100));
  // Beside that pass, all that is read or written of issues: a popular metrics tool asks twice for each of them.
  const others = asked(acme, before).filter((request) => !request.endsWith('/events'));
  expect(others.length).toBeLessThanOrEqual(Math.ceil(MANY / 100) + 5);
}, 120_000);

test('how far the counting is stands on the dashboard until it is done', async () => {
  const acme = await withOldDebt(120);
  let queries = 0;
  const end = acme.github.intercept(({ path, body }) => {
    if (path !== '/graphql' || !JSON.stringify(body).includes('timelineItems')) return undefined;
    queries += 1;
    return queries > 1 ? { kind: 'answer', status: 503 } : undefined;
  });
  await acme.as('pat').configures('api', configFile({ mode: 'observe' }));
  await expect
    .poll(() => dashboardNow(acme), { timeout: 30_000 })
    .toContain('still being counted: 100 of 120 issues so far');
  end();
  await acme.travelTo('2026-01-05T10:30:00Z');
  const { body } = await acme.dashboard('api');
  expect(body).toContain('| 120 | 0 | 120 | 0 |');
  expect(body).not.toContain('still being counted');
}, 120_000);

test.each([
  ['knows no GraphQL', { status: 404 }],
  [
    'knows fewer fields',
    { status: 200, body: { errors: [{ message: "Field 'stateReason' doesn't exist" }] } },
  ],
  ['tells less than was asked', { status: 200, body: { data: { repository: null } } }],
])(
  'a GitHub that %s is asked in other ways, and the same is counted',
  async (_what, answer) => {
    const acme = await withOldDebt(103);
    acme.github.intercept(({ path, body }) =>
      path === '/graphql' && JSON.stringify(body).includes('timelineItems')
        ? { kind: 'answer', ...answer }
        : undefined,
    );
    const pat = acme.as('pat');
    await pat.configures('api', configFile());
    const { body } = await acme.dashboard('api');
    expect(body).toContain('| 103 |');
    expect(body).not.toContain('still being counted');
    expect(await acme.owners({ repo: 'api', number: 1 })).toEqual(['ana']);
  },
  120_000,
);

test('what had lost its label before is counted as debt that ended, in the week in which it did', async () => {
  const acme = await begin({ at: '2026-01-05T09:10:00Z' });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  await pat.opens('api', 'Old lexer');
  await acme.travelTo('2026-01-07T10:00:00Z');
  await pat.unlabels(parser, 'tech-debt');
  await acme.travelTo('2026-01-08T10:00:00Z');
  await pat.configures('api', configFile());
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [heartbeat = ''] = await acme.announcements('api', 'heartbeat');
  expect(heartbeat).toContain('2 came in − 0 paid − 1 otherwise ended = net +1');
});

test('a closed issue that was labelled counts from then until it was closed', async () => {
  const acme = await begin({ at: '2026-01-05T09:10:00Z' });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  await acme.travelTo('2026-01-06T10:00:00Z');
  await pat.closes(parser);
  await acme.travelTo('2026-01-08T10:00:00Z');
  await pat.configures('api', configFile());
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [heartbeat = ''] = await acme.announcements('api', 'heartbeat');
  expect(heartbeat).toMatch(/1 paid/);
});

test('a history that is longer than one answer tells is asked for by itself', async () => {
  const acme = await begin({ at: '2026-01-05T09:10:00Z' });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  acme.losesWebhooks();
  for (let n = 0; n < 26; n += 1) {
    await pat.unlabels(parser, 'tech-debt');
    await pat.labels(parser, 'tech-debt');
  }
  await acme.github.settled();
  acme.hearsWebhooks();
  const before = acme.github.requests.length;
  await pat.configures('api', configFile());
  await acme.quiet();
  const histories = acme.github.requests
    .slice(before)
    .filter(({ path }) => /\/issues\/\d+\/events$/.test(path));
  expect(histories).toHaveLength(1);
  expect(await acme.owners(parser)).toEqual(['ana']);
}, 60_000);
