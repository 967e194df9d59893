/** Who may challenge what was decided about debt, and ask for help: everybody who belongs, and no stranger. */
import { expect, test } from 'vitest';
import type { SandboxSeed } from '../../src/sandbox/index.ts';
import { decided } from './decisions-story.ts';
import { replies, say } from './replies.ts';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

const seed: SandboxSeed = {
  organisation: 'acme',
  people: ['ana', 'bo', 'cy', 'pat', 'gus'],
  guests: ['gus'],
  outsiders: ['stranger', 'col', 'eve'],
  repositories: [
    { name: 'api', labels: ['tech-debt'] },
    { name: 'secret', visibility: 'private', labels: ['tech-debt'] },
    { name: '.github' },
  ],
};

/** bo leads engineering, and decides; col was given the read role by hand, gus nothing at all. */
async function withRoles(options: object = {}): Promise<Story> {
  const agreement = { engineering: ['bo'], product: ['pat'], ceo: 'eve' };
  const config = configFile({ agreement });
  const acme = await begin({ seed, configs: { api: config, secret: config }, ...options });
  for (const repo of ['api', 'secret']) {
    const at = { owner: 'acme', repo, username: 'col', permission: 'pull' } as const;
    await acme.github.as('pat').rest.repos.addCollaborator(at);
  }
  return acme;
}

async function accepted(acme: Story, repo: string): Promise<IssueAt> {
  const issue = await acme.as('pat').opens(repo, 'Old parser');
  await say(acme, 'bo', issue, '/debt accept until 2026-02-02 because it works');
  return issue;
}

async function isChallenged(acme: Story, issue: IssueAt): Promise<boolean> {
  return (await decided(acme, issue)).some((comment) => comment.includes('challenge'));
}

const may = {
  'a stranger': ['stranger', 'api', false],
  'a collaborator with the read role': ['col', 'api', true],
  'a collaborator who may read a private repository': ['col', 'secret', true],
  'a member who was given nothing': ['gus', 'api', true],
  'a member with a role': ['cy', 'api', true],
  'a lead of product': ['pat', 'api', true],
  'the CEO, who belongs to nothing': ['eve', 'api', true],
} as const;

test('everybody who belongs may challenge a decision, and is told so by help; a stranger is told who may', async () => {
  const acme = await withRoles();
  for (const [role, [login, repo, belongs]] of Object.entries(may)) {
    const issue = await accepted(acme, repo);
    await say(acme, login, issue, '/debt challenge because it costs a day a week');
    expect([role, await isChallenged(acme, issue)]).toEqual([role, belongs]);
    await say(acme, login, issue, '/paydown help');
    const said = await replies(acme, issue);
    if (belongs) expect([role, said.at(-1)]).toEqual([role, expect.stringContaining('`/debt challenge`')]);
    else expect(said).toEqual([expect.stringContaining('this is for members of this organisation')]);
  }
});

test('without `members: read` a member who was given nothing is taken for a stranger, and nobody else is', async () => {
  const permissions = { issues: 'write', contents: 'read', metadata: 'read', pull_requests: 'read' } as const;
  const acme = await withRoles({ permissions });
  for (const [login, belongs] of [
    ['gus', false],
    ['col', true],
    ['cy', true],
    ['eve', true],
  ] as const) {
    const issue = await accepted(acme, 'api');
    await say(acme, login, issue, '/debt challenge because it costs a day a week');
    expect([login, await isChallenged(acme, issue)]).toEqual([login, belongs]);
  }
});

test('whoever left the organisation challenges nothing any more', async () => {
  const acme = await withRoles();
  const issue = await accepted(acme, 'api');
  const gone = /\/(?:collaborators|members|memberships)\/cy(?:\/|$)/;
  acme.github.intercept(({ path }) =>
    gone.test(path) ? { kind: 'answer', status: 404, body: {} } : undefined,
  );
  await say(acme, 'cy', issue, '/debt challenge because it costs a day a week');
  expect(await isChallenged(acme, issue)).toBe(false);
});
