/** The andon cord: pulled, acknowledged, resolved, withdrawn, and who may. */
import { describe, expect, test } from 'vitest';
import { replies, say, thumbs } from './replies.ts';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

const agreement = { engineering: ['dee'], product: ['pat'] };

async function withCord(file: object = {}): Promise<{ acme: Story; build: IssueAt }> {
  const acme = await begin({ configs: { api: configFile({ andon: {}, agreement, ...file }) } });
  const build = await acme.as('cy').opens('api', 'The build is red', { labels: ['bug'] });
  await acme.quiet();
  return { acme, build };
}

/** What the bot says of the alarms on an issue, without its markers. */
async function alarms(acme: Story, issue: IssueAt): Promise<string[]> {
  const bot = `${acme.github.credentials.slug}[bot]`;
  const said = (await acme.comments(issue)).filter(({ by }) => by === bot);
  return said
    .filter(({ body }) => body.startsWith('<!-- paydown:andon:'))
    .map(({ body }) => body.replace(/^<!--.*-->\n/, ''));
}

test('a cord that is pulled makes the issue an alarm, tells who is on duty and who leads engineering, and stands first on the dashboard', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon nobody can release: the build of main is red');
  const [comment = '', ...more] = await alarms(acme, build);
  expect(more).toEqual([]);
  expect(comment).toContain('**The andon cord was pulled.** Thank you, **bo**');
  expect(comment).toContain('Why: nobody can release: the build of main is red');
  expect(comment).toContain('@ana: you are told, for you are on duty.');
  expect(comment).toContain('@dee: you are told, for you lead engineering.');
  expect(await acme.labelsOf(build)).toContain('andon');
  expect(await thumbs(acme, build)).toBe(1);
  const { body } = await acme.dashboard('api');
  expect(body.split('\n')[1]).toBe('> [!CAUTION]');
  expect(body).toContain('> **An alarm is open**');
  expect(body).toContain('pulled by **bo**');
});

test('whoever is on duty acknowledges and resolves it, in the same comment, and the puller is thanked', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon the build is red');
  await say(acme, 'ana', build, '/andon ack');
  expect((await alarms(acme, build))[0]).toContain('Acknowledged by **ana**, Mon 5 Jan 2026, 11:00');
  await say(acme, 'ana', build, '/andon resolve the Cache was full');
  const [comment = '', ...more] = await alarms(acme, build);
  expect(more).toEqual([]);
  expect(comment).toContain(
    '**This alarm is resolved.** Thank you, **bo**, for pulling the cord, and **ana** for seeing to it.',
  );
  expect(comment).toContain('How it was resolved: the Cache was full');
  expect(await acme.labelsOf(build)).not.toContain('andon');
  expect((await acme.dashboard('api')).body).not.toContain('[!CAUTION]');
});

test('pulled on a pull request, an alarm issue opens, which is closed when it is resolved there', async () => {
  const { acme } = await withCord();
  const number = await acme.github.openPullRequest('cy', 'api', {
    ...{ title: 'Faster', branch: 'faster', path: 'fast.txt', content: 'fast' },
  });
  const pull = { repo: 'api', number };
  await say(acme, 'bo', pull, '/andon this deletes data');
  expect(await replies(acme, pull)).toEqual([
    'Thank you for pulling the cord. An issue labelled `andon` opens in this repository, and whoever is on duty is told there.',
  ]);
  const issue = await acme.alarmIssue('api');
  expect(issue?.title).toBe('Andon: this deletes data');
  const at = { repo: 'api', number: issue?.number ?? 0 };
  expect((await alarms(acme, at))[0]).toContain('@ana: you are told');
  await say(acme, 'dee', pull, '/andon resolve it is behind a flag');
  expect(await acme.alarmIssue('api')).toBeUndefined();
  expect((await alarms(acme, at))[0]).toContain('is resolved');
});

describe('the label', () => {
  test('pulls the cord, and taking it off by who put it on takes the alarm back', async () => {
    const { acme, build } = await withCord();
    await acme.as('bo').labels(build, 'Andon');
    expect((await alarms(acme, build))[0]).toContain('Thank you, **bo**');
    await acme.as('bo').unlabels(build, 'Andon');
    expect((await alarms(acme, build))[0]).toContain('**This alarm is withdrawn.**');
  });
});
