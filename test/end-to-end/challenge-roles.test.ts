/** Who may challenge what was decided about debt, and ask for help: everybody who belongs, and no stranger. */
import { expect, test } from 'vitest';
import type { SandboxSeed } from '../../src/sandbox/index.ts';
import { decided } from './decisions-story.ts';
import { replies } from './replies.ts';
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

/** Each of them challenges what was accepted on an issue of its own, and asks for help. */
async function challenge<T extends { login: string; repo: string }>(acme: Story, all: readonly T[]) {
  const issues = await Promise.all(all.map(({ repo }) => acme.as('pat').opens(repo, 'Old parser')));
  const cases = all.flatMap((one, index) => {
    const issue = issues[index];
    return issue ? [{ ...one, issue }] : [];
  });
  for (const { issue } of cases)
    await acme.as('bo').comments(issue, '/debt accept until 2026-02-02 because it works');
  await acme.quiet();
  for (const { login, issue } of cases)
    await acme.as(login).comments(issue, '/debt challenge because it costs a day a week\n/paydown help');
  await acme.quiet();
  return cases;
}

async function isChallenged(acme: Story, issue: IssueAt): Promise<boolean> {
  return (await decided(acme, issue)).some((comment) => comment.includes('challenge'));
}

const may = [
  { role: 'a stranger', login: 'stranger', repo: 'api', belongs: false },
  { role: 'a collaborator with the read role', login: 'col', repo: 'api', belongs: true },
  { role: 'a collaborator who may read a private repository', login: 'col', repo: 'secret', belongs: true },
  { role: 'a member who was given nothing', login: 'gus', repo: 'api', belongs: true },
  { role: 'a member with a role', login: 'cy', repo: 'api', belongs: true },
  { role: 'a lead of product', login: 'pat', repo: 'api', belongs: true },
  { role: 'the CEO, who belongs to nothing', login: 'eve', repo: 'api', belongs: true },
] as const;

test('everybody who belongs may challenge a decision, and is told so by help; a stranger is told who may', async () => {
  const acme = await withRoles();
  for (const { role, issue, belongs } of await challenge(acme, may)) {
    expect([role, await isChallenged(acme, issue)]).toEqual([role, belongs]);
    const told = belongs ? '- `/debt challenge`' : 'this is for members of this organisation';
    expect([role, await replies(acme, issue)]).toEqual([role, [expect.stringContaining(told)]]);
  }
});

test('without `members: read` a member who was given nothing is taken for a stranger, and nobody else is', async () => {
  const permissions = { issues: 'write', contents: 'read', metadata: 'read', pull_requests: 'read' } as const;
  const acme = await withRoles({ permissions });
  const cases = ['gus', 'col', 'cy', 'eve'].map((login) => ({ login, repo: 'api' }));
  for (const { login, issue } of await challenge(acme, cases))
    expect([login, await isChallenged(acme, issue)]).toEqual([login, login !== 'gus']);
});

test('whoever left the organisation challenges nothing any more', async () => {
  const acme = await withRoles();
  const gone = /\/(?:collaborators|members|memberships)\/cy(?:\/|$)/;
  acme.github.intercept(({ path }) =>
    gone.test(path) ? { kind: 'answer', status: 404, body: {} } : undefined,
  );
  for (const { issue } of await challenge(acme, [{ login: 'cy', repo: 'api' }]))
    expect(await isChallenged(acme, issue)).toBe(false);
});
