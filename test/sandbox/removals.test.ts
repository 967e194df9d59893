import { expect, test } from 'vitest';
import { API, lastPayload, openSandbox, statusOf, told } from './support.ts';

test('a deleted issue is told, gone, and without history', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  await ana.create({ ...API, title: 'Slow', labels: ['tech-debt'] });
  await ana.create({ ...API, title: 'Other' });
  await sandbox.deleteIssue('ana', 'api', 1);
  expect(await lastPayload(sandbox, 'issues', 'deleted')).toMatchObject({
    issue: { number: 1, state: 'open', labels: [{ name: 'tech-debt' }] },
    sender: { login: 'ana' },
  });
  expect(await statusOf(ana.get({ ...API, issue_number: 1 }))).toBe(410);
  expect(await statusOf(ana.createComment({ ...API, issue_number: 1, body: 'Hello?' }))).toBe(410);
  expect((await ana.listForRepo({ ...API, state: 'all' })).data.map((issue) => issue.number)).toEqual([2]);
  expect((await ana.listEventsForRepo(API)).data).toEqual([]);
});

test('a transferred issue is told in both repositories and takes its history along', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  const issue = { ...API, title: 'Slow', labels: ['tech-debt', 'bug'], assignees: ['bo'] };
  const opened = await ana.create(issue);
  const before = (await told(sandbox)).length;
  const number = await sandbox.transferIssue('cy', 'api', 1, 'web');
  expect((await told(sandbox)).slice(before)).toEqual(['issues.transferred', 'issues.opened']);
  expect(await lastPayload(sandbox, 'issues', 'transferred')).toMatchObject({
    issue: { number: 1, labels: [{ name: 'tech-debt' }, { name: 'bug' }] },
    changes: { new_issue: { number, title: 'Slow' }, new_repository: { full_name: 'acme/web' } },
    repository: { full_name: 'acme/api' },
    sender: { login: 'cy' },
  });
  const web = { owner: 'acme', repo: 'web', issue_number: number };
  const { data } = await ana.get(web);
  expect(data).toMatchObject({ labels: [{ name: 'tech-debt' }], user: { login: 'ana' } });
  expect(data.created_at).toBe(opened.data.created_at);
  const history = (await ana.listEvents(web)).data.map((entry) => entry.event);
  expect(history).toEqual(['labeled', 'labeled', 'assigned', 'transferred']);
  expect((await ana.listEventsForRepo(API)).data).toEqual([]);
  const old = await fetch(`${sandbox.url}/repos/acme/api/issues/1`, { redirect: 'manual' });
  expect([old.status, old.headers.get('location')]).toEqual([301, data.url]);
});
