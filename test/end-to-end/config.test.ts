import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

const BROKEN = configFile({ rotation: { roaster: ['ana'] } });
const PATH = '.github/paydown.yml';

test("the organisation's file governs every repository but those with a file of their own", async () => {
  const everywhere = configFile({ home: 'acme/infra' });
  const own = configFile({ rotation: { name: 'web', roster: ['cy', 'bo'] } });
  const acme = await begin({ configs: { '.github': everywhere, web: own } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  const styles = await pat.opens('web', 'Old styles');
  expect([await acme.owners(parser), await acme.owners(styles)]).toEqual([['ana'], ['cy']]);
  expect((await acme.dashboard('infra')).body).toContain('| 1 | 1 | 0 | 0 |');
  expect((await acme.dashboard('web')).body).toContain('| 1 | 1 | 0 | 0 |');
  for (const repo of ['api', '.github', 'secret']) expect(await acme.dashboards(repo)).toEqual([]);
});

test('a broken version is named where it was written, and the last good one stays in force', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const sha = await acme.as('pat').configures('api', BROKEN);
  const [check] = await acme.checkRuns('api', sha);
  expect(check?.conclusion).toBe('failure');
  expect(check?.title).toContain(`${PATH} cannot be used`);
  const line = BROKEN.split('\n').findIndex((text) => text.includes('roaster')) + 1;
  expect(check?.lines.join('\n')).toMatch(new RegExp(`^${PATH}:${line}: failure: .*roaster.*roster`, 'm'));

  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const { body } = await acme.dashboard('api');
  expect(body).toContain(`the last good one stays in force: line ${line}`);

  const mended = await acme.as('pat').configures('api', configFile({ rotation: { roster: ['dee', 'ana'] } }));
  expect((await acme.checkRuns('api', mended)).map(({ conclusion }) => conclusion)).toEqual(['success']);
  expect((await acme.dashboard('api')).body).not.toContain('cannot be used');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('a first version that is broken makes the App say so, and do nothing else', async () => {
  const acme = await begin();
  const sha = await acme.as('pat').configures('api', BROKEN);
  expect((await acme.checkRuns('api', sha)).map(({ conclusion }) => conclusion)).toEqual(['failure']);
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.dashboards('api')).toEqual([]);
});

test('a pull request that touches the file is checked, and one that does not is let by', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const headOf = async (number: number) =>
    (await acme.github.as('pat').rest.pulls.get({ owner: 'acme', repo: 'api', pull_number: number })).data
      .head.sha;
  const opens = (branch: string, path: string, content: string) =>
    acme.github.openPullRequest('pat', 'api', { title: `Change ${path}`, branch, path, content });
  const broken = await opens('broken', PATH, BROKEN);
  const [check] = await acme.checkRuns('api', await headOf(broken));
  expect(check?.conclusion).toBe('failure');
  expect(check?.lines[0]).toContain('roaster');
  const good = await opens('good', PATH, configFile({ rotation: { cap: 2 } }));
  expect((await acme.checkRuns('api', await headOf(good)))[0]?.conclusion).toBe('success');
  const other = await opens('other', 'README.md', 'Hello.');
  expect(await acme.checkRuns('api', await headOf(other))).toEqual([]);
  expect((await acme.dashboard('api')).body).not.toContain('cannot be used');
});

test('without its file a scope ends: nothing more is given, announced or reported', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.as('pat').removesConfig('api');
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.announcements('api', 'handoff')).toEqual([]);
  expect(await acme.announcements('api', 'heartbeat')).toEqual([]);
});

test("a first file of its own that is broken does not take a repository from the organisation's", async () => {
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra' }) } });
  const pat = acme.as('pat');
  expect(await acme.owners(await pat.opens('web', 'Old styles'))).toEqual(['ana']);
  const sha = await pat.configures('web', BROKEN);
  expect((await acme.checkRuns('web', sha)).map(({ conclusion }) => conclusion)).toEqual(['failure']);
  expect(await acme.owners(await pat.opens('web', 'More old styles'))).toEqual(['ana']);
  expect((await acme.dashboard('infra')).body).toContain('| 2 | 2 | 0 | 0 |');
  await pat.configures('web', configFile({ rotation: { roster: ['cy'] } }));
  expect((await acme.dashboard('web')).body).toContain('**On duty** in infra: **cy**');
});

test("a first file in `.github-private` that is broken does not take the place of the organisation's in `.github`", async () => {
  const seed = {
    organisation: 'acme',
    people: ['ana', 'bo', 'cy', 'pat'],
    repositories: [
      { name: 'api', labels: ['tech-debt'] },
      { name: '.github' },
      { name: '.github-private', visibility: 'private' as const },
      { name: 'infra' },
    ],
  };
  const acme = await begin({ seed, configs: { '.github': configFile({ home: 'acme/infra' }) } });
  await acme.as('pat').configures('.github-private', BROKEN);
  await acme.quiet();
  await acme.travelTo('2026-01-05T10:30:00Z');
  expect(await acme.owners(await acme.as('pat').opens('api', 'Old parser'))).toEqual(['ana']);
});

test("a repository that gets a file of its own makes room for what waits in the organisation's rotation", async () => {
  const rotation = { roster: ['ana'], cap: 1 };
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra', rotation }) } });
  const pat = acme.as('pat');
  expect(await acme.owners(await pat.opens('web', 'Old styles'))).toEqual(['ana']);
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  await pat.configures('web', configFile({ rotation: { roster: ['cy', 'bo'] } }));
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect((await acme.dashboard('infra')).body).toContain('| 1 | 1 | 0 | 0 |');
});
