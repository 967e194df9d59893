import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { API, lastPayload, openApp, openListener, openSandbox, told } from './support.ts';

test('a webhook is signed, named and complete', async () => {
  const listener = await openListener();
  const sandbox = await openSandbox({ webhookUrl: listener.url });
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow' });
  await sandbox.settled();
  const [first] = listener.received;
  const signature = createHmac('sha256', sandbox.credentials.webhookSecret)
    .update(first?.body ?? '')
    .digest('hex');
  expect(first?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-github-hook-installation-target-id': String(sandbox.credentials.appId),
    'x-hub-signature-256': `sha256=${signature}`,
  });
  expect(first?.headers['user-agent']).toMatch(/^GitHub-Hookshot\//);
  expect(first?.headers['x-github-delivery']).toMatch(
    /^[\da-f]{8}-[\da-f]{4}-[14][\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/,
  );
  expect(JSON.parse(first?.body ?? '')).toMatchObject({
    action: 'opened',
    issue: {
      number: 1,
      html_url: 'https://github.com/acme/api/issues/1',
      url: `${sandbox.url}/repos/acme/api/issues/1`,
    },
    repository: {
      ...{
        name: 'api',
        full_name: 'acme/api',
        owner: { login: 'acme' },
        private: false,
        visibility: 'public',
      },
      ...{ default_branch: 'main', archived: false },
    },
    organization: { login: 'acme' },
    sender: { login: 'ana', type: 'User' },
    installation: { id: sandbox.installationId, node_id: expect.any(String) },
  });
});

test('Probot accepts what is sent', async () => {
  const sandbox = await openSandbox();
  const { probot } = await openApp(sandbox);
  const heard: string[] = [];
  probot.on('issues.labeled', ({ payload }) => {
    heard.push(`${payload.issue.number} ${payload.label?.name} ${payload.installation?.id}`);
  });
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow', labels: ['bug'] });
  await sandbox.settled();
  for (const { guid, event, payload, headers } of sandbox.deliveries) {
    const signature = headers['x-hub-signature-256'] ?? '';
    await probot.webhooks.verifyAndReceive({ id: guid, name: event, payload, signature });
  }
  expect(heard).toEqual([`1 bug ${sandbox.installationId}`]);
});

test('opening an issue is told first, then each of its labels and assignees', async () => {
  const sandbox = await openSandbox();
  const issue = { ...API, title: 'Slow', labels: ['tech-debt', 'bug'], assignees: ['bo', 'cy'] };
  await sandbox.as('ana').rest.issues.create(issue);
  expect(await told(sandbox)).toEqual([
    'issues.opened',
    'issues.labeled tech-debt',
    'issues.labeled bug',
    'issues.assigned bo',
    'issues.assigned cy',
  ]);
});

test('every change of an issue is told, in the order of the changes', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  const it = { ...API, issue_number: 1 };
  await ana.create({ ...API, title: 'Slow' });
  await ana.addLabels({ ...it, labels: ['bug'] });
  await ana.setLabels({ ...it, labels: ['tech-debt'] });
  await ana.removeAllLabels(it);
  await ana.addAssignees({ ...it, assignees: ['bo'] });
  await ana.removeAssignees({ ...it, assignees: ['bo'] });
  await ana.update({ ...it, title: 'Slower', state: 'closed', labels: ['bug'] });
  await ana.update({ ...it, state: 'open' });
  expect(await told(sandbox)).toEqual([
    'issues.opened',
    'issues.labeled bug',
    'issues.unlabeled bug',
    'issues.labeled tech-debt',
    'issues.unlabeled tech-debt',
    'issues.assigned bo',
    'issues.unassigned bo',
    'issues.edited',
    'issues.labeled bug',
    'issues.closed',
    'issues.reopened',
  ]);
  expect(await lastPayload(sandbox, 'issues', 'edited')).toMatchObject({
    changes: { title: { from: 'Slow' } },
  });
});

test('a change that changes nothing is not told', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  await ana.create({ ...API, title: 'Slow', labels: ['bug'], assignees: ['bo'] });
  const before = (await told(sandbox)).length;
  await ana.addLabels({ ...API, issue_number: 1, labels: ['BUG'] });
  await ana.update({ ...API, issue_number: 1, title: 'Slow', state: 'open' });
  await ana.addAssignees({ ...API, issue_number: 1, assignees: ['bo'] });
  expect(await told(sandbox)).toHaveLength(before);
});

