/** An open alarm stops what is to be merged, and lets it go on by itself. */
import { describe, expect, test } from 'vitest';
import { say } from './replies.ts';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

const andon = { stop_the_line: true };
const agreement = { engineering: ['dee'] };
const events = ['issues', 'issue_comment', 'push', 'pull_request', 'label', 'repository', 'merge_group'];
const stopping = configFile({ andon, agreement });

async function withLine(configs: Record<string, string> = { api: stopping }): Promise<Story> {
  return begin({ configs, events });
}

let branches = 0;

async function opensPull(acme: Story, repo: string, body?: string): Promise<IssueAt> {
  branches += 1;
  const branch = `work-${branches}`;
  const number = await acme.github.openPullRequest('cy', repo, {
    ...{ title: 'Work', branch, path: `${branch}.txt`, content: branch },
    ...(body === undefined ? {} : { body }),
  });
  return { repo, number };
}

/** What the check says on a pull request, newest; nothing where it says nothing. */
async function check(acme: Story, { repo, number }: IssueAt): Promise<string | undefined> {
  const { data } = await acme.github.as('pat').rest.pulls.get({ owner: 'acme', repo, pull_number: number });
  return checkAt(acme, repo, data.head.sha);
}

async function checkAt(acme: Story, repo: string, ref: string): Promise<string | undefined> {
  const newest = await newestAt(acme, repo, ref);
  return newest && `${newest.conclusion}: ${newest.output.title}`;
}

async function newestAt(acme: Story, repo: string, ref: string) {
  await acme.quiet();
  const which = { owner: 'acme', repo, ref, check_name: 'paydown/andon' };
  const { check_runs: runs } = (await acme.github.as('pat').rest.checks.listForRef(which)).data;
  return runs.toSorted((a, b) => b.id - a.id)[0];
}

async function pulls(acme: Story, repo: string, by = 'bo'): Promise<IssueAt> {
  const issue = await acme.as('cy').opens(repo, 'The build is red', { labels: [] });
  await say(acme, by, issue, '/andon the build is red');
  return issue;
}

const GREEN = 'success: No alarm is open';
const STOPPED = 'failure: The line is stopped: an alarm is open';

test('the check is green without an alarm, fails while one is open, and turns green by itself when it is resolved', async () => {
  const acme = await withLine();
  const before = await opensPull(acme, 'api');
  expect(await check(acme, before)).toBe(GREEN);
  const issue = await pulls(acme, 'api');
  expect(await check(acme, before)).toBe(STOPPED);
  const during = await opensPull(acme, 'api');
  expect(await check(acme, during)).toBe(STOPPED);
  const why = (await newestAt(acme, 'api', `work-${branches}`))?.output.summary;
  expect(why).toMatch(/The build is red.*, pulled by \*\*bo\*\*, “the build is red”/);
  expect(why).toContain('This check then turns green by itself.');
  await say(acme, 'ana', issue, '/andon resolve the disk was full');
  expect([await check(acme, before), await check(acme, during)]).toEqual([GREEN, GREEN]);
});

test('debt work and what fixes the alarm go on, as long as the label or the keyword is there', async () => {
  const acme = await withLine();
  const debt = await opensPull(acme, 'api');
  const issue = await pulls(acme, 'api');
  const fix = await opensPull(acme, 'api', `Fixes #${issue.number}`);
  expect(await check(acme, fix)).toBe('success: An alarm is open, and this fixes it');
  await acme.as('cy').labels(debt, 'tech-debt');
  expect(await check(acme, debt)).toBe('success: An alarm is open, and this is debt work');
  await acme.as('cy').unlabels(debt, 'tech-debt');
  expect(await check(acme, debt)).toBe(STOPPED);
  const { pulls: api } = acme.github.as('cy').rest;
  await api.update({ owner: 'acme', repo: 'api', pull_number: fix.number, body: 'Something else' });
  expect(await check(acme, fix)).toBe(STOPPED);
});

test('a new commit gets the check as well, and one that two pull requests share is let through for both or none', async () => {
  const acme = await withLine();
  await pulls(acme, 'api');
  const pull = await opensPull(acme, 'api');
  await acme.github.commitFile('cy', 'api', 'more.txt', 'more', { branch: `work-${branches}` });
  expect(await check(acme, pull)).toBe(STOPPED);
  const rest = acme.github.as('cy').rest;
  const at = { owner: 'acme', repo: 'api' };
  const { data } = await rest.pulls.get({ ...at, pull_number: pull.number });
  await rest.git.createRef({ ...at, ref: 'refs/heads/twin', sha: data.head.sha });
  const twin = await rest.pulls.create({ ...at, title: 'Twin', head: 'twin', base: 'main' });
  await acme.quiet();
  await acme.as('cy').labels(pull, 'tech-debt');
  expect(await check(acme, pull)).toBe(STOPPED);
  await acme.as('cy').labels({ repo: 'api', number: twin.data.number }, 'andon');
  expect(await check(acme, pull)).toContain('success');
});

