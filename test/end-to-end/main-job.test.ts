import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

test('a labelled issue gets the person on duty and one comment, which says what they need to know', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const comment = (await acme.livingComment(parser)) ?? '';
  const inOrder = [
    `<!-- paydown:debt:owner -->`,
    '**ana** owns this debt until Mon 12 Jan 2026, 09:00 (Europe/Berlin).',
    'Why: on duty in infra, with the fewest open debt issues.',
    'Not right? Assign somebody else or unassign **ana**: what a person decides stands.',
    'Removing the label `tech-debt` ends it.',
  ];
  expect(comment.split('\n')[0]).toBe(inOrder[0]);
  const places = inOrder.map((words) => comment.indexOf(words));
  expect(places, comment).toEqual(places.toSorted((a, b) => a - b));
  expect(places, comment).not.toContain(-1);
  expect(comment).not.toContain('@');
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('the label may come later, and its case does not matter', async () => {
  const acme = await begin({ configs: { api: configFile({ debt: { labels: ['Tech-DEBT'] } }) } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser', { labels: ['bug'] });
  expect(await acme.owners(parser)).toEqual([]);
  await pat.labels(parser, 'tech-debt');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('the owner hears of the issue once: the comment is there before the assignment', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  const written = acme.github.requests
    .filter(({ method, path }) => method === 'POST' && /\/issues\/\d+\/(comments|assignees)$/.test(path))
    .map(({ path }) => path.split('/').at(-1));
  expect(written).toEqual(['comments', 'assignees']);
});

test('without the label ownership ends, and with it the debt is back, on the same comment', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);

  await pat.unlabels(parser, 'tech-debt');
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.livingComment(parser)).toContain('This is no longer debt: its label was removed.');

  await pat.labels(parser, 'tech-debt');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('closed, it is paid and nobody owns it; reopened, it is debt again', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);

  await pat.closes(parser);
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.livingComment(parser)).toContain('This debt is closed.');
  expect((await acme.dashboard('api')).body).toContain('| 0 | 0 | 0 | 0 |');

  await pat.reopens(parser);
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect((await acme.dashboard('api')).body).toContain('| 1 | 1 | 0 | 0 |');
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('closed or unlabelled, the bot takes back only whom it assigned', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.assigns(parser, 'dee');
  expect(await acme.owners(parser)).toEqual(['ana', 'dee']);
  await pat.closes(parser);
  expect(await acme.owners(parser)).toEqual(['dee']);
});

test('a deleted or transferred issue leaves the ledger and makes room for the next', async () => {
  const config = configFile({ rotation: { cap: 2 } });
  const acme = await begin({ configs: { api: config } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  const lexer = await pat.opens('api', 'Old lexer');
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['ana'], ['ana']]);
  const printer = await pat.opens('api', 'Old printer');
  const linter = await pat.opens('api', 'Old linter');
  expect((await acme.dashboard('api')).body).toContain('| 4 | 2 | 2 | 0 |');

  await pat.deletes(parser);
  expect(await acme.owners(printer)).toEqual(['ana']);
  await pat.transfers(lexer, 'web');
  expect(await acme.owners(linter)).toEqual(['ana']);
  expect((await acme.dashboard('api')).body).toContain('| 2 | 2 | 0 | 0 |');
});

test('a marker in a comment by somebody else is not trusted: the bot writes its own', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser', { labels: [] });
  const forged = `<!-- paydown:debt:owner -->\nI own this, says the bot.`;
  await pat.comments(parser, forged);
  await pat.labels(parser, 'tech-debt');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
  const [first, second] = await acme.comments(parser);
  expect(first).toEqual({ by: 'pat', body: forged });
  expect(second?.by).not.toBe('pat');
});
