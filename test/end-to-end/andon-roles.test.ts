/** Who may do what about an alarm: every command, by everybody who may come along. */
import { expect, test } from 'vitest';
import { replies, say } from './replies.ts';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

const seed = {
  organisation: 'acme',
  people: ['ana', 'bo', 'cy', 'dee', 'pat', 'gus'],
  guests: ['gus'],
  outsiders: ['stranger', 'col'],
  repositories: [{ name: 'api', labels: ['tech-debt', 'bug'] }, { name: '.github' }],
};

/** ana is on duty, dee leads engineering, bo leads nothing; cy pulls the cord where somebody has to. */
const roles = {
  stranger: 'stranger',
  collaborator: 'col',
  'member who was given nothing': 'gus',
  member: 'bo',
  puller: 'cy',
  'on duty': 'ana',
  lead: 'dee',
} as const;
type Role = keyof typeof roles;

const everybody = Object.keys(roles) as Role[];
const PUBLIC = ['stranger'] as const;

async function withEverybody(options: object = {}): Promise<Story> {
  const agreement = { engineering: ['dee'] };
  const configs = { api: configFile({ andon: {}, agreement }) };
  const acme = await begin({ seed, configs, ...options });
  const at = { owner: 'acme', repo: 'api' };
  await acme.github.as('pat').rest.repos.addCollaborator({ ...at, username: 'col', permission: 'pull' });
  return acme;
}

async function opens(acme: Story): Promise<IssueAt> {
  return acme.as('pat').opens('api', 'The build is red', { labels: [] });
}

async function isAlarm(acme: Story, issue: IssueAt): Promise<boolean> {
  return (await acme.labelsOf(issue)).includes('andon');
}

async function livingComment(acme: Story, issue: IssueAt): Promise<string> {
  const said = (await acme.comments(issue)).map(({ body }) => body);
  return said.find((body) => body.startsWith('<!-- paydown:andon:')) ?? '';
}

test('everybody of the organisation and of the repository pulls the cord, and no stranger does', async () => {
  const acme = await withEverybody();
  const may: Record<string, boolean> = {};
  for (const role of everybody) {
    const issue = await opens(acme);
    await say(acme, roles[role], issue, '/andon the build is red');
    may[role] = await isAlarm(acme, issue);
    if (role === 'stranger')
      expect(await replies(acme, issue)).toEqual([
        expect.stringContaining('is for members of this organisation'),
      ]);
  }
  expect(may).toEqual(Object.fromEntries(everybody.map((role) => [role, role !== 'stranger'])));
  // One refusal a day is enough.
  const again = await opens(acme);
  await say(acme, 'stranger', again, '/andon hello\n/andon ack');
  expect(await replies(acme, again)).toEqual([]);
});

test('without `members: read` whoever was given nothing is taken for a stranger, and nobody else is', async () => {
  const permissions = {
    ...{ issues: 'write', checks: 'write', contents: 'read', metadata: 'read', pull_requests: 'read' },
  } as const;
  const acme = await withEverybody({ permissions });
  for (const [login, may] of [
    ['gus', false],
    ['col', true],
    ['bo', true],
  ] as const) {
    const issue = await opens(acme);
    await say(acme, login, issue, '/andon the build is red');
    expect([login, await isAlarm(acme, issue)]).toEqual([login, may]);
  }
  await acme.as('pat').configures('api', configFile({ andon: {}, agreement: { product: ['gus'] } }));
  const lead = await opens(acme);
  await say(acme, 'gus', lead, '/andon the build is red');
  expect(await isAlarm(acme, lead)).toBe(true);
});

test('where GitHub will not say whether somebody is a colleague, they are not', async () => {
  const acme = await withEverybody();
  const closed = (path: string) => /\/collaborators\/gus$|\/orgs\/acme\/members\/gus$/.test(path);
  acme.github.intercept(({ path }) => (closed(path) ? { kind: 'answer', status: 403, body: {} } : undefined));
  const issue = await opens(acme);
  await say(acme, 'gus', issue, '/andon the build is red');
  expect(await isAlarm(acme, issue)).toBe(false);
});

test.each([
  ['/andon ack', ['on duty', 'lead'], 'Acknowledged by', 'This is for who is on duty now, and for the leads'],
  [
    '/andon resolve it is green',
    ['on duty', 'lead'],
    'is resolved',
    'This is for who is on duty now, and for the leads',
  ],
  ['/andon withdraw', ['puller'], 'is withdrawn', 'Only **cy**, who pulled the cord, may take it back'],
] as const)('%s is for %j alone, and everybody else is told who may', async (line, may, done, refusal) => {
  const acme = await withEverybody();
  const alarm = await opens(acme);
  await say(acme, 'cy', alarm, '/andon the build is red');
  const refused = everybody.filter((role) => !may.some((one) => one === role));
  for (const role of refused) await acme.as(roles[role]).comments(alarm, line);
  await acme.quiet();
  expect(await livingComment(acme, alarm)).not.toContain(done);
  const said = await replies(acme, alarm);
  const strangers = said.filter((text) => text.includes('is for members of this organisation'));
  expect(strangers).toHaveLength(PUBLIC.length);
  expect(said.filter((text) => text.startsWith(refusal))).toHaveLength(refused.length - PUBLIC.length);
  for (const role of may) {
    const issue = await opens(acme);
    await say(acme, 'cy', issue, '/andon the build is red');
    await say(acme, roles[role], issue, line);
    expect([role, await livingComment(acme, issue)]).toEqual([role, expect.stringContaining(done)]);
  }
});

test('as long as nobody is named as a lead, whoever maintains the repository leads', async () => {
  const owned = { ...seed, owners: ['pat'] };
  const acme = await begin({ seed: owned, configs: { api: configFile({ andon: {} }) } });
  const alarm = await opens(acme);
  await say(acme, 'cy', alarm, '/andon the build is red');
  await say(acme, 'bo', alarm, '/andon resolve no');
  expect(await isAlarm(acme, alarm)).toBe(true);
  await say(acme, 'pat', alarm, '/andon resolve it is green');
  expect(await isAlarm(acme, alarm)).toBe(false);
});

test('a stranger who mistypes hears as little as one who does not, and a colleague what is wrong', async () => {
  const acme = await withEverybody();
  const issue = await opens(acme);
  for (const line of ['/andon ack please', '/andon withdraw now', '/andon ack at once'])
    await say(acme, 'stranger', issue, line);
  expect(await replies(acme, issue)).toEqual([
    expect.stringContaining('is for members of this organisation'),
  ]);
  await say(acme, 'gus', issue, '/andon ack please');
  expect((await replies(acme, issue)).at(-1)).toContain(
    'Paydown does not understand `/andon ack please`, so nothing was done. Write `/andon ack`',
  );
});
