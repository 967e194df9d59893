/** What became of alarms while nobody listened: webhooks that got lost, and a file that only observes. */
import { describe, expect, test } from 'vitest';
import { agreement, alarmComments, withCord } from './andon-story.ts';
import { say } from './replies.ts';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

const NIGHT = '2026-01-06T02:00:05Z';

/** A night in which Paydown has to find out by itself what was done. */
async function missing(acme: Story, deed: () => Promise<unknown>): Promise<void> {
  acme.losesWebhooks();
  await acme.travelTo('2026-01-05T12:00:00Z');
  await deed();
  await acme.github.settled();
  acme.hearsWebhooks();
  await acme.travelTo(NIGHT);
}

async function isOnDashboard(acme: Story): Promise<boolean> {
  return (await acme.dashboard('api')).body.includes('**An alarm is open**');
}

describe('a webhook that was lost', () => {
  test.each([
    ['who is on duty', 'ana', 'completed', '**This alarm is resolved.**'],
    ['who leads', 'dee', 'not_planned', '**This alarm is resolved.**'],
    ['who pulled it', 'bo', 'completed', '**This alarm is withdrawn.**'],
  ] as const)('of the closing by %s ends the alarm by the next morning', async (_, login, reason, end) => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    await missing(acme, () => acme.as(login).closes(build, reason));
    expect((await alarmComments(acme, build))[0]).toContain(end);
    expect(await acme.stateOf(build)).toBe('closed');
    expect(await acme.labelsOf(build)).not.toContain('andon');
    expect(await isOnDashboard(acme)).toBe(false);
  });

  test('of the closing by anybody else opens the issue again', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    await missing(acme, () => acme.as('cy').closes(build));
    expect(await acme.stateOf(build)).toBe('open');
    expect((await alarmComments(acme, build))[0]).toContain(
      '**cy** closed this issue or took its label off.',
    );
    expect(await isOnDashboard(acme)).toBe(true);
  });

  test('of the label that was taken off is made up for, by who did it', async () => {
    const { acme, build } = await withCord();
    const tests = await acme.as('cy').opens('api', 'The tests are slow', { labels: [] });
    await say(acme, 'bo', build, '/andon the build is red');
    await say(acme, 'bo', tests, '/andon the tests are slow');
    await missing(acme, async () => {
      await acme.as('ana').unlabels(build, 'andon');
      await acme.as('cy').unlabels(tests, 'andon');
    });
    expect((await alarmComments(acme, build))[0]).toContain('**This alarm is resolved.**');
    expect((await alarmComments(acme, tests))[0]).toContain(
      '**cy** closed this issue or took its label off.',
    );
    expect(await acme.labelsOf(tests)).toContain('andon');
  });
});

test('a night asks GitHub once for an alarm to which nothing happened, and changes nothing', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon the build is red');
  await say(acme, 'ana', build, '/andon ack');
  const before = await alarmComments(acme, build);
  const asked = acme.github.requests.length;
  await acme.travelTo(NIGHT);
  const about = acme.github.requests
    .slice(asked)
    .filter(({ path }) => path.startsWith(`/repos/acme/api/issues/${build.number}`));
  expect(about.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /repos/acme/api/issues/${build.number}`,
  ]);
  expect(await alarmComments(acme, build)).toEqual(before);
});

test('a label that GitHub did not take yet is nobody’s doing', async () => {
  const { acme, build } = await withCord();
  const end = acme.github.intercept(({ method, path }) =>
    method === 'POST' && path.endsWith('/labels') ? { kind: 'answer', status: 502 } : undefined,
  );
  await acme.as('bo').comments(build, '/andon the build is red');
  await acme.github.settled();
  await acme.travelTo(NIGHT);
  end();
  await acme.travelTo('2026-01-06T03:00:00Z');
  expect((await alarmComments(acme, build))[0]).not.toContain('took its label off');
  expect(await isOnDashboard(acme)).toBe(true);
});

describe('an alarm that ends while Paydown only observes', () => {
  const acting = { andon: {}, agreement };

  async function observing(acme: Story, deed: () => Promise<unknown>): Promise<void> {
    await acme.as('pat').configures('api', configFile({ ...acting, mode: 'observe' }));
    await acme.quiet();
    await deed();
    await acme.quiet();
  }

  async function written(acme: Story, issue: IssueAt) {
    return { said: await alarmComments(acme, issue), labels: await acme.labelsOf(issue) };
  }

  test('is left as it is until it acts again, and then told', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    const before = await written(acme, build);
    await observing(acme, () => acme.as('ana').closes(build));
    expect(await written(acme, build)).toEqual(before);
    expect(await isOnDashboard(acme)).toBe(false);
    await acme.as('pat').configures('api', configFile(acting));
    const { said, labels } = await written(acme, build);
    expect(said).toEqual([expect.stringContaining('**This alarm is resolved.**')]);
    expect(labels).not.toContain('andon');
  });

  test('has its own issue closed then, if it is not closed yet', async () => {
    const { acme } = await withCord();
    const dashboard = await acme.dashboardIssue('api');
    await say(acme, 'bo', dashboard, '/andon the build is red');
    const own = { repo: 'api', number: (await acme.alarmIssue('api'))?.number ?? 0 };
    await observing(acme, () => acme.as('bo').unlabels(own, 'andon'));
    expect(await acme.stateOf(own)).toBe('open');
    await acme.as('pat').configures('api', configFile(acting));
    expect(await acme.stateOf(own)).toBe('closed');
    expect((await alarmComments(acme, own))[0]).toContain('**This alarm is withdrawn.**');
  });

  test('is told as well where GitHub did not take its end before', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    const end = acme.github.intercept(({ method, path, by }) =>
      method !== 'GET' && by !== 'ana' && path.startsWith('/repos/acme/api/issues/')
        ? { kind: 'answer', status: 502 }
        : undefined,
    );
    await acme.as('ana').closes(build);
    await acme.github.settled();
    await observing(acme, async () => end());
    await acme.as('pat').configures('api', configFile(acting));
    const { said, labels } = await written(acme, build);
    expect(said).toEqual([expect.stringContaining('**This alarm is resolved.**')]);
    expect(labels).not.toContain('andon');
  });
});

test('an alarm issue that moved within the scope without a word takes its alarm along by the next morning', async () => {
  const file = configFile({ andon: {}, agreement, home: 'acme/infra' });
  const acme = await begin({ configs: { '.github': file } });
  const build = await acme.as('cy').opens('api', 'The build is red', { labels: [] });
  await say(acme, 'bo', build, '/andon the build is red');
  let moved = build;
  await missing(acme, async () => {
    moved = await acme.as('pat').transfers(build, 'web');
  });
  expect((await acme.dashboard('infra')).body).toContain(`acme/web#${moved.number}`);
});
