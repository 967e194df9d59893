import { expect, test } from 'vitest';
import { API, lastPayload, openSandbox } from './support.ts';

const events = ['pull_request', 'merge_group'];

test('a pull request in the queue is a merge group, whose checks are asked for and whose branch is found', async () => {
  const sandbox = await openSandbox({ events });
  const change = { title: 'Faster', branch: 'faster', path: 'fast.txt', content: 'fast' };
  const number = await sandbox.openPullRequest('bo', 'api', change);
  const sha = await sandbox.queuePullRequest('ana', 'api', number);
  const { rest } = sandbox.as('ana');
  const { data: main } = await rest.repos.getBranch({ ...API, branch: 'main' });
  const ref = `refs/heads/gh-readonly-queue/main/pr-${number}-${main.commit.sha}`;
  expect(await lastPayload(sandbox, 'merge_group')).toMatchObject({
    action: 'checks_requested',
    merge_group: {
      ...{ head_sha: sha, head_ref: ref, base_sha: main.commit.sha, base_ref: 'refs/heads/main' },
      head_commit: { id: sha, message: expect.stringContaining(`Merge pull request #${number} from`) },
    },
    repository: { name: 'api' },
    sender: { login: 'ana' },
  });
  const { data } = await rest.git.listMatchingRefs({ ...API, ref: 'heads/gh-readonly-queue/main/' });
  expect(data.map((one) => [one.ref, one.object.sha])).toEqual([[ref, sha]]);
  const { data: file } = await rest.repos.getContent({
    ...{ ...API, path: 'fast.txt', ref: sha, mediaType: { format: 'raw' } },
  });
  expect(String(file)).toBe('fast');
});

test('one behind another stands on it, and is made anew when that one leaves the queue', async () => {
  const sandbox = await openSandbox({ events });
  const numbers: number[] = [];
  for (const branch of ['first', 'second', 'third']) {
    const change = { title: branch, branch, path: `${branch}.txt`, content: branch };
    numbers.push(await sandbox.openPullRequest('bo', 'api', change));
  }
  const [first = 0, second = 0, third = 0] = numbers;
  const one = await sandbox.queuePullRequest('ana', 'api', first);
  const two = await sandbox.queuePullRequest('ana', 'api', second, 'squash');
  expect(await lastPayload(sandbox, 'merge_group')).toMatchObject({
    merge_group: {
      ...{ head_sha: two, base_sha: one, head_commit: { message: `second (#${second})` } },
      head_ref: `refs/heads/gh-readonly-queue/main/pr-${second}-${one}`,
    },
  });
  await sandbox.queuePullRequest('ana', 'api', third);
  const anew = await sandbox.unqueuePullRequest('ana', 'api', second);
  expect(anew).toHaveLength(1);
  expect(await lastPayload(sandbox, 'merge_group')).toMatchObject({
    merge_group: { head_sha: anew[0], head_ref: `refs/heads/gh-readonly-queue/main/pr-${third}-${one}` },
  });
  const { rest } = sandbox.as('ana');
  const { data } = await rest.git.listMatchingRefs({ ...API, ref: 'heads/gh-readonly-queue/main/' });
  expect(new Set(data.map(({ object }) => object.sha))).toEqual(new Set([one, anew[0]]));
});

test('an App that did not subscribe is not told', async () => {
  const sandbox = await openSandbox({ events: ['pull_request'] });
  const change = { title: 'Faster', branch: 'faster', path: 'fast.txt', content: 'fast' };
  await sandbox.queuePullRequest('ana', 'api', await sandbox.openPullRequest('bo', 'api', change));
  await sandbox.settled();
  expect(sandbox.deliveries.filter(({ event }) => event === 'merge_group')).toEqual([]);
});
