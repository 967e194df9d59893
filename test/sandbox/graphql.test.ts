import { expect, test } from 'vitest';
import { API, openApp, openSandbox } from './support.ts';

const LINKED_WORK = `query ($owner: String!, $name: String!, $number: Int!, $closed: Boolean!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      linkedBranches(first: 1) { totalCount }
      closedByPullRequestsReferences(first: 1, includeClosedPrs: $closed) { totalCount }
    }
  }
}`;

const where = { owner: 'acme', name: 'api', number: 1, closed: false };

test('somebody whose status says busy is of limited availability', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  sandbox.setStatus('Ana', 'busy');
  const status = 'status { indicatesLimitedAvailability }';
  const ask = () =>
    bot.graphql(`{ a: user(login: "ANA") { login ${status} } b: user(login: "bo") { ${status} } }`);
  expect(await ask()).toEqual({
    a: { login: 'ana', status: { indicatesLimitedAvailability: true } },
    b: { status: null },
  });
  sandbox.setStatus('ana', 'free');
  expect(await ask()).toMatchObject({ a: { status: null } });
});

test('a pull request whose body says "Fixes #1" is linked work, and so is a branch', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow' });
  const count = async () => {
    const { repository } = await bot.graphql<{
      repository: Record<'issue', Record<string, { totalCount: number }>>;
    }>(LINKED_WORK, where);
    return [
      repository.issue.linkedBranches?.totalCount,
      repository.issue.closedByPullRequestsReferences?.totalCount,
    ];
  };
  expect(await count()).toEqual([0, 0]);
  const file = { branch: 'faster', path: 'fast.ts', content: '' };
  await sandbox.openPullRequest('bo', 'api', { ...file, title: 'Faster', body: 'Fixes #1' });
  await sandbox.linkBranch('api', 1);
  expect(await count()).toEqual([1, 1]);
  await sandbox.as('bo').rest.pulls.update({ ...API, pull_number: 2, state: 'closed' });
  expect(await count()).toEqual([1, 0]);
});

test('what is not there is null, with GitHub’s kind of error', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  await expect(bot.graphql('{ user(login: "nobody-at-all") { login } }')).rejects.toMatchObject({
    errors: [{ type: 'NOT_FOUND', path: ['user'] }],
    data: { user: null },
  });
});

test('a question that the published schema does not know is an error', async () => {
  const sandbox = await openSandbox();
  await expect(sandbox.as('ana').graphql('{ user(login: "ana") { shoeSize } }')).rejects.toThrow(/shoeSize/);
});
