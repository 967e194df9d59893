import { expect, test } from 'vitest';
import { say } from './replies.ts';
import { begin } from './story.ts';
import {
  addByHand,
  askedOfTeams,
  createTeam,
  granted,
  membersOf,
  notices,
  ON_DUTY,
  ORG,
  takeOffByHand,
  teamFile,
  withTeam,
} from './team-story.ts';

const FIRST_HANDOFF = '2026-01-12T08:00:05Z';

test('the team holds those on duty, from one handoff to the next, and nobody hears of it', async () => {
  const acme = await withTeam();
  expect(await membersOf(acme)).toEqual(['ana']);
  await acme.travelTo(FIRST_HANDOFF);
  expect(await membersOf(acme)).toEqual(['bo']);
  expect(await notices(acme)).toBe('');
  expect(askedOfTeams(acme)).toEqual(['PUT 200', 'PUT 200', 'DELETE 204']);
});

test('whoever covers is in the team for as long as the cover lasts', async () => {
  const acme = await withTeam();
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await say(acme, 'cy', parser, '/rotation cover @ana 2026-01-05..2026-01-06');
  expect(await membersOf(acme)).toEqual(['cy']);
  await acme.travelTo('2026-01-06T23:00:05Z');
  expect(await membersOf(acme)).toEqual(['ana']);
  await say(acme, 'ana', parser, '/rotation away 2026-01-07..2026-01-08');
  expect(await membersOf(acme)).toEqual(['bo']);
});

test('a change of the config file changes the team, and of two rotations it holds both', async () => {
  const acme = await withTeam();
  await acme.as('pat').configures('.github', teamFile({ rotation: { team: undefined } }));
  expect(await membersOf(acme)).toEqual([]);
  const weekly = { starts: '2026-01-05T09:00', every: '1 week', team: 'Infra-On-Duty' };
  const rotations = [
    { name: 'web', ...weekly, roster: ['dee', 'pat'], repositories: ['w*'] },
    { name: 'infra', ...weekly, roster: ['ana', 'bo', 'cy'] },
  ];
  await acme.as('pat').configures('.github', teamFile({ rotations }));
  expect(await membersOf(acme)).toEqual(['ana', 'dee']);
});

test.each([
  ['names no team any more', teamFile({ rotation: { team: undefined } })],
  ['only observes', teamFile({ mode: 'observe' })],
])('once the file %s, those whom Paydown added are taken off, and nobody else', async (_, file) => {
  const acme = await withTeam();
  await addByHand(acme, 'infra-on-duty', 'dee');
  await acme.as('pat').configures('.github', file);
  expect(await membersOf(acme)).toEqual(['dee']);
});

test('once the file is gone, those whom Paydown added are taken off', async () => {
  const acme = await withTeam();
  await acme.as('pat').removesConfig('.github');
  expect(await membersOf(acme)).toEqual([]);
});

test('in observe mode the dashboard says who would be in the team, and nobody is added', async () => {
  const acme = await withTeam({ file: teamFile({ mode: 'observe' }) });
  expect(await membersOf(acme)).toEqual([]);
  expect(await notices(acme)).toBe(
    '- `mode: act` would keep `acme/infra-on-duty` equal to those on duty, now **ana**.',
  );
  expect(askedOfTeams(acme)).toEqual([]);
});

test('a member added by hand is told of and stays, also through a shift of theirs', async () => {
  const acme = await withTeam({ file: teamFile({ home: 'acme/secret' }) });
  await addByHand(acme, 'infra-on-duty', 'bo');
  await acme.travelTo('2026-01-06T02:00:05Z');
  expect(await notices(acme, 'secret')).toBe(
    '- **bo** is in `acme/infra-on-duty` by hand and not on duty. Paydown takes off only whom it added; a maintainer of the team takes them off.',
  );
  await acme.travelTo(FIRST_HANDOFF);
  expect(await notices(acme, 'secret')).toBe('');
  expect(await membersOf(acme)).toEqual(['bo']);
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await membersOf(acme)).toEqual(['bo', 'cy']);
});

test('where everybody reads the dashboard, it does not name who is in a team by hand', async () => {
  const acme = await withTeam();
  await addByHand(acme, 'infra-on-duty', 'dee');
  await acme.travelTo('2026-01-06T02:00:05Z');
  expect(await notices(acme)).toContain('- 1 person is in `acme/infra-on-duty` by hand and not on duty.');
  expect((await acme.dashboard('infra')).body).not.toContain('**dee**');
});

test('whom somebody took off is told of, and added again in their next shift only', async () => {
  const acme = await withTeam({ file: teamFile({ rotation: { roster: ['ana', 'bo'] } }) });
  expect(await membersOf(acme)).toEqual(['ana']);
  await acme.travelTo('2026-01-05T11:00:00Z');
  await takeOffByHand(acme, 'infra-on-duty', 'ana');
  await acme.travelTo('2026-01-06T02:00:05Z');
  expect(await membersOf(acme)).toEqual([]);
  expect(await notices(acme)).toBe(
    '- **ana** is on duty and not in `acme/infra-on-duty`: Paydown added them, and somebody took them off. They are not added again before their next shift; who wants them back adds them by hand.',
  );
  await acme.travelTo('2026-01-07T02:00:05Z');
  expect(await membersOf(acme)).toEqual([]);
  await acme.travelTo(FIRST_HANDOFF);
  expect(await notices(acme)).toBe('');
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await membersOf(acme)).toEqual(['ana']);
});

