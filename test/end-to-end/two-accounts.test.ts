/** Two organisations have installed one App, and are alike in all that can be alike: nothing crosses. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

const repositories = [
  { name: '.github' },
  { name: 'api', labels: ['tech-debt'] },
  { name: 'den', visibility: 'private' as const, labels: ['tech-debt'] },
  { name: 'infra' },
];
const seed = {
  organisation: 'acme',
  people: ['ana', 'bo', 'cy', 'dee', 'pat'],
  repositories,
  others: [{ organisation: 'umbrella', repositories }],
};

const HANDOFF = '2026-01-12T08:00:05Z';

const acmeFile = configFile({ home: 'acme/infra', rotation: { roster: ['ana', 'bo'], cap: 1 } });
const umbrellaFile = configFile({ home: 'umbrella/infra', rotation: { roster: ['cy', 'dee'], cap: 1 } });

async function expectApart(story: Story) {
  for (const repo of ['.github', 'api', 'den', 'infra']) {
    expect(await story.everything(`acme/${repo}`)).not.toMatch(/umbrella|\bcy\b|\bdee\b/i);
    expect(await story.everything(`umbrella/${repo}`)).not.toMatch(/acme|\bana\b|\bbo\b/i);
  }
}

test('each has its own people on duty, its own debt, its own reports, and knows nothing of the other', async () => {
  const configs = { 'acme/.github': acmeFile, 'umbrella/.github': umbrellaFile };
  const story = await begin({ seed, configs });
  const pat = story.as('pat');
  const issues = [
    await pat.opens('acme/api', 'Parser of acme'),
    await pat.opens('umbrella/api', 'Parser of umbrella'),
  ];
  expect(issues.map(({ number }) => number)).toEqual([1, 1]);
  const owners = async () => Promise.all(issues.map((issue) => story.owners(issue)));
  expect(await owners()).toEqual([['ana'], ['cy']]);
  for (const owner of ['acme', 'umbrella']) {
    await pat.opens(`${owner}/den`, `Door of ${owner}`);
    await pat.opens(`${owner}/api`, `Lexer of ${owner}`);
    expect((await story.dashboard(`${owner}/infra`)).body).toContain('| 3 | 1 | 2 | 0 |');
  }
  await story.travelTo(HANDOFF);
  expect(await owners()).toEqual([['bo'], ['dee']]);
  for (const owner of ['acme', 'umbrella']) {
    expect(await story.announcements(`${owner}/infra`, 'handoff')).toHaveLength(1);
    expect(await story.announcements(`${owner}/infra`, 'heartbeat')).toHaveLength(1);
  }
  await expectApart(story);
});

test('a repository that moves from one to the other is told of in the new one only, whatever arrives late', async () => {
  const tools = { name: 'tools', labels: ['tech-debt'] };
  const story = await begin({
    seed: { ...seed, repositories: [...repositories, tools] },
    configs: { 'acme/.github': acmeFile, 'umbrella/.github': umbrellaFile },
  });
  const pat = story.as('pat');
  await pat.opens('acme/tools', 'Blunt saw');
  await story.quiet();
  await pat.opens('acme/tools', 'Bent nail');
  await story.travelTo(HANDOFF);
  expect(await story.everything('acme/infra')).toContain('Bent nail');

  story.losesWebhooks();
  const from = story.github.deliveries.length;
  await pat.opens('acme/tools', 'Rusty file');
  const move = { owner: 'acme', repo: 'tools', new_owner: 'umbrella' };
  await story.github.as('pat').rest.repos.transfer(move);
  await story.github.settled();
  story.hearsWebhooks();
  const late = story.github.deliveries.slice(from).map(({ guid }) => guid);
  for (const guid of late.toReversed()) {
    await story.github.redeliver(guid);
    await story.quiet();
  }
  expect(await story.everything('acme/infra')).not.toMatch(/Blunt saw|Bent nail|Rusty file|tools/);
  expect((await story.dashboard('acme/infra')).body).toContain('| 0 | 0 | 0 | 0 |');
  expect((await story.dashboard('umbrella/infra')).body).toContain('| 3 |');
  await pat.opens('umbrella/tools', 'Dull axe');
  expect((await story.dashboard('umbrella/infra')).body).toContain('Dull axe');
  expect(await story.everything('acme/infra')).not.toContain('Dull axe');
});

test("a file that names another account's repository as its home reports nowhere", async () => {
  const story = await begin({ seed, configs: { 'acme/.github': acmeFile } });
  const before = await story.everything('acme/infra');
  const file = configFile({ home: 'acme/infra', rotation: { roster: ['cy'] } });
  const sha = await story.as('pat').configures('umbrella/.github', file);
  const [check] = await story.checkRuns('umbrella/.github', sha);
  expect(check?.lines.join()).toContain('`home` must be a repository of umbrella');
  const parser = await story.as('pat').opens('umbrella/api', 'Parser of umbrella');
  expect(await story.owners(parser)).toEqual([]);
  expect(await story.everything('acme/infra')).toBe(before);
  expect(await story.dashboards('umbrella/infra')).toEqual([]);
});

test('what one account is denied, or takes back, the other does not feel', async () => {
  const configs = { 'acme/.github': acmeFile, 'umbrella/.github': umbrellaFile };
  const story = await begin({ seed, configs });
  await story.dashboard('acme/infra');
  const metadata = { metadata: 'read' } as const;
  await story.github.changeAccess('pat', { kind: 'accepted', permissions: metadata }, 'umbrella');
  const denied = await story.as('pat').opens('umbrella/api', 'Parser of umbrella');
  const parser = await story.as('pat').opens('acme/api', 'Parser of acme');
  expect([await story.owners(denied), await story.owners(parser)]).toEqual([[], ['ana']]);
  expect((await story.dashboard('acme/infra')).body).not.toContain('want of a permission');

  await story.github.changeInstallation('pat', 'deleted', 'umbrella');
  await story.quiet();
  await story.travelTo(HANDOFF);
  expect(await story.owners(parser)).toEqual(['bo']);
  expect(await story.announcements('acme/infra', 'handoff')).toHaveLength(1);
  expect(await story.announcements('umbrella/infra', 'handoff')).toEqual([]);
});
