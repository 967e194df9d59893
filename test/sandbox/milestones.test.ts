import { expect, test } from 'vitest';
import { API, openListener, openSandbox } from './support.ts';

const EVENTS = ['issues', 'milestone'];

test('a title is taken for as long as its milestone is there, open or closed', async () => {
  const sandbox = await openSandbox();
  const { issues } = sandbox.as('ana').rest;
  const { data } = await issues.createMilestone({ ...API, title: 'v1', due_on: '2026-03-29T12:00:00Z' });
  expect(data.due_on).toBe('2026-03-29T07:00:00Z');
  await issues.updateMilestone({ ...API, milestone_number: data.number, state: 'closed' });
  await expect(issues.createMilestone({ ...API, title: 'v1' })).rejects.toThrow(/already_exists/);
  expect((await issues.listMilestones(API)).data).toEqual([]);
  const closed = await issues.listMilestones({ ...API, state: 'closed' });
  expect(closed.data.map(({ title }) => title)).toEqual(['v1']);
});

test('webhooks and history tell of milestones, and of the issues that go in and out', async () => {
  const listener = await openListener();
  const sandbox = await openSandbox({ events: EVENTS, webhookUrl: listener.url });
  const { issues } = sandbox.as('ana').rest;
  const { data: first } = await issues.createMilestone({ ...API, title: 'v1' });
  const { data: second } = await issues.createMilestone({ ...API, title: 'v2' });
  const { data: issue } = await issues.create({ ...API, title: 'Old parser', milestone: first.number });
  const at = { ...API, issue_number: issue.number };
  await issues.update({ ...at, milestone: second.number });
  await issues.update({ ...at, milestone: null });
  await issues.updateMilestone({ ...API, milestone_number: first.number, state: 'closed' });
  await sandbox.settled();
  const told = listener.received.map(({ headers, body }) => {
    const { action, milestone } = JSON.parse(body);
    return `${headers['x-github-event']} ${action} ${milestone?.title ?? ''}`.trim();
  });
  expect(told).toEqual([
    'milestone created v1',
    'milestone created v2',
    'issues opened',
    'issues milestoned v1',
    'issues demilestoned v1',
    'issues milestoned v2',
    'issues demilestoned v2',
    'milestone closed v1',
  ]);
  const { data: events } = await issues.listEvents(at);
  expect(events.map(({ event }) => event)).toEqual([
    'milestoned',
    'demilestoned',
    'milestoned',
    'demilestoned',
  ]);
});
