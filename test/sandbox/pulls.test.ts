import { expect, test } from 'vitest';
import { API, lastPayload, openApp, openSandbox, told } from './support.ts';

const PATH = '.github/paydown.yml';

async function read(sandbox: Awaited<ReturnType<typeof openSandbox>>, path: string, ref = 'main') {
  const { data } = await sandbox
    .as('ana')
    .rest.repos.getContent({ ...API, path, ref, mediaType: { format: 'raw' } });
  return String(data);
}

test('a commit on the default branch is a push that names its files', async () => {
  const sandbox = await openSandbox();
  const first = await sandbox.commitFile('ana', 'api', PATH, 'version: 1\n');
  expect(await lastPayload(sandbox, 'push')).toMatchObject({
    ref: 'refs/heads/main',
    before: expect.stringMatching(/^[\da-f]{40}$/),
    after: first,
    commits: [{ id: first, added: [PATH], modified: [], removed: [], author: { username: 'ana' } }],
    head_commit: { id: first },
    repository: { default_branch: 'main' },
    installation: { id: sandbox.installationId },
    sender: { login: 'ana' },
  });
  const second = await sandbox.commitFile('bo', 'api', PATH, 'version: 2\n');
  const push = await lastPayload(sandbox, 'push');
  expect(push).toMatchObject({ before: first, after: second, commits: [{ added: [], modified: [PATH] }] });
  expect(await read(sandbox, PATH)).toBe('version: 2\n');
});

test('a deleted file is named as removed', async () => {
  const sandbox = await openSandbox();
  await sandbox.commitFile('ana', 'api', PATH, 'version: 1\n');
  const { data } = await sandbox.as('ana').rest.repos.getContent({ ...API, path: PATH });
  const sha = Array.isArray(data) ? '' : data.sha;
  await sandbox.as('ana').rest.repos.deleteFile({ ...API, path: PATH, message: 'Remove it', sha });
  expect(await lastPayload(sandbox, 'push')).toMatchObject({ commits: [{ removed: [PATH] }] });
});

test('a pull request is told, knows its files, and follows its branch', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  const change = { title: 'Configure', branch: 'config', path: PATH, content: 'version: 1\n' };
  const number = await sandbox.openPullRequest('bo', 'api', change);
  expect(await lastPayload(sandbox, 'pull_request', 'opened')).toMatchObject({
    number,
    pull_request: { title: 'Configure', head: { ref: 'config' }, base: { ref: 'main' } },
  });
  const head = await sandbox.commitFile('bo', 'api', PATH, 'version: 2\n', { branch: 'config' });
  expect(await lastPayload(sandbox, 'pull_request', 'synchronize')).toMatchObject({
    after: head,
    pull_request: { head: { sha: head } },
  });
  const files = await bot.rest.pulls.listFiles({ ...API, pull_number: number });
  expect(files.data.map((file) => [file.filename, file.status])).toEqual([[PATH, 'added']]);
  expect((await bot.rest.pulls.get({ ...API, pull_number: number })).data.head.sha).toBe(head);
  const asIssue = await bot.rest.issues.get({ ...API, issue_number: number });
  expect(asIssue.data.pull_request?.html_url).toBe(`https://github.com/acme/api/pull/${number}`);
});

test('a merge is a push onto what the base is by then, and closes the issues it names', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest;
  await ana.issues.create({ ...API, title: 'Slow' });
  const change = { title: 'Faster', branch: 'faster', path: 'src/fast.ts', content: 'one', body: 'Fixes #1' };
  const number = await sandbox.openPullRequest('bo', 'api', change);
  await sandbox.commitFile('bo', 'api', 'src/fast.ts', 'two', { branch: 'faster' });
  await sandbox.commitFile('ana', 'api', 'README.md', 'Meanwhile');
  const before = (await told(sandbox)).length;
  const { data } = await ana.pulls.merge({ ...API, pull_number: number });
  expect((await told(sandbox)).slice(before)).toEqual(['pull_request.closed', 'push', 'issues.closed']);
  expect(await lastPayload(sandbox, 'pull_request', 'closed')).toMatchObject({
    pull_request: { merged: true },
  });
  expect(await lastPayload(sandbox, 'push')).toMatchObject({
    after: data.sha,
    commits: [{ added: ['src/fast.ts'], modified: [] }],
  });
  expect(await read(sandbox, 'src/fast.ts')).toBe('two');
  expect(await read(sandbox, 'README.md')).toBe('Meanwhile');
  expect((await ana.issues.get({ ...API, issue_number: 1 })).data.state_reason).toBe('completed');
});

test('a labelled pull request is told as a pull request', async () => {
  const sandbox = await openSandbox();
  const change = { title: 'Faster', branch: 'faster', path: 'fast.ts', content: 'one' };
  const number = await sandbox.openPullRequest('bo', 'api', change);
  await sandbox.as('ana').rest.issues.addLabels({ ...API, issue_number: number, labels: ['bug'] });
  expect((await told(sandbox)).at(-1)).toBe('pull_request.labeled bug');
});

test('a list by change has issues and pull requests since an instant, and GraphQL tells what one of those closes', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  const { issues, pulls } = sandbox.as('ana').rest;
  const { data: slow } = await issues.create({ ...API, title: 'Slow' });
  const change = { title: 'Faster', branch: 'faster', path: 'fast.ts', content: 'one' };
  const pull_number = await sandbox.openPullRequest('bo', 'api', {
    ...change,
    body: `Fixes #${slow.number}`,
  });
  await pulls.merge({ ...API, pull_number });
  const list = async (since: string) => {
    const order = { state: 'closed', sort: 'updated', direction: 'asc', since } as const;
    const { data } = await bot.rest.issues.listForRepo({ ...API, ...order });
    return data.map((one) => [one.number, one.pull_request?.merged_at ? 'merged' : one.state_reason]);
  };
  expect((await list('2020-01-01T00:00:00Z')).toSorted()).toEqual(
    [
      [slow.number, 'completed'],
      [pull_number, 'merged'],
    ].toSorted(),
  );
  expect(await list('2999-01-01T00:00:00Z')).toEqual([]);
  const query = `{ repository(owner: "acme", name: "api") { pullRequest(number: ${pull_number}) {
    closingIssuesReferences(first: 9) { nodes { number repository { databaseId } } } } } }`;
  expect(await bot.graphql(query)).toMatchObject({
    repository: {
      pullRequest: {
        closingIssuesReferences: {
          nodes: [{ number: slow.number, repository: { databaseId: expect.any(Number) } }],
        },
      },
    },
  });
});
