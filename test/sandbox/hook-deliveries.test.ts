import { expect, test } from 'vitest';
import { API, openApp, openListener, openSandbox, statusOf } from './support.ts';

test('failed deliveries are kept and say why: refused, not 2xx, too slow', async () => {
  const listener = await openListener();
  const sandbox = await openSandbox({ webhookPatience: 100 });
  const ana = sandbox.as('ana').rest.issues;
  const open = async (title: string) => {
    await ana.create({ ...API, title });
    await sandbox.settled();
  };
  await open('Nobody listens');
  sandbox.deliverTo(listener.url);
  listener.answer(500);
  await open('Broken');
  listener.answer('never');
  await open('Asleep');
  listener.answer(202);
  await open('Well');
  const { app } = await openApp(sandbox);
  const { data } = await app.rest.apps.listWebhookDeliveries();
  expect(data.map((one) => [one.status, one.status_code])).toEqual([
    ['OK', 202],
    ['timed out', 502],
    ['Invalid HTTP Response: 500', 500],
    ['failed to connect to host', 502],
  ]);
  expect(data[0]).toMatchObject({
    ...{ event: 'issues', action: 'opened', redelivery: false, installation_id: sandbox.installationId },
    ...{ repository_id: 1, duration: expect.any(Number), guid: expect.any(String) },
    delivered_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
});

test('deliveries are listed newest first, by cursor, and none twice', async () => {
  const sandbox = await openSandbox();
  for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) {
    await sandbox.as('ana').rest.issues.create({ ...API, title });
  }
  await sandbox.settled();
  const { app } = await openApp(sandbox);
  const first = await app.rest.apps.listWebhookDeliveries({ per_page: 2 });
  expect(first.headers.link).toMatch(/cursor=.*rel="next"/);
  const all = await app.paginate(app.rest.apps.listWebhookDeliveries, { per_page: 2 });
  expect(all.map((one) => one.id)).toEqual([5, 4, 3, 2, 1]);
});

test('one delivery is shown with its request, and can be delivered again with the same bytes', async () => {
  const listener = await openListener();
  const sandbox = await openSandbox();
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow' });
  await sandbox.settled();
  const [failed] = sandbox.deliveries;
  const { app } = await openApp(sandbox);
  const { data } = await app.rest.apps.getWebhookDelivery({ delivery_id: 1 });
  expect(data).toMatchObject({ guid: failed?.guid, request: { payload: { issue: { title: 'Slow' } } } });

  sandbox.deliverTo(listener.url);
  const again = await app.rest.apps.redeliverWebhookDelivery({ delivery_id: 1 });
  expect(again.status).toBe(202);
  await sandbox.settled();
  expect(listener.received).toMatchObject([
    { body: failed?.payload, headers: { 'x-github-delivery': failed?.guid } },
  ]);
  const { data: listed } = await app.rest.apps.listWebhookDeliveries();
  expect(listed.map((one) => [one.guid, one.redelivery, one.status])).toEqual([
    [failed?.guid, true, 'OK'],
    [failed?.guid, false, 'failed to connect to host'],
  ]);
});

test('a scenario can deliver again itself, and hears the status', async () => {
  const listener = await openListener();
  const sandbox = await openSandbox({ webhookUrl: listener.url });
  await sandbox.as('ana').rest.issues.create({ ...API, title: 'Slow' });
  await sandbox.settled();
  expect(await sandbox.redeliver(sandbox.deliveries[0]?.guid ?? '')).toBe(200);
  expect(listener.received[1]).toMatchObject({ body: listener.received[0]?.body });
});

test('only the App itself sees its deliveries', async () => {
  const sandbox = await openSandbox();
  const { app } = await openApp(sandbox);
  const where = { installation_id: sandbox.installationId };
  const { token } = (await app.rest.apps.createInstallationAccessToken(where)).data;
  const headers = { authorization: `token ${token}` };
  expect((await fetch(`${sandbox.url}/app/hook/deliveries`, { headers })).status).toBe(401);
  expect(await statusOf(sandbox.as('ana').request('GET /app/hook/deliveries'))).toBe(401);
  expect(await statusOf(app.rest.apps.getWebhookDelivery({ delivery_id: 99 }))).toBe(404);
});
