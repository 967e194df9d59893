import { expect, test } from 'vitest';
import { API, openApp, openSandbox, statusOf, told } from './support.ts';

const FIRST = { ...API, issue_number: 1 };

test('giving an issue to somebody who cannot have it is dropped in silence', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  const opened = await bot.rest.issues.create({ ...API, title: 'Slow' });
  const before = (await told(sandbox)).length;
  const answer = await bot.rest.issues.addAssignees({ ...FIRST, assignees: ['zed', 'nobody-at-all'] });
  expect(answer.status).toBe(201);
  expect(answer.data.assignees).toEqual([]);
  expect(answer.data.updated_at).toBe(opened.data.updated_at);
  expect(await told(sandbox)).toHaveLength(before);
});

test('those who can have it get it, whatever the case of their login', async () => {
  const sandbox = await openSandbox();
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow' });
  const { data } = await sandbox
    .as('ana')
    .rest.issues.addAssignees({ ...FIRST, assignees: ['BO', 'zed', 'cy'] });
  expect(data.assignees?.map((user) => user.login)).toEqual(['bo', 'cy']);
});

test('no issue has more than ten assignees', async () => {
  const people = Array.from({ length: 12 }, (_, index) => `person-${index}`);
  const seed = { organisation: 'acme', people, repositories: [{ name: 'api' }] };
  const sandbox = await openSandbox({ seed });
  const issues = sandbox.as('person-0').rest.issues;
  await issues.create({ ...API, title: 'Crowded', assignees: people.slice(0, 4) });
  const { data } = await issues.addAssignees({ ...FIRST, assignees: people });
  expect(data.assignees?.map((user) => user.login)).toEqual(people.slice(0, 10));
});

test('taking an issue from somebody who does not have it changes nothing', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  await ana.create({ ...API, title: 'Slow', assignees: ['bo'] });
  const before = (await told(sandbox)).length;
  const { status, data } = await ana.removeAssignees({ ...FIRST, assignees: ['cy', 'nobody-at-all'] });
  expect([status, data.assignees?.length]).toEqual([200, 1]);
  expect(await told(sandbox)).toHaveLength(before);
});

test('an edit that gives an issue to somebody who cannot have it is refused', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  expect(await statusOf(ana.create({ ...API, title: 'Slow', assignees: ['zed'] }))).toBe(422);
});

test('an outsider opens issues, but labels and assigns nothing', async () => {
  const sandbox = await openSandbox();
  const zed = sandbox.as('zed').rest.issues;
  const { data } = await zed.create({ ...API, title: 'Slow', labels: ['bug'], assignees: ['bo'] });
  expect([data.labels, data.assignees]).toEqual([[], []]);
  expect(await statusOf(zed.addLabels({ ...FIRST, labels: ['bug'] }))).toBe(403);
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Hers' });
  expect(await statusOf(zed.update({ ...API, issue_number: 2, state: 'closed' }))).toBe(403);
});

test('people say who they are: assignable, what they may do, their part in the organisation', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  await expect(bot.rest.issues.checkUserCanBeAssigned({ ...API, assignee: 'bo' })).resolves.toMatchObject({
    status: 204,
  });
  expect(await statusOf(bot.rest.issues.checkUserCanBeAssigned({ ...API, assignee: 'zed' }))).toBe(404);
  const permission = async (username: string, repo: string) => {
    return (await bot.rest.repos.getCollaboratorPermissionLevel({ owner: 'acme', repo, username })).data
      .permission;
  };
  expect(await permission('ana', 'api')).toBe('admin');
  expect(await permission('bo', 'api')).toBe('write');
  expect(await permission('zed', 'api')).toBe('read');
  expect(await permission('zed', 'vault')).toBe('none');
  await expect(bot.rest.orgs.checkMembershipForUser({ org: 'acme', username: 'bo' })).resolves.toMatchObject({
    status: 204,
  });
  expect(await statusOf(bot.rest.orgs.checkMembershipForUser({ org: 'acme', username: 'zed' }))).toBe(404);
  const { data } = await bot.rest.orgs.getMembershipForUser({ org: 'acme', username: 'bo' });
  expect(data.role).toBe('member');
});

test('an outsider does not see a private repository', async () => {
  const sandbox = await openSandbox();
  const vault = { owner: 'acme', repo: 'vault' };
  expect(await statusOf(sandbox.as('zed').rest.issues.listEventsForRepo(vault))).toBe(404);
  await expect(sandbox.as('bo').rest.issues.listEventsForRepo(vault)).resolves.toMatchObject({ status: 200 });
});

test('whoever was given access is a collaborator; that everybody may read makes nobody one', async () => {
  const seed = {
    ...{ organisation: 'acme', people: ['ana', 'gus'], guests: ['gus'], outsiders: ['zed', 'col'] },
    repositories: [{ name: 'api' }],
  };
  const sandbox = await openSandbox({ seed });
  const { bot } = await openApp(sandbox);
  await sandbox.as('ana').rest.repos.addCollaborator({ ...API, username: 'col', permission: 'pull' });
  const status = (username: string) => statusOf(bot.rest.repos.checkCollaborator({ ...API, username }));
  for (const login of ['ana', 'col'])
    expect((await bot.rest.repos.checkCollaborator({ ...API, username: login })).status).toBe(204);
  expect([await status('gus'), await status('zed'), await status('nobody-at-all')]).toEqual([404, 404, 404]);
  const { data } = await bot.rest.repos.getCollaboratorPermissionLevel({ ...API, username: 'gus' });
  expect(data.permission).toBe('read');
  const member = await bot.rest.orgs.checkMembershipForUser({ org: 'acme', username: 'gus' });
  expect(member.status).toBe(204);
});
