/** An alarm that nobody acknowledges, people who come and go, and what the weekly report says of it all. */
import { expect, test } from 'vitest';
import { say } from './replies.ts';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

const agreement = { engineering: ['dee'], product: ['pat'], design: ['cy'], ceo: 'bo' };

async function withAlarm(at: string, andon: object = {}, file: object = {}): Promise<[Story, IssueAt]> {
  const acme = await begin({ at, configs: { api: configFile({ andon, agreement, ...file }) } });
  const build = await acme.as('cy').opens('api', 'The build is red', { labels: [] });
  await say(acme, 'cy', build, '/andon the build is red');
  return [acme, build];
}

/** The calls to the leads, without their markers. */
async function calls(acme: Story, issue: IssueAt): Promise<string[]> {
  const said = (await acme.comments(issue)).map(({ body }) => body);
  return said
    .filter((body) => body.startsWith('<!-- paydown:andon:call/'))
    .map((body) => body.replace(/^<!--.*-->\n/, ''));
}

async function living(acme: Story, issue: IssueAt): Promise<string> {
  const said = (await acme.comments(issue)).map(({ body }) => body);
  return said.find((body) => /^<!-- paydown:andon:\d/.test(body)) ?? '';
}

test('unacknowledged, it calls all leads once, when the time has passed in working hours, and not the CEO', async () => {
  // A Friday, 15:00 in Berlin: two hours of work are left.
  const [acme, build] = await withAlarm('2026-01-09T14:00:00Z');
  expect(await living(acme, build)).toContain(
    'Nobody has acknowledged it yet. If nobody does until Mon 12 Jan 2026, 11:00 (Europe/Berlin), all leads are told.',
  );
  await acme.travelTo('2026-01-10T12:00:00Z');
  await acme.travelTo('2026-01-12T09:59:00Z');
  expect(await calls(acme, build)).toEqual([]);
  await acme.travelTo('2026-01-12T10:00:05Z');
  await acme.travelTo('2026-01-14T10:00:05Z');
  const [call = '', ...more] = await calls(acme, build);
  expect(more).toEqual([]);
  expect(call).toContain(
    '@dee, @pat and @cy: nobody has acknowledged this alarm within 4 hours of working time.',
  );
  expect(await living(acme, build)).toContain('Nobody has acknowledged it in time.');
});

test('acknowledged in time, it calls nobody', async () => {
  const [acme, build] = await withAlarm('2026-01-05T10:00:00Z');
  await say(acme, 'ana', build, '/andon ack');
  await acme.travelTo('2026-01-07T10:00:00Z');
  expect(await calls(acme, build)).toEqual([]);
});

test.each([
  [false, '@dee, @pat and @cy: '],
  [true, '@dee, @pat, @cy and @bo: '],
])('with `escalate_to_ceo: %s` an App that slept calls once, %s', async (escalate_to_ceo, people) => {
  const [acme, build] = await withAlarm('2026-01-05T10:00:00Z', {
    ...{ acknowledge_within: '1 hour', escalate_to_ceo },
  });
  await acme.stopApp();
  acme.leapTo('2026-01-07T10:00:00Z');
  await acme.startApp();
  await acme.travelTo('2026-01-07T10:01:00Z');
  expect(await calls(acme, build)).toEqual([expect.stringContaining(people)]);
});

test('who is on duty by now ends an alarm of the shift before, and who was does not', async () => {
  const [acme, build] = await withAlarm('2026-01-09T10:00:00Z', {}, { agreement: { engineering: ['dee'] } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  await say(acme, 'ana', build, '/andon resolve I looked at it');
  expect(await living(acme, build)).toContain('**The andon cord was pulled.**');
  await say(acme, 'bo', build, '/andon resolve it is green');
  expect(await living(acme, build)).toContain('**This alarm is resolved.**');
});

/** What was said to those who came on duty later. */
async function toComers(acme: Story, issue: IssueAt): Promise<string[]> {
  const said = (await acme.comments(issue)).map(({ body }) => body);
  return said
    .filter((body) => body.startsWith('<!-- paydown:andon:duty/'))
    .map((body) => body.split('\n')[1] ?? '');
}

test('whoever comes on duty while it is open is told once, by a handoff or a cover', async () => {
  const [acme, build] = await withAlarm('2026-01-09T14:00:00Z', {}, { agreement: { engineering: ['dee'] } });
  await acme.travelTo('2026-01-09T15:00:00Z');
  expect(await toComers(acme, build)).toEqual([]);
  await acme.travelTo('2026-01-12T08:00:05Z');
  await acme.travelTo('2026-01-12T09:00:00Z');
  const first =
    '@bo: this alarm is open, and you are on duty by now. You are told once; `/andon ack` says that you look at it.';
  expect(await toComers(acme, build)).toEqual([first]);
  await say(acme, 'bo', build, '/andon ack');
  await say(acme, 'cy', build, '/rotation cover @bo 2026-01-13..2026-01-14');
  await acme.travelTo('2026-01-13T09:00:00Z');
  await acme.as('pat').configures('api', configFile({ andon: {}, agreement: { engineering: ['dee'] } }));
  const [, second = '', ...more] = await toComers(acme, build);
  expect(second).toBe(
    '@cy: this alarm is open, and you are on duty by now. **bo** has acknowledged it. You are told once; `/andon resolve` with a few words says that it is over.',
  );
  expect(more).toEqual([]);
  expect(await living(acme, build)).not.toContain('@bo');
});

test('whoever left the organisation takes no alarm back, and others resolve it', async () => {
  const [acme, build] = await withAlarm('2026-01-05T10:00:00Z');
  const gone = (path: string) => /\/members\/cy$|\/memberships\/cy$/.test(path);
  acme.github.intercept(({ path }) =>
    /collaborators\/cy/.test(path) || gone(path) ? { kind: 'answer', status: 404, body: {} } : undefined,
  );
  await say(acme, 'cy', build, '/andon withdraw');
  await acme.as('cy').unlabels(build, 'andon');
  expect(await acme.labelsOf(build)).toContain('andon');
  await say(acme, 'ana', build, '/andon resolve it is green');
  expect(await living(acme, build)).toContain('**This alarm is resolved.**');
});

test('the weekly report has the numbers of the team, and thanks who pulled the cord', async () => {
  const [acme, build] = await withAlarm('2026-01-05T10:00:00Z');
  await acme.travelTo('2026-01-05T10:20:00Z');
  await say(acme, 'ana', build, '/andon ack');
  await acme.travelTo('2026-01-05T13:00:00Z');
  await say(acme, 'ana', build, '/andon resolve it is green');
  const other = await acme.as('pat').opens('api', 'Slow tests', { labels: [] });
  await acme.as('pat').labels(other, 'andon');
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [report = ''] = await acme.announcements('api', 'heartbeat');
  expect(report).toContain(
    '2 alarms were pulled, 2 in 8 weeks; it usually takes 20 minutes to acknowledge and 3 hours to resolve.',
  );
  expect(report).toContain('Thanks to **cy** and **pat** for pulling the cord.');
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect((await acme.announcements('api', 'heartbeat')).at(-1)).not.toContain('alarm');
});