test('a commit that two pull requests shared is judged by the one that is left', async () => {
  const acme = await withLine();
  const debt = await opensPull(acme, 'api');
  const rest = acme.github.as('cy').rest;
  const at = { owner: 'acme', repo: 'api' };
  const { data } = await rest.pulls.get({ ...at, pull_number: debt.number });
  await rest.git.createRef({ ...at, ref: 'refs/heads/other', sha: data.head.sha });
  const twin = await rest.pulls.create({ ...at, title: 'Twin', head: 'other', base: 'main' });
  await acme.as('cy').labels(debt, 'tech-debt');
  await pulls(acme, 'api');
  expect(await check(acme, debt)).toBe(STOPPED);
  await rest.pulls.update({ ...at, pull_number: twin.data.number, state: 'closed' });
  expect(await check(acme, debt)).toBe('success: An alarm is open, and this is debt work');
});

describe('merge groups', () => {
  const FIX = 'success: An alarm is open, and this fixes it';

  test('get it when they are made, and those that wait when the cord is pulled', async () => {
    const acme = await withLine();
    const pull = await opensPull(acme, 'api');
    const waiting = await acme.github.queuePullRequest('cy', 'api', pull.number);
    expect(await checkAt(acme, 'api', waiting)).toBe(GREEN);
    const issue = await pulls(acme, 'api');
    expect(await checkAt(acme, 'api', waiting)).toBe(STOPPED);
    await say(acme, 'ana', issue, '/andon resolve the disk was full');
    expect(await checkAt(acme, 'api', waiting)).toBe(GREEN);
  });

  test.each(['merge', 'squash'] as const)(
    'are let through by %s where all that they bring is, and go on without what is not',
    async (method) => {
      const acme = await withLine();
      const [work, debt] = [await opensPull(acme, 'api'), await opensPull(acme, 'api')];
      await acme.as('cy').labels(debt, 'tech-debt');
      const queue = ({ number }: IssueAt) => acme.github.queuePullRequest('cy', 'api', number, method);
      const before = await queue(work);
      const issue = await pulls(acme, 'api');
      const fix = await opensPull(acme, 'api', `Closes #${issue.number}`);
      const [second, third] = [await queue(fix), await queue(debt)];
      for (const sha of [before, second, third]) expect(await checkAt(acme, 'api', sha)).toBe(STOPPED);
      const anew = await acme.github.unqueuePullRequest('cy', 'api', work.number);
      expect(await checkAt(acme, 'api', anew[0] ?? '')).toBe(FIX);
      expect(await checkAt(acme, 'api', anew[1] ?? '')).toContain('success');
      await acme.as('cy').unlabels(debt, 'tech-debt');
      expect(await checkAt(acme, 'api', anew[0] ?? '')).toBe(FIX);
      expect(await checkAt(acme, 'api', anew[1] ?? '')).toBe(STOPPED);
      await acme.as('cy').labels(debt, 'andon');
      expect(await checkAt(acme, 'api', anew[1] ?? '')).toBe(FIX);
    },
  );
});

test('an alarm stops its own repository; in the home of an organisation it stops all, without a word of a private one', async () => {
  const file = configFile({ andon, agreement, home: 'acme/secret' });
  const acme = await withLine({ '.github': file });
  const [api, web] = [await opensPull(acme, 'api'), await opensPull(acme, 'web')];
  const issue = await pulls(acme, 'api');
  expect([await check(acme, api), await check(acme, web)]).toEqual([STOPPED, GREEN]);
  await say(acme, 'dee', issue, '/andon resolve done');
  const everywhere = await acme.as('cy').opens('secret', 'Keys were stolen', { labels: [] });
  await say(acme, 'bo', everywhere, '/andon rotate all keys');
  expect([await check(acme, api), await check(acme, web)]).toEqual([STOPPED, STOPPED]);
  const { data } = await acme.github
    .as('pat')
    .rest.pulls.get({ owner: 'acme', repo: 'web', pull_number: web.number });
  const runs = await acme.checkRuns('web', data.head.sha);
  const said = runs.map(({ summary, title }) => `${title}\n${summary}`).join('\n');
  expect(said).toContain('an issue in a repository that not everybody here can see');
  for (const secret of ['secret', 'keys', 'Keys', '**bo**']) expect(said).not.toContain(secret);
});

