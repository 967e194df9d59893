import nock from 'nock';
import { expect, test } from 'vitest';
import { api, openHouse } from '../queue/house.ts';

const now = new Date('2026-01-05T10:00:00Z');
const ATTEMPTS = 2500;

/** GitHub's list of attempts, one a second, newest first, by pages of a hundred. */
function serveAttempts(): void {
  const attempt = (id: number) => ({
    ...{ id, guid: `guid-${id}`, status_code: 502 },
    delivered_at: new Date(now.getTime() - (ATTEMPTS - id) * 1000).toISOString(),
  });
  nock(api)
    .persist()
    .get(/^\/app\/hook\/deliveries/)
    .reply(({ url }: Request) => {
      const from = Number(new URL(url).searchParams.get('cursor') ?? ATTEMPTS);
      const page = Array.from({ length: Math.min(100, from) }, (_, n) => attempt(from - n));
      const next = `<${api}/app/hook/deliveries?per_page=100&cursor=${from - 100}>; rel="next"`;
      return [200, page, from > 100 ? { link: next } : {}];
    });
}

test('after a long outage the oldest failed delivery is found as well as the newest', async () => {
  const { github } = await openHouse(now, []);
  serveAttempts();
  const attempts = await github.hookAttempts({ since: new Date(0), afterId: 0 });
  expect(attempts.map(({ id }) => id)).toEqual(Array.from({ length: ATTEMPTS }, (_, n) => ATTEMPTS - n));
});

test('what is too old, or was looked at before, is not asked for', async () => {
  const { github } = await openHouse(now, []);
  serveAttempts();
  const recent = await github.hookAttempts({ since: new Date(now.getTime() - 9500), afterId: 0 });
  expect(recent).toHaveLength(10);
  expect(await github.hookAttempts({ since: new Date(0), afterId: ATTEMPTS - 3 })).toHaveLength(3);
});
