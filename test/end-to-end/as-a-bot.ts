import { createHmac, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Story } from './story.ts';

/** Does something as if a bot had done it. */
export async function asABot(acme: Story, deed: () => Promise<void>): Promise<void> {
  const before = acme.github.deliveries.length;
  acme.losesWebhooks();
  await deed();
  await acme.github.settled();
  acme.hearsWebhooks();
  for (const { event, payload } of acme.github.deliveries.slice(before)) {
    const told = JSON.parse(payload);
    const sender = { ...told.sender, login: 'stale[bot]', type: 'Bot' };
    await deliver(acme, event, JSON.stringify({ ...told, sender }));
  }
  await acme.quiet();
}

export async function deliver(acme: Story, event: string, body: string): Promise<void> {
  const { webhookSecret } = acme.github.credentials;
  const signature = `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`;
  const headers = { 'x-github-event': event, 'x-hub-signature-256': signature };
  const guid = { 'x-github-delivery': randomUUID(), 'content-type': 'application/json' };
  const url = `http://127.0.0.1:${acme.app.port}/api/github/webhooks`;
  const { status } = await fetch(url, { method: 'POST', headers: { ...headers, ...guid }, body });
  expect(status).toBeLessThan(300);
}
