import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

test('without a config file nothing is done and nothing is written, anywhere', async () => {
  const acme = await begin();
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.as('pat').comments(parser, 'Somebody should look at this.');
  await acme.travelTo('2026-01-12T08:00:05Z');
  const written = acme.github.requests.filter(
    ({ by, method, path }) => by !== 'pat' && method !== 'GET' && !path.startsWith('/app/'),
  );
  expect(written.filter(({ path }) => path !== '/graphql')).toEqual([]);
});

test('what is older than the config is counted, and hears of it only when somebody is assigned', async () => {
  const acme = await begin();
  const pat = acme.as('pat');
  const issues = [];
  for (const title of ['First', 'Second', 'Third', 'Fourth', 'Fifth'])
    issues.push(await pat.opens('api', title));
  const [, , , fourth, fifth] = issues;
  if (!fourth || !fifth) throw new Error('five issues were opened');
  const closed = await pat.opens('api', 'Paid long ago');
  await pat.closes(closed);
  await pat.configures('api', configFile());
  expect((await acme.dashboard('api')).body).toContain('| 5 | 3 | 2 | 0 |');
  const owners = await Promise.all(issues.map((issue) => acme.owners(issue)));
  expect(owners).toEqual([['ana'], ['ana'], ['ana'], [], []]);
  for (const silent of [fourth, fifth, closed]) expect(await acme.comments(silent)).toEqual([]);
});

test('observing, it writes the dashboard only, and says there what it would have done', async () => {
  const acme = await begin({ configs: { api: configFile({ mode: 'observe' }) } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.comments(parser)).toEqual([]);
  const { body } = await acme.dashboard('api');
  expect(body).toContain('Paydown only observes here');
  expect(body).toMatch(/- give .*Old parser.* to \*\*ana\*\*/);

  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.announcements('api', 'handoff')).toEqual([]);
  expect(await acme.announcements('api', 'heartbeat')).toEqual([]);
  expect((await acme.dashboard('api')).body).toMatch(/- give .*Old parser.* to \*\*bo\*\*/);

  await pat.configures('api', configFile());
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect((await acme.dashboard('api')).body).not.toContain('observes');
});

test('a repository that fewer people see than the home is told of by counts only', async () => {
  const config = configFile({ home: 'acme/infra', rotation: { cap: 1 } });
  const acme = await begin({ configs: { '.github': config } });
  const pat = acme.as('pat');
  const vault = await pat.opens('secret', 'Broken vault door');
  expect(await acme.owners(vault)).toEqual(['ana']);
  const cellar = await pat.opens('secret', 'Leaking cellar');
  expect(await acme.owners(cellar)).toEqual([]);
  const { body } = await acme.dashboard('infra');
  expect(body).toContain('| 2 | 1 | 1 | 0 |');
  expect(body).toContain('1 issue in repositories that not everybody here can see');

  await acme.travelTo('2026-01-06T10:00:00Z');
  await acme.as('ana').comments(vault, 'I have begun.');
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [handoff = ''] = await acme.announcements('infra', 'handoff');
  expect(handoff).toContain('an issue in a repository that not everybody here can see');
  const [heartbeat = ''] = await acme.announcements('infra', 'heartbeat');
  expect(heartbeat).toContain('2 are in repositories that not everybody here can see');
  await pat.closes(vault);
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await acme.announcements('infra', 'heartbeat')).toHaveLength(2);
  const everything = await acme.everything('infra');
  for (const told of ['vault', 'cellar', 'acme/secret', '/secret/']) expect(everything).not.toContain(told);
});

test('a repository that becomes private is told of by counts only from then on', async () => {
  const config = configFile({ home: 'acme/infra', rotation: { cap: 1 } });
  const acme = await begin({ configs: { '.github': config } });
  const pat = acme.as('pat');
  await pat.opens('web', 'First');
  await acme.quiet();
  await pat.opens('web', 'Leaking cellar');
  expect((await acme.dashboard('infra')).body).toContain('Leaking cellar');
  await acme.github.as('pat').rest.repos.update({ owner: 'acme', repo: 'web', private: true });
  const { body } = await acme.dashboard('infra');
  expect(body).not.toContain('Leaking cellar');
  expect(body).toContain('| 2 | 1 | 1 | 0 |');
});
