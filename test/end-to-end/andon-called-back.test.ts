/** What was to happen to alarms, and is not to happen any more. */
import { expect, test } from 'vitest';
import { alarmComments, withCord } from './andon-story.ts';
import { say } from './replies.ts';
import { begin, configFile, type Story } from './story.ts';

const agreement = { engineering: ['dee'] };

test('an alarm issue that GitHub did not take yet is not opened by who only observes, and is when Paydown acts again', async () => {
  const acme = await begin({ configs: { api: configFile({ andon: {}, agreement }) } });
  const number = await acme.github.openPullRequest('cy', 'api', {
    ...{ title: 'Release', branch: 'release', path: 'release.txt', content: 'x' },
  });
  const end = acme.github.intercept(({ method, path }) =>
    method === 'POST' && path === '/repos/acme/api/issues' ? { kind: 'answer', status: 502 } : undefined,
  );
  await say(acme, 'bo', { repo: 'api', number }, '/andon nobody can release');
  await acme.as('pat').configures('api', configFile({ andon: {}, agreement, mode: 'observe' }));
  await acme.quiet();
  end();
  await acme.travelTo('2026-01-05T12:00:00Z');
  expect(await acme.alarmIssue('api')).toBeUndefined();
  await acme.as('pat').configures('api', configFile({ andon: {}, agreement }));
  await acme.quiet();
  expect((await acme.alarmIssue('api'))?.title).toBe('Andon: nobody can release');
});

test('an alarm issue that is closed by who may, before it could be opened again for another, stays closed', async () => {
  const acme = await begin({ configs: { api: configFile({ andon: {}, agreement }) } });
  const issue = await acme.as('cy').opens('api', 'The build is red', { labels: [] });
  await say(acme, 'bo', issue, '/andon the build is red');
  const end = acme.github.intercept(({ method, path, by }) =>
    method === 'PATCH' && by !== 'cy' && path === `/repos/acme/api/issues/${issue.number}`
      ? { kind: 'answer', status: 502 }
      : undefined,
  );
  await acme.as('cy').closes(issue);
  await acme.quiet();
  await say(acme, 'dee', issue, '/andon resolve the disk was full');
  end();
  await acme.travelTo('2026-01-05T12:00:00Z');
  expect(await acme.stateOf(issue)).toBe('closed');
});

/** Nothing that the bot writes arrives. @returns how to end that */
function gitHubFails({ github }: Story): () => void {
  return github.intercept(({ method, by }) =>
    method !== 'GET' && by === `${github.credentials.slug}[bot]`
      ? { kind: 'answer', status: 502 }
      : undefined,
  );
}

async function configures(acme: Story, file: object = {}): Promise<void> {
  await acme.as('pat').configures('api', configFile({ andon: {}, agreement, ...file }));
  await acme.quiet();
}

test('leads who were to be called when the App was told to observe are called when it acts again', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon the build is red');
  const end = gitHubFails(acme);
  await acme.travelTo('2026-01-05T16:30:00Z');
  await acme.travelTo('2026-01-06T12:30:00Z');
  await configures(acme, { mode: 'observe' });
  end();
  await acme.travelTo('2026-01-06T13:30:00Z');
  await configures(acme);
  await acme.travelTo('2026-01-07T13:30:00Z');
  const calls = (await alarmComments(acme, build)).filter((body) => body.includes('nobody has acknowledged'));
  expect(calls).toHaveLength(1);
});

test('whoever came on duty while the App was told to observe is told when it acts again, once', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'cy', build, '/andon the build is red');
  await say(acme, 'ana', build, '/andon ack');
  await acme.travelTo('2026-01-12T07:00:00Z');
  const end = gitHubFails(acme);
  await acme.travelTo('2026-01-12T08:30:00Z');
  await configures(acme, { mode: 'observe' });
  end();
  await acme.travelTo('2026-01-12T10:30:00Z');
  await configures(acme);
  await acme.travelTo('2026-01-13T13:30:00Z');
  const told = (await alarmComments(acme, build)).filter((body) => body.includes('you are on duty by now'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('@bo');
});

test('the end of an alarm that was on its way to GitHub when the file was removed is shown when it is back', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon the build is red');
  const end = gitHubFails(acme);
  await say(acme, 'ana', build, '/andon resolve the disk was full');
  await acme.as('pat').removesConfig('api');
  await acme.quiet();
  end();
  await acme.travelTo('2026-01-05T15:00:00Z');
  await configures(acme);
  await acme.travelTo('2026-01-07T13:30:00Z');
  expect((await alarmComments(acme, build))[0]).toContain('**This alarm is resolved.**');
  expect(await acme.labelsOf(build)).not.toContain('andon');
});
