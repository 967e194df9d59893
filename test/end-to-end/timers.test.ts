import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

test('a handoff and a heartbeat that came while the App was down are made up for, once', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.stopApp();
  await acme.travelTo('2026-01-13T15:00:00Z');
  await acme.startApp();
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(1);
  await Promise.all([acme.app.tick(), acme.app.tick()]);
  await acme.stopApp();
  await acme.startApp();
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(1);
});

test('after several weeks of sleep one handoff tells what was missed, and each week its heartbeat', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.stopApp();
  await acme.travelTo('2026-01-27T15:00:00Z');
  await acme.startApp();
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.livingComment(parser)).toContain('until Mon 2 Feb 2026, 09:00 (Europe/Berlin)');
  const [handoff = '', ...more] = await acme.announcements('api', 'handoff');
  expect(more).toEqual([]);
  expect(handoff).toContain('**Handoff in infra**');
  expect(handoff).toContain('2 handoffs passed while Paydown was not running.');
  const weeks = (await acme.announcements('api', 'heartbeat')).map((body) => body.split('\n')[0]);
  expect(weeks).toEqual(
    ['2026-W02', '2026-W03', '2026-W04'].map((week) => `<!-- paydown:heartbeat:${week} -->`),
  );
});

test('two ticks at once do what is due once', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  for (const [monday, owner] of [
    ['2026-01-12T08:00:05Z', 'bo'],
    ['2026-01-19T08:00:05Z', 'cy'],
  ] as const) {
    await Promise.all([acme.travelTo(monday), acme.app.tick(), acme.app.tick(), acme.app.tick()]);
    expect(await acme.owners(parser)).toEqual([owner]);
  }
  expect(await acme.announcements('api', 'handoff')).toHaveLength(2);
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(2);
});

test('debt that arrives at a handoff before its time was noticed does not swallow the handoff', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  acme.leapTo('2026-01-12T08:00:00Z');
  const lexer = await acme.as('pat').opens('api', 'Old lexer');
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['bo'], ['bo']]);
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
});

test('each quarter has a dashboard of its own, with links both ways', async () => {
  const at = '2026-03-30T08:00:00Z';
  const acme = await begin({ at, configs: { api: configFile() } });
  const first = await acme.dashboard('api');
  expect(first.title).toBe('Paydown dashboard, Q1 2026');
  await acme.travelTo('2026-03-31T21:59:00Z');
  expect(await acme.dashboards('api')).toHaveLength(1);

  await acme.travelTo('2026-03-31T22:00:05Z');
  const second = await acme.dashboard('api');
  expect(second.title).toBe('Paydown dashboard, Q2 2026');
  expect(second.body).toContain(`The quarter before: #${first.number}.`);
  const [retired] = await acme.dashboards('api');
  expect(retired?.state).toBe('closed');
  expect(retired?.body).toContain(`This dashboard continues in #${second.number}.`);

  await acme.travelTo('2026-04-06T07:00:05Z');
  const { number } = second;
  expect((await acme.comments({ repo: 'api', number })).map(({ body }) => body.slice(0, 20))).toHaveLength(2);
  await acme.travelTo('2026-06-30T22:00:05Z');
  expect((await acme.dashboard('api')).body).toContain(`The quarter before: #${second.number}.`);
});

test('a handoff keeps its time of day when the clocks change, in New York and in Berlin', async () => {
  const starts = '2026-03-02T09:00';
  const newYork = configFile({ timezone: 'America/New_York', rotation: { starts } });
  const berlin = configFile({ rotation: { starts, every: '4 weeks' } });
  const acme = await begin({ at: '2026-03-02T15:00:00Z', configs: { api: newYork, web: berlin } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  const styles = await acme.as('pat').opens('web', 'Old styles');
  expect(await acme.livingComment(parser)).toContain('until Mon 9 Mar 2026, 09:00 (America/New_York)');
  expect(await acme.livingComment(styles)).toContain('until Mon 30 Mar 2026, 09:00 (Europe/Berlin)');

  await acme.travelTo('2026-03-09T12:59:30Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-03-09T13:00:05Z');
  expect([await acme.owners(parser), await acme.owners(styles)]).toEqual([['bo'], ['ana']]);
  await acme.travelTo('2026-03-30T06:59:30Z');
  expect(await acme.owners(styles)).toEqual(['ana']);
  await acme.travelTo('2026-03-30T07:00:05Z');
  expect(await acme.owners(styles)).toEqual(['bo']);
});