test('with the events of teams, what people do in a team is noticed at once', async () => {
  const events = ['issues', 'issue_comment', 'push', 'pull_request', 'repository', 'team', 'membership'];
  const acme = await withTeam({ events, description: 'On duty now' });
  expect(await membersOf(acme)).toEqual([]);
  const { teams } = acme.github.as('pat').rest;
  await teams.updateInOrg({ ...ON_DUTY, name: 'infra on duty', description: 'On duty, by Paydown' });
  expect(await membersOf(acme)).toEqual(['ana']);
  await acme.travelTo('2026-01-05T11:00:00Z');
  await takeOffByHand(acme, 'infra-on-duty', 'ana');
  expect(await notices(acme)).toContain('somebody took them off');
});

test('a team whose description does not contain `paydown` is left as it is, and the dashboard says how to entrust it', async () => {
  const acme = await withTeam({ description: 'On duty now' });
  expect(await membersOf(acme)).toEqual([]);
  expect(await notices(acme)).toContain(
    '`acme/infra-on-duty` is left as it is: its description does not contain the word `paydown`',
  );
  expect(askedOfTeams(acme)).toEqual([]);
});

test('once the description does not contain `paydown` any more, nobody is taken off, and the dashboard names them', async () => {
  const acme = await withTeam();
  const { teams } = acme.github.as('pat').rest;
  await teams.updateInOrg({ ...ON_DUTY, name: 'infra on duty', description: 'Hands off' });
  await acme.travelTo(FIRST_HANDOFF);
  expect(await membersOf(acme)).toEqual(['ana']);
  expect(await notices(acme)).toContain(
    'Still in it, by Paydown, and not on duty: **ana**; somebody else has to take them off.',
  );
});

test('a team that is not there is named with the remedy, and kept once it is created', async () => {
  const acme = await begin({ permissions: granted, configs: { '.github': teamFile() } });
  expect(await notices(acme)).toContain('`acme/infra-on-duty` is not there, or the App may not know of it');
  await createTeam(acme, 'infra on duty', { description: 'paydown' });
  await acme.travelTo('2026-01-06T02:00:05Z');
  expect(await membersOf(acme)).toEqual(['ana']);
  expect(await notices(acme)).toBe('');
});

test('without `members: write` nothing is tried, the dashboard says so where a team is named, and granted it works', async () => {
  const { members: _, ...without } = granted;
  const acme = await withTeam({ permissions: without });
  expect(await notices(acme)).toMatch(
    /^- The team of those on duty is left as it is, for want of the permission `members: write`\. Whoever owns the App adds it .* \[Configure\]\(https:\/\/github.com\/organizations\/acme\/settings\/installations\/\d+\)\.$/,
  );
  expect(askedOfTeams(acme, /./)).toEqual([]);
  await acme.github.changeAccess('pat', { kind: 'accepted', permissions: granted });
  expect(await membersOf(acme)).toEqual(['ana']);
  expect(await notices(acme)).toBe('');
});

test('where no team is named, nothing is asked of teams and nothing is said', async () => {
  const { members: _, ...without } = granted;
  const file = teamFile({ rotation: { team: undefined } });
  const acme = await withTeam({ permissions: without, file });
  await acme.travelTo(FIRST_HANDOFF);
  expect((await acme.dashboard('infra')).body).not.toContain('GitHub team');
  expect(askedOfTeams(acme, /./)).toEqual([]);
});

test('nobody is invited: who is not in the organisation, or has not accepted, is told of and asked for once a night', async () => {
  const acme = await withTeam({ file: teamFile({ rotation: { roster: ['stranger'] } }) });
  expect(await notices(acme)).toBe(
    '- **stranger** is on duty and not in `acme/infra-on-duty`: not a member of acme, and Paydown invites nobody. An owner of acme invites them, or somebody else serves.',
  );
  await acme.github.as('pat').rest.orgs.setMembershipForUser({ ...ORG, username: 'stranger' });
  await acme.travelTo('2026-01-06T02:00:05Z');
  expect(await notices(acme)).toContain('the invitation has not been accepted yet');
  expect(askedOfTeams(acme)).toEqual([]);
  expect(await membersOf(acme)).toEqual([]);
});

