import { expect, test } from 'vitest';
import { API, lastPayload, openApp, openSandbox, statusOf } from './support.ts';

const LESS = { issues: 'write', metadata: 'read' } as const;

test('permissions that are accepted are told, and hold for tokens made from then on', async () => {
  const sandbox = await openSandbox({ permissions: LESS });
  const { app, bot } = await openApp(sandbox);
  const granted = async () =>
    (await app.rest.apps.getInstallation({ installation_id: sandbox.installationId })).data.permissions;
  expect(await granted()).toEqual(LESS);
  const sha = (await bot.rest.repos.getBranch({ ...API, branch: 'main' })).data.commit.sha;
  const check = { ...API, name: 'x', head_sha: sha, status: 'completed', conclusion: 'success' } as const;
  expect(await statusOf(bot.rest.checks.create(check))).toBe(403);

  const more = { ...LESS, checks: 'write' } as const;
  await sandbox.changeAccess('ana', { kind: 'accepted', permissions: more });
  expect(await granted()).toEqual(more);
  const told = await lastPayload(sandbox, 'installation', 'new_permissions_accepted');
  expect(told.installation).toMatchObject({ id: sandbox.installationId, permissions: more });
  expect(await statusOf(bot.rest.checks.create(check))).toBe(403);
  const { bot: anew } = await openApp(sandbox);
  expect((await anew.rest.checks.create(check)).status).toBe(201);
});

test('what is withdrawn is withdrawn without a word', async () => {
  const sandbox = await openSandbox();
  await sandbox.changeAccess('ana', { kind: 'withdrawn', permissions: LESS, events: ['issues'] });
  await sandbox.settled();
  expect(sandbox.deliveries).toEqual([]);
  const { app } = await openApp(sandbox);
  const [installation] = (await app.rest.apps.listInstallations()).data;
  expect(installation).toMatchObject({ permissions: LESS, events: ['issues'] });
});

test('a repository that is taken from the App is out of its sight, until it is given back', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  const vault = { owner: 'acme', repo: 'vault' };
  const seen = async () =>
    (await bot.rest.apps.listReposAccessibleToInstallation()).data.repositories.map(({ name }) => name);
  await sandbox.changeAccess('ana', { kind: 'taken', repository: 'vault' });
  const { repositories_removed } = await lastPayload(sandbox, 'installation_repositories', 'removed');
  expect(repositories_removed).toMatchObject([{ full_name: 'acme/vault' }]);
  expect(await seen()).toEqual(['api', 'web']);
  expect(await statusOf(bot.rest.repos.get(vault))).toBe(404);
  const before = sandbox.deliveries.length;
  await sandbox.as('ana').rest.issues.create({ ...vault, title: 'Unheard' });
  await sandbox.settled();
  expect(sandbox.deliveries).toHaveLength(before);

  await sandbox.changeAccess('ana', { kind: 'given', repository: 'vault' });
  expect(await seen()).toEqual(['api', 'web', 'vault']);
  expect((await bot.rest.repos.get(vault)).status).toBe(200);
});

test('each of two organisations has an installation of its own, which reaches no further', async () => {
  const vault = { name: 'vault', visibility: 'private' } as const;
  const sandbox = await openSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana'],
      repositories: [vault, { name: 'api' }],
      others: [{ organisation: 'umbrella', repositories: [vault, { name: 'api' }] }],
    },
  });
  const { app, bot, probot } = await openApp(sandbox);
  const ids = (await app.rest.apps.listInstallations()).data.map(({ id }) => id);
  expect(ids).toHaveLength(2);
  const other = await probot.auth(ids[1]);
  const seen = (await other.rest.apps.listReposAccessibleToInstallation()).data.repositories;
  expect(seen.map(({ full_name }) => full_name)).toEqual(['umbrella/vault', 'umbrella/api']);
  expect(await statusOf(bot.rest.repos.get({ owner: 'umbrella', repo: 'vault' }))).toBe(404);
  expect((await bot.rest.repos.get({ owner: 'umbrella', repo: 'api' })).status).toBe(200);
  const issue = { owner: 'umbrella', repo: 'api', title: 'Slow' };
  expect(await statusOf(bot.rest.issues.create(issue))).toBe(403);
  await sandbox.as('ana').rest.issues.create(issue);
  expect((await lastPayload(sandbox, 'issues', 'opened')).installation.id).toBe(ids[1]);
});
