/** What was to happen to alarms, and is not to happen any more. */
import { expect, test } from 'vitest';
import { say } from './replies.ts';
import { begin, configFile } from './story.ts';

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