test('a team that an identity provider fills is tried once, and the dashboard says what to do', async () => {
  const acme = await begin({ permissions: granted });
  await createTeam(acme, 'infra on duty', { description: 'paydown' });
  acme.github.syncTeam('infra-on-duty');
  await acme.as('pat').configures('.github', teamFile());
  expect(await notices(acme)).toBe(
    '- **ana** is on duty and not in `acme/infra-on-duty`: GitHub takes no change of this team from outside, as of one that an identity provider fills. Disconnect it there, or name another team as `team`.',
  );
  await acme.travelTo('2026-01-05T12:00:00Z');
  expect(askedOfTeams(acme)).toEqual(['PUT 403']);
});

test('where GitHub keeps whom Paydown added, the dashboard says who is to take them off', async () => {
  const acme = await withTeam();
  acme.github.syncTeam('infra-on-duty');
  await acme.travelTo(FIRST_HANDOFF);
  expect(await membersOf(acme)).toEqual(['ana']);
  expect(await notices(acme)).toContain(
    '**ana** is not on duty any more and still in `acme/infra-on-duty`: GitHub does not let Paydown take them off.',
  );
});

test('a maintainer of the team stays one, in the shift and after it', async () => {
  const acme = await withTeam({ file: teamFile({ rotation: { roster: ['pat', 'ana'] } }) });
  const { teams } = acme.github.as('pat').rest;
  expect(await membersOf(acme)).toEqual(['pat']);
  await teams.addOrUpdateMembershipForUserInOrg({ ...ON_DUTY, username: 'pat', role: 'maintainer' });
  await acme.travelTo(FIRST_HANDOFF);
  expect(await membersOf(acme)).toEqual(['ana', 'pat']);
  await acme.travelTo('2026-01-19T08:00:05Z');
  const { data } = await teams.getMembershipForUserInOrg({ ...ON_DUTY, username: 'pat' });
  expect(data.role).toBe('maintainer');
});

test('a file of a repository gains no team: the check says why, and nothing is asked of teams', async () => {
  const acme = await begin({ permissions: granted });
  await createTeam(acme, 'infra on duty', { description: 'paydown' });
  const sha = await acme.as('pat').configures('api', teamFile({ home: 'acme/api' }));
  const [run] = await acme.checkRuns('api', sha);
  expect(run?.conclusion).toBe('failure');
  expect(run?.lines.join('\n')).toContain('whoever may push to one repository must not gain a team');
  expect(askedOfTeams(acme, /./)).toEqual([]);
});

test('a team that is renamed goes on under its new name: whom Paydown added is still taken off', async () => {
  const acme = await withTeam();
  const { teams } = acme.github.as('pat').rest;
  await teams.updateInOrg({ ...ON_DUTY, name: 'Platform on duty' });
  await acme.travelTo('2026-01-06T02:00:05Z');
  expect(await notices(acme)).toContain('`acme/infra-on-duty` is not there');
  await acme.as('pat').configures('.github', teamFile({ rotation: { team: 'platform-on-duty' } }));
  expect(await membersOf(acme, 'platform-on-duty')).toEqual(['ana']);
  await acme.travelTo(FIRST_HANDOFF);
  expect(await membersOf(acme, 'platform-on-duty')).toEqual(['bo']);
});

test('an owner of the organisation, whom GitHub makes a maintainer, is taken off after the shift like everybody', async () => {
  const seed = {
    organisation: 'acme',
    people: ['ana', 'bo', 'pat'],
    owners: ['ana'],
    repositories: [{ name: '.github' }, { name: 'infra' }],
  };
  const acme = await withTeam({ seed, file: teamFile({ rotation: { roster: ['ana', 'bo'] } }) });
  const { teams } = acme.github.as('pat').rest;
  const { data } = await teams.getMembershipForUserInOrg({ ...ON_DUTY, username: 'ana' });
  expect(data.role).toBe('maintainer');
  await acme.travelTo(FIRST_HANDOFF);
  expect(await membersOf(acme)).toEqual(['bo']);
});

test('the organisation\u2019s file moves to its other repository, and the team goes on with it', async () => {
  const seed = {
    organisation: 'acme',
    people: ['ana', 'bo', 'cy', 'pat'],
    repositories: [{ name: '.github' }, { name: '.github-private' }, { name: 'infra' }],
  };
  const acme = await withTeam({ seed });
  expect(await membersOf(acme)).toEqual(['ana']);
  await acme.as('pat').configures('.github-private', teamFile());
  await acme.quiet();
  await acme.as('pat').removesConfig('.github');
  expect(await membersOf(acme)).toEqual(['ana']);
  await acme.travelTo(FIRST_HANDOFF);
  expect(await membersOf(acme)).toEqual(['bo']);
});

test('where everybody reads the dashboard and not the file, it does not name the team', async () => {
  const seed = {
    organisation: 'acme',
    people: ['ana', 'bo', 'cy', 'pat'],
    repositories: [{ name: '.github-private', visibility: 'private' as const }, { name: 'infra' }],
  };
  const acme = await begin({ seed, permissions: granted, configs: { '.github-private': teamFile() } });
  expect(await notices(acme)).toMatch(/^- a GitHub team is not there, or the App may not know of it/);
  expect((await acme.dashboard('infra')).body).not.toContain('infra-on-duty');
});
