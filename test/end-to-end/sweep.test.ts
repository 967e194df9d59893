import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

test('what GitHub could not deliver is asked for again, each delivery once', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.stopApp();
  await acme.as('ana').comments(parser, 'I have begun.');
  await acme.as('pat').retitles(parser, 'Very old parser');
  await acme.github.settled();
  const failed = acme.github.deliveries.filter(({ status }) => status !== 202).map(({ guid }) => guid);
  expect(failed.length).toBeGreaterThan(1);

  await acme.startApp();
  const again = () => acme.github.deliveries.filter(({ redelivery }) => redelivery);
  await expect
    .poll(
      () =>
        again()
          .map(({ guid }) => guid)
          .sort(),
      { timeout: 5000 },
    )
    .toEqual(failed.sort());
  await acme.quiet();
  expect(again().map(({ status }) => status)).toEqual(failed.map(() => 202));
  // The comment that nobody heard of counts: the work is started, and stays.
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);

  await acme.stopApp();
  await acme.startApp();
  await acme.quiet();
  expect(again()).toHaveLength(failed.length);
});

test('where failed deliveries cannot be listed the App works on', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.stopApp();
  acme.github.intercept(({ path }) =>
    path.startsWith('/app/hook')
      ? { kind: 'answer', status: 404, body: { message: 'Not Found' } }
      : undefined,
  );
  await acme.startApp();
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
});
