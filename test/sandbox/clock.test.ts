import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { API, openApp, openListener, openSandbox } from './support.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-05T08:00:00.400Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

test('the sandbox lives in the time that the test sets, to the second', async () => {
  const listener = await openListener();
  const sandbox = await openSandbox({ webhookUrl: listener.url });
  const { bot } = await openApp(sandbox);
  const opened = await bot.rest.issues.create({ ...API, title: 'Slow' });
  expect(opened.data.updated_at).toBe('2026-01-05T08:00:00Z');
  vi.setSystemTime(new Date('2026-01-12T09:30:00Z'));
  const { data } = await bot.rest.issues.createComment({ ...API, issue_number: 1, body: 'Hello.' });
  expect(data.created_at).toBe('2026-01-12T09:30:00Z');
  vi.setSystemTime(new Date('2026-01-12T09:31:00Z'));
  const edited = await bot.rest.issues.updateComment({ ...API, comment_id: data.id, body: 'Hello again.' });
  expect(edited.data.updated_at).toBe('2026-01-12T09:31:00Z');
  expect((await bot.rest.issues.get({ ...API, issue_number: 1 })).data.updated_at).toBe(
    '2026-01-12T09:31:00Z',
  );
  await sandbox.settled();
  expect(sandbox.deliveries.map((one) => one.deliveredAt.toISOString())).toContain(
    '2026-01-12T09:31:00.000Z',
  );
});

test('issues changed in the very second of `since` are listed', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  const { data } = await ana.create({ ...API, title: 'Slow' });
  expect((await ana.listForRepo({ ...API, since: data.updated_at })).data).toHaveLength(1);
  expect((await ana.listForRepo({ ...API, since: '2026-01-05T08:00:01Z' })).data).toEqual([]);
});

test('an installation token expires after an hour', async () => {
  const sandbox = await openSandbox();
  const { app } = await openApp(sandbox);
  const where = { installation_id: sandbox.installationId };
  const { token } = (await app.rest.apps.createInstallationAccessToken(where)).data;
  const ask = async () => {
    const answer = await fetch(`${sandbox.url}/repos/acme/vault`, {
      headers: { authorization: `token ${token}` },
    });
    return answer.status;
  };
  expect(await ask()).toBe(200);
  vi.setSystemTime(new Date('2026-01-05T09:00:01Z'));
  expect(await ask()).toBe(401);
});

test('a reset brings back what was seeded', async () => {
  const sandbox = await openSandbox();
  const ana = sandbox.as('ana').rest.issues;
  await ana.create({ ...API, title: 'Slow' });
  await sandbox.reset();
  expect((await ana.listForRepo({ ...API, state: 'all' })).data).toEqual([]);
  expect((await ana.listLabelsForRepo(API)).data.map((label) => label.name)).toEqual(['bug', 'tech-debt']);
  expect(sandbox.deliveries).toEqual([]);
});
