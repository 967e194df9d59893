import { expect, test } from 'vitest';
import { API, openApp, openSandbox, statusOf } from './support.ts';

test('what the App writes appears as from a bot, by way of the App', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  const author = {
    user: { login: 'paydown[bot]', type: 'Bot', html_url: 'https://github.com/apps/paydown' },
  };
  const via = { performed_via_github_app: { id: sandbox.credentials.appId, slug: 'paydown' } };
  const issue = await bot.rest.issues.create({ ...API, title: 'Dashboard' });
  expect(issue.data).toMatchObject({ ...author, ...via });
  const comment = await bot.rest.issues.createComment({ ...API, issue_number: 1, body: 'Hello.' });
  expect(comment.data).toMatchObject({ ...author, ...via });
  const seen = await sandbox.as('ana').rest.issues.listComments({ ...API, issue_number: 1 });
  expect(seen.data).toMatchObject([{ ...author, ...via }]);
  const hers = await sandbox.as('ana').rest.issues.create({ ...API, title: 'Hers' });
  expect(hers.data).toMatchObject({ user: { login: 'ana', type: 'User' }, performed_via_github_app: null });
});

test('web addresses are on github.com, and API addresses in the sandbox', async () => {
  const sandbox = await openSandbox();
  const { data } = await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow' });
  expect([data.html_url, data.url]).toEqual([
    'https://github.com/acme/api/issues/1',
    `${sandbox.url}/repos/acme/api/issues/1`,
  ]);
  const repository = await sandbox.as('ana').rest.repos.get(API);
  expect([repository.data.html_url, repository.data.clone_url]).toEqual([
    'https://github.com/acme/api',
    'https://github.com/acme/api.git',
  ]);
});

test('the App may write what it has the permission for, and nothing else', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  const content = Buffer.from('x').toString('base64');
  const sha = (await bot.rest.repos.getBranch({ ...API, branch: 'main' })).data.commit.sha;
  const check = {
    ...API,
    name: 'paydown',
    head_sha: sha,
    status: 'completed',
    conclusion: 'success',
  } as const;
  expect((await bot.rest.checks.create(check)).data.app?.slug).toBe('paydown');
  await sandbox.as('ana').rest.teams.create({ org: 'acme', name: 'infra' });
  const team = { org: 'acme', team_slug: 'infra', username: 'bo' };
  const forbidden = [
    bot.rest.repos.createOrUpdateFileContents({ ...API, path: 'a', message: 'm', content }),
    bot.rest.pulls.create({ ...API, title: 't', head: 'b', base: 'main' }),
    bot.rest.repos.update({ ...API, archived: true }),
    bot.rest.teams.addOrUpdateMembershipForUserInOrg(team),
  ];
  expect(await Promise.all(forbidden.map(statusOf))).toEqual([403, 403, 403, 403]);
  await expect(bot.rest.teams.listMembersInOrg(team)).resolves.toMatchObject({ data: [{ login: 'ana' }] });
});

test('an App with the permission keeps a team', async () => {
  const sandbox = await openSandbox({ permissions: { members: 'write', metadata: 'read' } });
  const { bot } = await openApp(sandbox);
  await sandbox.as('ana').rest.teams.create({ org: 'acme', name: 'infra' });
  const team = { org: 'acme', team_slug: 'infra' };
  await bot.rest.teams.addOrUpdateMembershipForUserInOrg({ ...team, username: 'bo' });
  const { data } = await bot.rest.teams.listMembersInOrg(team);
  expect(data.map((user) => user.login)).toEqual(['ana', 'bo']);
});

test('every answer says how much of the rate limit is left', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  const used = async (path: string) => (await bot.request(`GET ${path}`)).headers;
  const first = await used('/installation/repositories');
  expect(first).toMatchObject({
    'x-ratelimit-limit': '5000',
    'x-ratelimit-used': '1',
    'x-ratelimit-resource': 'core',
  });
  const second = await used('/repos/acme/api');
  expect(second).toMatchObject({
    'x-ratelimit-remaining': '4998',
    'x-ratelimit-reset': first['x-ratelimit-reset'],
  });
});

test('unknown tokens are refused', async () => {
  const sandbox = await openSandbox();
  const headers = { authorization: 'Bearer ghs_unknown' };
  expect((await fetch(`${sandbox.url}/repos/acme/api`, { headers })).status).toBe(401);
});

test('bodies beyond GitHub’s limit are refused', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  expect(await statusOf(bot.rest.issues.create({ ...API, title: 'Long', body: 'x'.repeat(65_537) }))).toBe(
    422,
  );
});

test('a reaction is counted once, whoever repeats it', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow' });
  const { data } = await sandbox
    .as('ana')
    .rest.issues.createComment({ ...API, issue_number: 1, body: '/debt accept' });
  const react = () =>
    bot.rest.reactions.createForIssueComment({ ...API, comment_id: data.id, content: '+1' });
  expect([(await react()).status, (await react()).status]).toEqual([201, 200]);
  const comment = await bot.rest.issues.getComment({ ...API, comment_id: data.id });
  expect(comment.data.reactions).toMatchObject({ total_count: 1, '+1': 1 });
  const { data: reactions } = await bot.rest.reactions.listForIssueComment({ ...API, comment_id: data.id });
  expect(reactions).toMatchObject([{ user: { login: 'paydown[bot]' }, content: '+1' }]);
});

test('labels are one whatever their case', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  const { data } = await ana.create({ ...API, title: 'Slow', labels: ['Tech-Debt'] });
  expect(data.labels).toMatchObject([{ name: 'tech-debt' }]);
  expect((await ana.listForRepo({ ...API, labels: 'TECH-DEBT' })).data).toHaveLength(1);
  expect(await statusOf(ana.createLabel({ ...API, name: 'BUG' }))).toBe(422);
  await ana.removeLabel({ ...API, issue_number: 1, name: 'TECH-DEBT' });
  expect((await ana.get({ ...API, issue_number: 1 })).data.labels).toEqual([]);
});
