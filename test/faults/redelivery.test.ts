/** Deliveries that failed, here or on the way, are driven again: each until it is done, and none after that. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from '../end-to-end/story.ts';

const again = (acme: Story) => acme.github.deliveries.filter(({ redelivery }) => redelivery);
const guids = (deliveries: readonly { guid: string }[]) => deliveries.map(({ guid }) => guid).sort();

/** The GUIDs of what did not arrive. */
function lost(acme: Story): string[] {
  return [...new Set(guids(acme.github.deliveries.filter(({ status }) => status !== 202)))];
}

async function restart(acme: Story): Promise<void> {
  await acme.stopApp();
  await acme.startApp();
  await acme.quiet();
}

test('a delivery whose handling failed for good is driven again by its redelivery, one that is done is not', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  // By then the config file is read anew before a delivery is handled, and GitHub refuses that.
  acme.leapTo('2026-01-05T10:30:00Z');
  const end = acme.github.intercept(({ path, by }) =>
    by === 'paydown[bot]' && path.includes('/contents/')
      ? { kind: 'answer', status: 403, body: { message: 'Resource not accessible by integration' } }
      : undefined,
  );
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  end();
  await acme.travelTo('2026-01-05T10:40:00Z');
  expect(await acme.owners(parser)).toEqual([]);
  const opened = acme.github.deliveries.findLast(
    ({ event, action }) => event === 'issues' && action === 'opened',
  );
  expect(await acme.github.redeliver(opened?.guid ?? '')).toBe(202);
  expect(await acme.owners(parser)).toEqual(['ana']);

  const before = acme.github.requests.length;
  for (let n = 0; n < 3; n += 1) await acme.github.redeliver(opened?.guid ?? '');
  await acme.quiet();
  const asked = acme.github.requests.slice(before).filter(({ by }) => by === 'paydown[bot]');
  expect(asked).toEqual([]);
});

test('a round of the sweep is bounded, and the next goes on where it ended; each GUID is asked for once', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  await acme.stopApp();
  for (let n = 0; n < 120; n += 1) await acme.as('pat').retitles(parser, `Parser ${n}`);
  await acme.github.settled();
  const all = lost(acme);
  expect(all).toHaveLength(120);
  // Somebody asked for this one by hand, in vain: it failed twice, and is still one delivery.
  await acme.github.redeliver(all[0] ?? '');
  const byHand = again(acme).length;
  await acme.startApp();
  await expect.poll(() => again(acme).length, { timeout: 30_000 }).toBe(byHand + 100);
  await restart(acme);
  await expect.poll(() => again(acme).length, { timeout: 30_000 }).toBe(byHand + 120);
  expect(guids(again(acme).filter(({ status }) => status === 202))).toEqual(all);
  await restart(acme);
  expect(again(acme)).toHaveLength(byHand + 120);
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
});

test('what GitHub will not send again does not keep the sweep from the rest', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.stopApp();
  for (const title of ['A', 'B', 'C']) await acme.as('pat').opens('api', title, { labels: [] });
  await acme.github.settled();
  let refused = 0;
  acme.github.intercept(({ method, path }) => {
    if (method !== 'POST' || !path.startsWith('/app/hook/deliveries') || refused > 0) return undefined;
    refused += 1;
    return { kind: 'answer', status: 404, body: { message: 'Not Found' } };
  });
  await acme.startApp();
  await expect.poll(() => again(acme).length, { timeout: 30_000 }).toBe(lost(acme).length - 1);
  expect(refused).toBe(1);
});
