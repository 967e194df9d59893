import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

/** GitHub answers no change of the bot's as long as this holds; what it asks is answered. */
function gitHubIsDown(acme: Story): () => void {
  return acme.github.intercept(({ method, path, by }) =>
    method !== 'GET' && by !== 'pat' && path.includes('/issues')
      ? { kind: 'answer', status: 502 }
      : undefined,
  );
}

/** Debt that ana was to be given, of which nothing has reached GitHub. */
async function debtOnItsWay(acme: Story) {
  const end = gitHubIsDown(acme);
  const issue = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  return { issue, end };
}

test('what waits for GitHub when the file only observes is called back, and given anew when it acts', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const { issue: parser, end } = await debtOnItsWay(acme);
  await pat.configures('api', configFile({ mode: 'observe' }));
  await acme.quiet();
  end();
  await acme.travelTo('2026-01-05T12:00:00Z');
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.comments(parser)).toEqual([]);
  const { body } = await acme.dashboard('api');
  expect(body).toMatch(/- give .*Old parser.* to \*\*ana\*\*/);

  await acme.travelTo('2026-01-12T08:00:05Z');
  await pat.configures('api', configFile());
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.livingComment(parser)).toContain('**bo** owns this debt');
});

test('what waits for GitHub when the file is removed is called back, and given anew when it returns', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const { issue: parser, end } = await debtOnItsWay(acme);
  await pat.removesConfig('api');
  await acme.quiet();
  end();
  await acme.travelTo('2026-01-05T12:00:00Z');
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.comments(parser)).toEqual([]);

  await acme.travelTo('2026-01-12T08:00:05Z');
  await pat.configures('api', configFile());
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('what was closed while the file only observed is told so once it acts again', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.configures('api', configFile({ mode: 'observe' }));
  await acme.quiet();
  await pat.closes(parser);
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
  await pat.configures('api', configFile());
  expect(await acme.livingComment(parser)).toContain('This debt is closed.');
  expect(await acme.owners(parser)).toEqual([]);
});
