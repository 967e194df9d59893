import { expect, test } from 'vitest';
import { say } from './replies.ts';
import { begin, configFile, type Story } from './story.ts';
import { addByHand, askedOfTeams, createTeam, granted, notices, ORG, takeOffByHand } from './team-story.ts';

const FIRST_HANDOFF = '2026-01-12T08:00:05Z';
const NIGHT = '2026-01-06T02:00:05Z';

const reading = { ...granted, members: 'read' } as const;
const roster = [{ squad: 'Payments', team: 'payments-eng' }, 'pat'];

function squadFile(rotation: object = {}, rest: object = {}): string {
  return configFile({ home: 'acme/infra', rotation: { roster, on_duty: 1, ...rotation }, ...rest });
}

/** A story whose first squad is the team `payments-eng`, with ana and bo. */
async function withSquad(file = squadFile(), events?: readonly string[]): Promise<Story> {
  const acme = await begin({ permissions: reading, ...(events ? { events } : {}) });
  await createTeam(acme, 'Payments Eng', { members: ['ana', 'bo'] });
  await acme.as('pat').configures('.github', file);
  await acme.quiet();
  return acme;
}

async function onDuty(acme: Story): Promise<string | undefined> {
  const { body } = await acme.dashboard('infra');
  return /\*\*On duty\*\* in infra: (.*?) until|\*\*Nobody is on duty\*\*/.exec(body)?.[1];
}

test('the members of the team serve as one, debt is given to them, and then it is the turn of the next', async () => {
  const acme = await withSquad();
  expect(await onDuty(acme)).toBe('**ana** and **bo**');
  const owners = [];
  for (const title of ['One', 'Two'])
    owners.push(...(await acme.owners(await acme.as('pat').opens('api', title))));
  expect(owners.toSorted()).toEqual(['ana', 'bo']);
  await acme.travelTo(FIRST_HANDOFF);
  expect(await onDuty(acme)).toBe('**pat**');
  expect(await notices(acme)).toBe('');
  expect(askedOfTeams(acme)).toEqual([]);
});

test('in a running shift whoever joins the team serves, and the debt of whoever left moves on', async () => {
  const acme = await withSquad();
  const first = await acme.as('pat').opens('api', 'One');
  expect(await acme.owners(first)).toEqual(['ana']);
  await takeOffByHand(acme, 'payments-eng', 'ana');
  await addByHand(acme, 'payments-eng', 'cy');
  expect(await onDuty(acme)).toBe('**ana** and **bo**');
  await acme.travelTo(NIGHT);
  expect(await onDuty(acme)).toBe('**bo** and **cy**');
  expect(await acme.owners(first)).not.toEqual(['ana']);
  await acme.travelTo(FIRST_HANDOFF);
  expect(await onDuty(acme)).toBe('**pat**');
});

test('with the event `membership` a change of the team is noticed at once', async () => {
  const events = ['issues', 'issue_comment', 'push', 'pull_request', 'repository', 'membership'];
  const acme = await withSquad(squadFile(), events);
  await addByHand(acme, 'payments-eng', 'cy');
  expect(await onDuty(acme)).toBe('**ana**, **bo** and **cy**');
});

test('a change of the team before the handoff counts from the handoff on', async () => {
  const acme = await withSquad(squadFile({ roster: ['pat', roster[0]] }));
  expect(await onDuty(acme)).toBe('**pat**');
  await takeOffByHand(acme, 'payments-eng', 'bo');
  await acme.travelTo(FIRST_HANDOFF);
  expect(await onDuty(acme)).toBe('**ana**');
});

test('members of the team may arrange covers, and one who is away is not counted in', async () => {
  const acme = await withSquad();
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await say(acme, 'pat', parser, '/rotation cover @ana 2026-01-05..2026-01-06');
  expect(await onDuty(acme)).toBe('**pat** and **bo**');
});

test('whoever stands on the roster by name takes turns of their own, and does not serve with the squad', async () => {
  const acme = await withSquad(squadFile({ roster: [...roster, 'bo'] }));
  expect(await onDuty(acme)).toBe('**ana**');
});

test('a team that cannot be read any more leaves the squad as it was, and the dashboard says since when', async () => {
  const acme = await withSquad();
  await acme.github.as('pat').rest.teams.deleteInOrg({ ...ORG, team_slug: 'payments-eng' });
  await acme.travelTo(NIGHT);
  expect(await onDuty(acme)).toBe('**ana** and **bo**');
  expect(await notices(acme)).toBe(
    '- The squad Payments is as it was on Mon 5 Jan 2026, 11:00 (Europe/Berlin): `acme/payments-eng` is not there, or the App may not know of it. Create the team, or correct `team` in the roster.',
  );
});

test.each([
  ['a team that is not there', {}, 'is not there, or the App may not know of it'],
  ['a secret team', { members: ['ana'], privacy: 'secret' as const }, 'is a secret team, and whoever serves'],
  ['an empty team', { members: [] }, 'has no members who are not on the roster themselves'],
])('%s cannot serve, the next one does, and the dashboard says why', async (what, team, why) => {
  const acme = await begin({ permissions: reading });
  if (what !== 'a team that is not there') await createTeam(acme, 'Payments Eng', team);
  await acme.as('pat').configures('.github', squadFile());
  expect(await onDuty(acme)).toBe('**pat**');
  const said = await notices(acme);
  expect(said).toMatch(/^- The squad Payments cannot serve: `acme\/payments-eng` /);
  expect(said).toContain(why);
  expect(said).not.toContain('ana');
});

test('without `members: read` the squad cannot serve, and once it is granted it takes its turn', async () => {
  const { members: _, ...without } = reading;
  const acme = await begin({ permissions: without });
  await createTeam(acme, 'Payments Eng', { members: ['ana', 'bo'] });
  await acme.as('pat').configures('.github', squadFile());
  expect(await onDuty(acme)).toBe('**pat**');
  expect(await notices(acme)).toContain('for want of the permission `members: read`');
  expect(askedOfTeams(acme, /./)).toEqual([]);
  await acme.github.changeAccess('pat', { kind: 'accepted', permissions: reading });
  expect(await notices(acme)).toBe('');
  await acme.travelTo(FIRST_HANDOFF);
  expect(await onDuty(acme)).toBe('**ana** and **bo**');
});

test('a shift does not begin without its squad because GitHub did not answer for a moment', async () => {
  const acme = await begin({ permissions: reading });
  await createTeam(acme, 'Payments Eng', { members: ['ana', 'bo'] });
  const heal = acme.github.intercept(({ path, by }) =>
    by === 'paydown[bot]' && path.includes('/teams/') ? { kind: 'answer', status: 502 } : undefined,
  );
  await acme.as('pat').configures('.github', squadFile());
  await acme.github.settled();
  await expect.poll(() => askedOfTeams(acme, /GET/).length, { timeout: 30_000 }).toBeGreaterThan(0);
  heal();
  await acme.travelTo('2026-01-05T10:10:00Z');
  expect(await onDuty(acme)).toBe('**ana** and **bo**');
});

test('a repository may not read a team into its roster: the check says why', async () => {
  const acme = await begin({ permissions: reading });
  await createTeam(acme, 'Payments Eng', { members: ['ana'] });
  const sha = await acme.as('pat').configures('api', configFile({ home: 'acme/api', rotation: { roster } }));
  const [run] = await acme.checkRuns('api', sha);
  expect(run?.lines.join('\n')).toContain('`rotations[0].roster[0].team` must be left out in a repository');
  expect(askedOfTeams(acme, /./)).toEqual([]);
});
