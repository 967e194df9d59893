import { expect, test } from 'vitest';
import { API, openApp, openSandbox, statusOf } from './support.ts';

const isComment = (request: { method: string; path: string }) =>
  request.method === 'POST' && request.path.endsWith('/comments');

test('a request can be answered with a fault, and nothing is done', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  await bot.rest.issues.create({ ...API, title: 'Slow' });
  const stop = sandbox.intercept((request) =>
    isComment(request) ? { kind: 'answer', status: 429, headers: { 'retry-after': '7' } } : undefined,
  );
  const comment = () => bot.rest.issues.createComment({ ...API, issue_number: 1, body: 'Hello.' });
  await expect(comment()).rejects.toMatchObject({
    status: 429,
    response: { headers: { 'retry-after': '7' } },
  });
  expect((await bot.rest.issues.listComments({ ...API, issue_number: 1 })).data).toEqual([]);
  stop();
  await expect(comment()).resolves.toMatchObject({ status: 201 });
});

test('a request can be done and then seem to fail', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  await bot.rest.issues.create({ ...API, title: 'Slow' });
  sandbox.intercept((request) => (isComment(request) ? { kind: 'answer-after', status: 502 } : undefined));
  expect(await statusOf(bot.rest.issues.createComment({ ...API, issue_number: 1, body: 'Hello.' }))).toBe(
    502,
  );
  expect((await bot.rest.issues.listComments({ ...API, issue_number: 1 })).data).toHaveLength(1);
});

test('a request can be done at once and answered late', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  await bot.rest.issues.create({ ...API, title: 'Slow' });
  const { promise: until, resolve: letGo } = Promise.withResolvers<void>();
  sandbox.intercept((request) => (isComment(request) ? { kind: 'late', until: () => until } : undefined));
  const told: string[] = [];
  const answered = bot.rest.issues
    .createComment({ ...API, issue_number: 1, body: 'Hello.' })
    .then(() => told.push('answered'));
  const comments = async () => (await bot.rest.issues.listComments({ ...API, issue_number: 1 })).data.length;
  await expect.poll(comments).toBe(1);
  told.push('done');
  letGo();
  await answered;
  expect(told).toEqual(['done', 'answered']);
});

test('a connection can be torn down, or never be answered', async () => {
  const sandbox = await openSandbox();
  const { url } = sandbox;
  sandbox.intercept(({ query }) => {
    const kind = query.get('fault');
    return kind === 'hang' || kind === 'reset' ? { kind } : undefined;
  });
  await expect(fetch(`${url}/repos/acme/api?fault=reset`)).rejects.toThrow();
  const signal = AbortSignal.timeout(100);
  await expect(fetch(`${url}/repos/acme/api?fault=hang`, { signal })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  expect(sandbox.requests.map((request) => request.status)).toEqual([0, 0]);
});

test('a rule sees the body, and the requests are remembered with who made them', async () => {
  const sandbox = await openSandbox();
  const { bot } = await openApp(sandbox);
  const bodies: unknown[] = [];
  sandbox.intercept(({ body }) => {
    bodies.push(body);
    return undefined;
  });
  await bot.rest.issues.create({ ...API, title: 'Slow' });
  await sandbox.as('ana').rest.issues.get({ ...API, issue_number: 1 });
  expect(bodies).toContainEqual({ title: 'Slow' });
  expect(sandbox.requests.map(({ method, path, status, by }) => [method, path, status, by])).toEqual([
    ['POST', `/app/installations/${sandbox.installationId}/access_tokens`, 201, 'paydown'],
    ['POST', '/repos/acme/api/issues', 201, 'paydown[bot]'],
    ['GET', '/repos/acme/api/issues/1', 200, 'ana'],
  ]);
});
