import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { environmentOf, startProcess } from '../faults/app-process.ts';
import { emptyFolder } from './folder.ts';
import { begin, configFile, type Story } from './story.ts';

const everything = {
  issues: 'write',
  checks: 'write',
  contents: 'read',
  metadata: 'read',
  pull_requests: 'read',
} as const;
const { checks: _checks, ...withoutChecks } = everything;
const { issues: _issues, ...withoutIssues } = everything;
const { contents: _contents, ...withoutContents } = everything;

const accepted = { kind: 'accepted', permissions: everything } as const;

/** What the App asked of GitHub since a moment, without the tokens it fetched. */
function asked(acme: Story, method: RegExp, path: RegExp) {
  return acme.github.requests.filter(
    (one) => one.by !== 'pat' && method.test(one.method) && path.test(one.path),
  );
}

test('without `checks: write` no check is tried, the dashboard says so, and once it is granted checks work', async () => {
  const acme = await begin({ permissions: withoutChecks, configs: { api: configFile() } });
  const { body } = await acme.dashboard('api');
  expect(body).toContain('> - check on commits (needs `checks: write`): ');
  expect(body).toContain(
    'Settings → GitHub Apps → [Configure](https://github.com/organizations/acme/settings/installations/',
  );
  await acme.as('pat').configures('api', configFile({ rotation: { roaster: ['ana'] } }));
  expect((await acme.dashboard('api')).body).toContain('the last good one stays in force');
  expect(asked(acme, /./, /check-runs/)).toEqual([]);

  await acme.github.changeAccess('pat', accepted);
  expect((await acme.dashboard('api')).body).not.toContain('want of a permission');
  const sha = await acme.as('pat').configures('api', configFile({ rotation: { cap: 2 } }));
  expect((await acme.checkRuns('api', sha)).map(({ conclusion }) => conclusion)).toEqual(['success']);
});

test('without `issues: write` nothing is tried or remembered as done, and once it is granted debt finds its owner', async () => {
  const acme = await begin({ permissions: withoutIssues, configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(asked(acme, /^(POST|PATCH|DELETE)$/, /\/issues/)).toEqual([]);

  await acme.github.changeAccess('pat', accepted);
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.livingComment(parser)).toContain('**bo** owns this debt');
  expect((await acme.dashboard('api')).body).toContain('| 1 | 1 | 0 | 0 |');
  expect(await acme.announcements('api', 'handoff')).toEqual([]);
  expect(await acme.announcements('api', 'heartbeat')).toEqual([]);
});

test('without `contents: read` the config file is left alone, and once it is granted it governs', async () => {
  const acme = await begin({ permissions: withoutContents, configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  expect(asked(acme, /./, /\/contents\//)).toEqual([]);
  await acme.github.changeAccess('pat', accepted);
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('a permission that the App was deprived of without a word is missed at its next start', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  expect((await acme.dashboard('api')).body).not.toContain('want of a permission');
  await acme.github.changeAccess('pat', { kind: 'withdrawn', permissions: withoutChecks });
  await acme.stopApp();
  await acme.startApp();
  expect((await acme.dashboard('api')).body).toContain('check on commits (needs `checks: write`)');
});

test('what GitHub refused for want of a permission is made once it is granted, though the token is older', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.github.changeAccess('pat', { kind: 'withdrawn', permissions: withoutIssues });
  // By then the token of before has run out, and the App has not looked yet.
  await acme.travelTo('2026-01-05T12:00:00Z');
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  expect(asked(acme, /POST/, /comments|assignees/).map(({ status }) => status)).toContain(403);
  await acme.github.changeAccess('pat', accepted);
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('an event that GitHub does not send is named on the dashboard, until it is subscribed to', async () => {
  const sent = ['issues', 'issue_comment', 'pull_request', 'repository'];
  const acme = await begin({ events: sent });
  await acme.as('pat').configures('api', configFile());
  await acme.travelTo('2026-01-05T10:15:00Z');
  await acme.as('pat').opens('api', 'Old parser');
  expect((await acme.dashboard('api')).body).toContain(
    '> - `push`: a change of the config file is noticed late',
  );
  await acme.github.changeAccess('pat', { kind: 'accepted', events: [...sent, 'push'] });
  expect((await acme.dashboard('api')).body).not.toContain('`push`');
});

test('at its start the App tells the operator what is off, and how to mend it', async () => {
  const github = await startSandbox({
    seed: { organisation: 'acme', people: ['pat'], repositories: [{ name: 'api' }] },
    permissions: withoutIssues,
  });
  onTestFinished(() => github.close());
  const { said } = await startProcess(environmentOf(github, await emptyFolder()));
  const warnings = () => said.filter((line) => line.includes('a feature is off for want of a permission'));
  await expect.poll(warnings, { timeout: 30_000 }).toHaveLength(1);
  expect(JSON.parse(warnings()[0] ?? '')).toMatchObject({
    level: 40,
    installation: github.installationId,
    feature: 'owners and dashboard',
    missing: ['issues: write'],
    hint: expect.stringContaining(
      'an owner of acme accepts it: https://github.com/organizations/acme/settings/',
    ),
  });
});
