import { expect, test } from 'vitest';
import { API, openApp, openSandbox, statusOf } from './support.ts';

test('the installation lists its repositories page by page', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  const first = await bot.rest.apps.listReposAccessibleToInstallation({ per_page: 2 });
  expect(first.data.total_count).toBe(3);
  expect(first.data.repositories.map((one) => one.name)).toEqual(['api', 'web']);
  expect(first.headers.link).toContain('rel="next"');
  const all = await bot.paginate(bot.rest.apps.listReposAccessibleToInstallation, { per_page: 2 });
  expect(all.map((one) => [one.full_name, one.visibility])).toEqual([
    ['acme/api', 'public'],
    ['acme/web', 'public'],
    ['acme/vault', 'private'],
  ]);
});

test('a person does not get the repositories of an installation', async () => {
  const sandbox = await openSandbox();
  expect(await statusOf(sandbox.as('ana').rest.apps.listReposAccessibleToInstallation())).toBe(403);
});

test('an issue opened with labels and assignees has a history entry for each', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana');
  await ana.rest.issues.create({ ...API, title: 'Slow', labels: ['tech-debt', 'bug'], assignees: ['bo'] });
  const { data } = await ana.rest.issues.listEvents({ ...API, issue_number: 1 });
  expect(data.map((entry) => [entry.event, 'label' in entry ? entry.label?.name : undefined])).toEqual([
    ['labeled', 'tech-debt'],
    ['labeled', 'bug'],
    ['assigned', undefined],
  ]);
  expect(data[0]?.actor.login).toBe('ana');
  expect(data[2]).toMatchObject({ assignee: { login: 'bo' }, assigner: { login: 'ana' } });
});

test.each(['completed', 'not_planned', 'duplicate'] as const)(
  'an issue closed as %s says so in the repository, in its own history and in its timeline',
  async (reason) => {
    const sandbox = await openSandbox();
    const ana = sandbox.as('ana');
    await ana.rest.issues.create({ ...API, title: 'Slow' });
    await ana.rest.issues.update({ ...API, issue_number: 1, state: 'closed', state_reason: reason });
    const ofRepository = await ana.rest.issues.listEventsForRepo(API);
    const ofIssue = await ana.rest.issues.listEvents({ ...API, issue_number: 1 });
    const timeline = await ana.rest.issues.listEventsForTimeline({ ...API, issue_number: 1 });
    for (const { data } of [ofRepository, ofIssue, timeline]) {
      expect(data).toMatchObject([{ event: 'closed', state_reason: reason }]);
    }
    expect(ofRepository.data[0]?.issue).toMatchObject({ number: 1, state: 'closed', state_reason: reason });
  },
);

test('the history of a repository runs newest first, page by page, with the issue of every entry', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana');
  for (const title of ['One', 'Two', 'Three'])
    await ana.rest.issues.create({ ...API, title, labels: ['bug'] });
  await ana.rest.issues.removeLabel({ ...API, issue_number: 1, name: 'bug' });
  const first = await ana.rest.issues.listEventsForRepo({ ...API, per_page: 2 });
  expect(first.headers.link).toMatch(/page=2.*rel="next".*rel="last"/);
  expect(first.headers.link).toContain(sandbox.url);
  const all = await ana.paginate(ana.rest.issues.listEventsForRepo, { ...API, per_page: 2 });
  expect(all.map((entry) => [entry.event, entry.issue?.number, entry.issue?.title])).toEqual([
    ['unlabeled', 1, 'One'],
    ['labeled', 3, 'Three'],
    ['labeled', 2, 'Two'],
    ['labeled', 1, 'One'],
  ]);
});

test('the timeline has the comments between the other entries', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana');
  await ana.rest.issues.create({ ...API, title: 'Slow', labels: ['bug'] });
  await ana.rest.issues.createComment({ ...API, issue_number: 1, body: 'Hm.' });
  const { data } = await ana.rest.issues.listEventsForTimeline({ ...API, issue_number: 1 });
  expect(data).toMatchObject([
    { event: 'labeled' },
    { event: 'commented', body: 'Hm.', actor: { login: 'ana' } },
  ]);
});

test('a renamed issue remembers its old title, and an edited body leaves no entry', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana');
  await ana.rest.issues.create({ ...API, title: 'Slow' });
  await ana.rest.issues.update({ ...API, issue_number: 1, title: 'Slower', body: 'Very.' });
  const { data } = await ana.rest.issues.listEvents({ ...API, issue_number: 1 });
  expect(data).toMatchObject([{ event: 'renamed', rename: { from: 'Slow', to: 'Slower' } }]);
});

test('a reopened issue can be closed for another reason', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana');
  await ana.rest.issues.create({ ...API, title: 'Slow' });
  await ana.rest.issues.update({ ...API, issue_number: 1, state: 'closed', state_reason: 'duplicate' });
  const reopened = await ana.rest.issues.update({ ...API, issue_number: 1, state: 'open' });
  expect(reopened.data.state_reason).toBe('reopened');
  await ana.rest.issues.update({ ...API, issue_number: 1, state: 'closed' });
  const { data } = await ana.rest.issues.listEvents({ ...API, issue_number: 1 });
  expect(data).toMatchObject([
    { event: 'closed', state_reason: 'duplicate' },
    { event: 'reopened' },
    { event: 'closed', state_reason: 'completed' },
  ]);
});