test('comments are told, with what they said before', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  await ana.create({ ...API, title: 'Slow' });
  const { data } = await ana.createComment({ ...API, issue_number: 1, body: 'Hm.' });
  await ana.updateComment({ ...API, comment_id: data.id, body: 'Hm!' });
  await ana.deleteComment({ ...API, comment_id: data.id });
  expect(await told(sandbox)).toEqual([
    'issues.opened',
    'issue_comment.created',
    'issue_comment.edited',
    'issue_comment.deleted',
  ]);
  expect(await lastPayload(sandbox, 'issue_comment', 'created')).toMatchObject({
    issue: { number: 1, comments: 1 },
    comment: { body: 'Hm.', html_url: `https://github.com/acme/api/issues/1#issuecomment-${data.id}` },
  });
  expect(await lastPayload(sandbox, 'issue_comment', 'edited')).toMatchObject({
    changes: { body: { from: 'Hm.' } },
  });
});

test('what the App does is told too, with the bot as the sender', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  await bot.rest.issues.create({ ...API, title: 'Dashboard' });
  expect(await lastPayload(sandbox, 'issues', 'opened')).toMatchObject({
    sender: { login: 'paydown[bot]', type: 'Bot' },
    issue: { user: { login: 'paydown[bot]', type: 'Bot' } },
  });
});

test('labels and repositories are told, and a new repository joins the installation', async () => {
  const sandbox = await openSandbox();
  const { labels, repos } = { labels: sandbox.as('ana').rest.issues, repos: sandbox.as('ana').rest.repos };
  await labels.createLabel({ ...API, name: 'slow', color: 'ff0000' });
  await labels.updateLabel({ ...API, name: 'slow', new_name: 'slower' });
  await labels.deleteLabel({ ...API, name: 'slower' });
  await repos.createInOrg({ org: 'acme', name: 'cli', auto_init: true });
  await repos.update({ owner: 'acme', repo: 'cli', name: 'tool', private: true, archived: true });
  await repos.delete({ owner: 'acme', repo: 'tool' });
  expect(await told(sandbox)).toEqual([
    'label.created slow',
    'label.edited slower',
    'label.deleted slower',
    'repository.created',
    'installation_repositories.added',
    'repository.renamed',
    'repository.privatized',
    'repository.archived',
    'repository.deleted',
    'installation_repositories.removed',
  ]);
  const edited = await lastPayload(sandbox, 'label', 'edited');
  expect(edited.changes).toEqual({ name: { from: 'slow' } });
  const added = await lastPayload(sandbox, 'installation_repositories', 'added');
  expect(added).toMatchObject({
    repositories_added: [{ full_name: 'acme/cli' }],
    repository_selection: 'all',
  });
});

test('installing, suspending and removing the App is told, and decides whether it gets in', async () => {
  const sandbox = await openSandbox();
  await sandbox.changeInstallation('ana', 'created');
  expect(await lastPayload(sandbox, 'installation', 'created')).toMatchObject({
    installation: { id: sandbox.installationId, account: { login: 'acme', type: 'Organization' } },
    repositories: [
      { full_name: 'acme/api' },
      { full_name: 'acme/web' },
      { full_name: 'acme/vault', private: true },
    ],
    sender: { login: 'ana' },
  });
  await sandbox.changeInstallation('ana', 'suspend');
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Unheard' });
  expect(await told(sandbox)).toEqual(['installation.created', 'installation.suspend']);
  const { bot } = await openApp(sandbox);
  await expect(bot.rest.issues.get({ ...API, issue_number: 1 })).rejects.toThrow(/suspended/);
  await sandbox.changeInstallation('ana', 'unsuspend');
  await expect(bot.rest.issues.get({ ...API, issue_number: 1 })).resolves.toMatchObject({ status: 200 });
});

test('an event that the App does not subscribe to is not sent', async () => {
  const sandbox = await openSandbox({ events: ['push'] });
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow' });
  expect(await told(sandbox)).toEqual([]);
});

test('webhooks of one repository arrive in order though the listener is slow with the first', async () => {
  const listener = await openListener();
  const sandbox = await openSandbox({ webhookUrl: listener.url, webhookPatience: 100 });
  listener.answer('never');
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow', labels: ['bug'] });
  await expect.poll(() => listener.received.length).toBe(1);
  listener.answer(200);
  expect(await told(sandbox)).toEqual(['issues.opened', 'issues.labeled bug']);
  expect(sandbox.deliveries.map((delivery) => delivery.status)).toEqual([0, 200]);
});
