/** The cord is pulled on an issue that Paydown opened itself, which comes and goes by a rule of its own. */
import { describe, expect, test } from 'vitest';
import { alarmComments, withCord } from './andon-story.ts';
import { replies, say } from './replies.ts';
import { retros } from './retro-story.ts';

describe('on the dashboard', () => {
  test('an alarm issue opens, which outlives the quarter', async () => {
    const { acme } = await withCord();
    const dashboard = await acme.dashboardIssue('api');
    await say(acme, 'bo', dashboard, '/andon nobody can release');
    expect(await acme.labelsOf(dashboard)).not.toContain('andon');
    const issue = await acme.alarmIssue('api');
    expect(issue?.title).toBe('Andon: nobody can release');
    expect(issue?.body).toContain(`**bo** pulled the andon cord on #${dashboard.number}.`);
    expect(await replies(acme, dashboard)).toEqual([
      expect.stringContaining('An issue labelled `andon` opens in this repository'),
    ]);
    await acme.travelTo('2026-04-01T12:00:00Z');
    expect(await acme.stateOf(dashboard)).toBe('closed');
    expect(await acme.stateOf({ repo: 'api', number: issue?.number ?? 0 })).toBe('open');
    expect((await acme.dashboard('api')).body).toContain('**An alarm is open**');
  });

  test('the label does the same, and goes', async () => {
    const { acme } = await withCord();
    const dashboard = await acme.dashboardIssue('api');
    await acme.as('bo').labels(dashboard, 'andon');
    const issue = await acme.alarmIssue('api');
    const at = { repo: 'api', number: issue?.number ?? 0 };
    expect(await alarmComments(acme, at)).toEqual([expect.stringContaining('Thank you, **bo**')]);
    expect(await acme.labelsOf(at)).toContain('andon');
    expect(await acme.labelsOf(dashboard)).not.toContain('andon');
  });

  test('it is ended from there as well', async () => {
    const { acme } = await withCord();
    const dashboard = await acme.dashboardIssue('api');
    await say(acme, 'bo', dashboard, '/andon nobody can release');
    await say(acme, 'ana', dashboard, '/andon resolve the disk was full');
    expect(await acme.alarmIssue('api')).toBeUndefined();
    expect(await acme.stateOf(dashboard)).toBe('open');
  });
});

test('on the issue of an alarm that is open, whoever pulls is told so; after its end, another issue opens', async () => {
  const { acme } = await withCord();
  const dashboard = await acme.dashboardIssue('api');
  await say(acme, 'bo', dashboard, '/andon nobody can release');
  const first = { repo: 'api', number: (await acme.alarmIssue('api'))?.number ?? 0 };
  await say(acme, 'cy', first, '/andon neither can I');
  expect(await replies(acme, first)).toEqual([expect.stringContaining('An alarm is open here already.')]);
  await say(acme, 'ana', first, '/andon resolve the disk was full');
  await acme.as('cy').reopens(first);
  await say(acme, 'cy', first, '/andon it is full again');
  expect(await acme.labelsOf(first)).not.toContain('andon');
  await acme.as('cy').closes(first);
  expect((await acme.alarmIssue('api'))?.title).toBe('Andon: it is full again');
});

test('on a retro an alarm issue opens, and the retro stays what it is', async () => {
  const { acme } = await withCord({ retro: 'every handoff' });
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [retro] = await retros(acme, 'api');
  if (!retro) throw new Error('no retro was opened');
  await say(acme, 'bo', retro, '/andon nobody can release');
  expect(await alarmComments(acme, retro)).toEqual([]);
  expect((await acme.alarmIssue('api'))?.title).toBe('Andon: nobody can release');
});
