import { expect, test } from 'vitest';
import { say } from './replies.ts';
import { begin, configFile } from './story.ts';

test('an alarm issue that is called otherwise is so on the dashboard as well', async () => {
  const acme = await begin({ configs: { api: configFile({ andon: {} }) } });
  const issue = await acme.as('cy').opens('api', 'The password is hunter2', { labels: [] });
  await say(acme, 'bo', issue, '/andon a password leaked');
  expect((await acme.dashboard('api')).body).toContain('hunter2, pulled by **bo**');
  await acme.as('cy').retitles(issue, 'A password leaked');
  const { body } = await acme.dashboard('api');
  expect(body).toContain('A password leaked, pulled by **bo**');
  expect(body).not.toContain('hunter2');
});