test('a config that does not stop the line any more, or is gone, lets everything go on', async () => {
  const acme = await withLine();
  const pull = await opensPull(acme, 'api');
  await pulls(acme, 'api');
  expect(await check(acme, pull)).toBe(STOPPED);
  await acme.as('pat').configures('api', configFile({ andon: {}, agreement }));
  expect(await check(acme, pull)).toBe('neutral: No alarm stops anything here any more');
  await acme.as('pat').configures('api', stopping);
  expect(await check(acme, pull)).toBe(STOPPED);
  await acme.as('pat').removesConfig('api');
  expect(await check(acme, pull)).toBe('neutral: No alarm stops anything here any more');
});

test('nothing is said where nobody asked for it, nor on what goes into another branch', async () => {
  const quiet = await begin({ configs: { api: configFile({ andon: {}, agreement }) }, events });
  const pull = await opensPull(quiet, 'api');
  await pulls(quiet, 'api');
  expect(await check(quiet, pull)).toBeUndefined();
  await quiet.as('pat').configures('api', stopping);
  expect(await check(quiet, pull)).toBe(STOPPED);
  const rest = quiet.github.as('cy').rest;
  const at = { owner: 'acme', repo: 'api' };
  await quiet.github.commitFile('cy', 'api', 'x.txt', 'x', { branch: 'side' });
  await quiet.github.commitFile('cy', 'api', 'y.txt', 'y', { branch: 'aside' });
  const { data } = await rest.pulls.create({ ...at, title: 'Aside', head: 'aside', base: 'side' });
  expect(await check(quiet, { repo: 'api', number: data.number })).toBeUndefined();
});

test('an alarm issue that was deleted without a word stops the line until the night at most', async () => {
  const acme = await withLine();
  const pull = await opensPull(acme, 'api');
  const issue = await pulls(acme, 'api');
  const stays = await pulls(acme, 'api');
  acme.losesWebhooks();
  await acme.as('pat').deletes(issue);
  acme.hearsWebhooks();
  await acme.travelTo('2026-01-06T03:00:05Z');
  expect(await check(acme, pull)).toBe(STOPPED);
  await say(acme, 'dee', stays, '/andon resolve done');
  expect(await check(acme, pull)).toBe(GREEN);
  expect((await acme.dashboard('api')).body).not.toContain('[!CAUTION]');
});

test('a label that becomes a debt label lets its work go on, and one that is none any more does not', async () => {
  const acme = await withLine();
  const pull = await opensPull(acme, 'api');
  await acme.as('cy').labels(pull, 'refactoring');
  await pulls(acme, 'api');
  expect(await check(acme, pull)).toBe(STOPPED);
  const debt = { labels: ['tech-debt', 'refactoring'] };
  await acme.as('pat').configures('api', configFile({ andon, agreement, debt }));
  expect(await check(acme, pull)).toBe('success: An alarm is open, and this is debt work');
  await acme.as('pat').configures('api', stopping);
  expect(await check(acme, pull)).toBe(STOPPED);
});

test('what goes into another default branch gets the check when that becomes it', async () => {
  const acme = await withLine();
  const rest = acme.github.as('pat').rest;
  const at = { owner: 'acme', repo: 'api' };
  await acme.github.commitFile('cy', 'api', 'x.txt', 'x', { branch: 'next' });
  await acme.github.commitFile('cy', 'api', 'y.txt', 'y', { branch: 'aside' });
  const { data } = await rest.pulls.create({ ...at, title: 'Aside', head: 'aside', base: 'next' });
  const pull = { repo: 'api', number: data.number };
  expect(await check(acme, pull)).toBeUndefined();
  await acme.as('pat').configures('api', stopping);
  await acme.github.commitFile('pat', 'api', '.github/paydown.yml', stopping, { branch: 'next' });
  await rest.repos.update({ ...at, default_branch: 'next' });
  expect(await check(acme, pull)).toBe(GREEN);
});

test('without `checks: write` no check is tried, and the dashboard says so', async () => {
  const permissions = { issues: 'write', contents: 'read', metadata: 'read', pull_requests: 'read' } as const;
  const acme = await begin({ configs: { api: stopping }, events, permissions });
  await opensPull(acme, 'api');
  await pulls(acme, 'api');
  expect(acme.github.requests.filter(({ path }) => path.includes('check-runs'))).toEqual([]);
  expect((await acme.dashboard('api')).body).toContain(
    '> - check of the andon (needs `checks: write`): no pull request is stopped while an alarm is open',
  );
});
