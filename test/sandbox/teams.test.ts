import { expect, test } from 'vitest';
import { lastPayload, openApp, openSandbox, statusOf, told } from './support.ts';

const DUTY = { org: 'acme', team_slug: 'on-duty' };
const permissions = { issues: 'write', metadata: 'read', members: 'write' } as const;
const events = ['team', 'membership'];

async function withTeam() {
  const sandbox = await openSandbox({ permissions, events });
  const bo = sandbox.as('bo').rest;
  await bo.teams.create({ org: 'acme', name: 'On Duty', description: 'paydown' });
  const { bot } = await openApp(sandbox);
  const roles = async () => {
    const maintainers = await bot.rest.teams.listMembersInOrg({ ...DUTY, role: 'maintainer' });
    const members = await bot.rest.teams.listMembersInOrg({ ...DUTY, role: 'member' });
    return [...maintainers.data, ...members.data].map(({ login }) => login);
  };
  return { sandbox, bo, bot, roles };
}

test('whoever creates a team is its maintainer, and an owner of the organisation becomes one', async () => {
  const { bot, roles } = await withTeam();
  const answer = await bot.rest.teams.addOrUpdateMembershipForUserInOrg({ ...DUTY, username: 'ANA' });
  expect(answer.data).toMatchObject({ state: 'active', role: 'maintainer' });
  await bot.rest.teams.addOrUpdateMembershipForUserInOrg({ ...DUTY, username: 'cy' });
  expect(await roles()).toEqual(['ana', 'bo', 'cy']);
});

test('whoever is added again as a member is a maintainer no more', async () => {
  const { bot } = await withTeam();
  const { data } = await bot.rest.teams.addOrUpdateMembershipForUserInOrg({ ...DUTY, username: 'bo' });
  expect(data.role).toBe('member');
});

test('an outsider is invited, and no member until they accept', async () => {
  const { bot, roles } = await withTeam();
  const membership = { org: 'acme', username: 'zed' };
  expect(await statusOf(bot.rest.orgs.getMembershipForUser(membership))).toBe(404);
  const { data } = await bot.rest.teams.addOrUpdateMembershipForUserInOrg({ ...DUTY, username: 'zed' });
  expect(data.state).toBe('pending');
  expect((await bot.rest.orgs.getMembershipForUser(membership)).data.state).toBe('pending');
  expect(await roles()).toEqual(['bo']);
});

test('a team that an identity provider fills takes no changes', async () => {
  const { sandbox, bot } = await withTeam();
  sandbox.syncTeam('on-duty');
  const cy = { ...DUTY, username: 'cy' };
  expect(await statusOf(bot.rest.teams.addOrUpdateMembershipForUserInOrg(cy))).toBe(403);
  expect(await statusOf(bot.rest.teams.removeMembershipForUserInOrg({ ...DUTY, username: 'bo' }))).toBe(403);
});

test('without `members` the App may not even read a team, and with `read` it may change none', async () => {
  const { sandbox } = await withTeam();
  const { members: _, ...less } = permissions;
  await sandbox.changeAccess('ana', { kind: 'withdrawn', permissions: less });
  const blind = (await openApp(sandbox)).bot.rest;
  expect(await statusOf(blind.teams.getByName(DUTY))).toBe(403);
  expect(await statusOf(blind.orgs.getMembershipForUser({ org: 'acme', username: 'bo' }))).toBe(403);
  await sandbox.changeAccess('ana', { kind: 'withdrawn', permissions: { ...less, members: 'read' } });
  const reading = (await openApp(sandbox)).bot.rest;
  expect((await reading.teams.getByName(DUTY)).data.description).toBe('paydown');
  const cy = { ...DUTY, username: 'cy' };
  expect(await statusOf(reading.teams.addOrUpdateMembershipForUserInOrg(cy))).toBe(403);
});

test('changes of a team and of who is in it are told, and what changes nothing is not', async () => {
  const { sandbox, bo, bot } = await withTeam();
  const cy = { ...DUTY, username: 'cy' };
  await bot.rest.teams.addOrUpdateMembershipForUserInOrg(cy);
  await bot.rest.teams.addOrUpdateMembershipForUserInOrg(cy);
  const added = await lastPayload(sandbox, 'membership', 'added');
  expect(added).toMatchObject({ scope: 'team', member: { login: 'cy' }, team: { slug: 'on-duty' } });
  expect(added.sender.login).toBe('paydown[bot]');
  await bo.teams.removeMembershipForUserInOrg(cy);
  expect(await statusOf(bo.teams.removeMembershipForUserInOrg(cy))).toBe(404);
  await bo.teams.updateInOrg({ ...DUTY, name: 'On Duty', description: 'ours' });
  expect((await lastPayload(sandbox, 'team', 'edited')).team.description).toBe('ours');
  await bo.teams.deleteInOrg(DUTY);
  expect((await told(sandbox)).map((one) => one.split(' ')[0])).toEqual([
    'team.created',
    'membership.added',
    'membership.removed',
    'team.edited',
    'team.deleted',
  ]);
});

test('a renamed team has a new slug, the same id and the same members', async () => {
  const { bo, roles } = await withTeam();
  const before = (await bo.teams.getByName(DUTY)).data.id;
  await bo.teams.updateInOrg({ ...DUTY, name: 'Platform' });
  expect(await statusOf(roles())).toBe(404);
  const renamed = { org: 'acme', team_slug: 'platform' };
  expect((await bo.teams.getByName(renamed)).data).toMatchObject({ id: before, slug: 'platform' });
  expect((await bo.teams.listMembersInOrg(renamed)).data.map(({ login }) => login)).toEqual(['bo']);
});
