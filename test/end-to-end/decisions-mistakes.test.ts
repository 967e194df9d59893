/** What is undone by mistake and put right again: no decision, and no ruling, is lost by it. */
import { expect, test } from 'vitest';
import { asABot } from './as-a-bot.ts';
import { decided, labelsOf, withAgreement } from './decisions-story.ts';
import { replies, say } from './replies.ts';
import { configFile } from './story.ts';

const ACCEPT = '/debt accept until 2026-03-02 because the vendor ships a new parser in spring';
const CHALLENGE = '/debt challenge because it costs us a day a week';

test('a label that was taken off by mistake, or an issue that was closed by mistake, and put right within a day leaves all as it was', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'ana', parser, CHALLENGE);
  const living = await acme.livingComment(parser);
  await acme.as('pat').unlabels(parser, 'tech-debt');
  expect(await labelsOf(acme, parser)).toEqual([]);
  expect(await acme.livingComment(parser)).not.toContain('accepted');
  acme.leapTo('2026-01-06T09:00:00Z');
  await acme.as('pat').labels(parser, 'tech-debt');
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt', 'debt-accepted']);
  expect(await acme.livingComment(parser)).toBe(living);
  expect(await acme.owners(parser)).toEqual([]);
  acme.leapTo('2026-01-06T10:00:00Z');
  await acme.as('pat').closes(parser);
  await acme.quiet();
  acme.leapTo('2026-01-06T20:00:00Z');
  await acme.as('pat').reopens(parser);
  expect(await acme.livingComment(parser)).toBe(living);
  expect(await decided(acme, parser)).toHaveLength(1);
  await acme.travelTo('2026-01-12T10:30:00Z');
  expect((await decided(acme, parser)).at(-1)).toContain(
    'no answer to the challenge by **ana** came by Mon 12 Jan',
  );
});

test('what came to its end while the label was off has come to it once the label is back', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, '/debt accept until 2026-01-07 because it can wait');
  acme.leapTo('2026-01-06T20:00:00Z');
  await acme.as('pat').unlabels(parser, 'tech-debt');
  await acme.quiet();
  await acme.travelTo('2026-01-07T09:00:00Z');
  expect(await decided(acme, parser)).toEqual([]);
  await acme.as('pat').labels(parser, 'tech-debt');
  expect((await decided(acme, parser)).at(-1)).toContain('@bo and @cy: the date has come.');
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
  expect(await acme.owners(parser)).toHaveLength(1);
});

test('debt labels that the file changes by mistake, and has again days later, leave what was decided as it was', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  const agreement = { engineering: ['bo', 'cy'], product: ['pat'], design: ['dee'], ceo: 'eve' };
  await acme.as('pat').configures('api', configFile({ agreement, debt: { labels: ['bug'] } }));
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
  await acme.travelTo('2026-01-08T10:00:00Z');
  await acme.as('pat').configures('api', configFile({ agreement }));
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt', 'debt-accepted']);
  expect(await acme.livingComment(parser)).toContain('**bo** accepted this debt until Mon 2 Mar 2026');
  expect(await acme.owners(parser)).toEqual([]);
});

test('what the CEO overturned stays so, whether the issue is closed and opened again or loses its label for weeks', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'pat', parser, '/appeal because customers leave');
  await say(acme, 'eve', parser, '/ruling overturn because customers come first');
  await acme.as('bo').closes(parser);
  await acme.quiet();
  await acme.travelTo('2026-01-09T10:00:00Z');
  await acme.as('bo').reopens(parser);
  await say(acme, 'bo', parser, ACCEPT);
  expect((await replies(acme, parser)).at(-1)).toContain('The CEO overturned the same on this issue');
  await acme.as('bo').unlabels(parser, 'tech-debt');
  await acme.quiet();
  await acme.travelTo('2026-02-02T10:00:00Z');
  await acme.as('bo').labels(parser, 'tech-debt');
  await say(acme, 'bo', parser, ACCEPT);
  expect((await replies(acme, parser)).at(-1)).toContain('The CEO overturned the same on this issue');
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
});

test('the label of accepted debt that another bot takes off is left off until something else happens', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  await asABot(acme, () => acme.as('dee').unlabels(parser, 'debt-accepted'));
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
  await acme.as('dee').retitles(parser, 'Older parser');
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt', 'debt-accepted']);
});

test('the label of accepted debt that is renamed stays renamed, and goes when the debt is not accepted any more', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  const { issues } = acme.github.as('pat').rest;
  await issues.updateLabel({ owner: 'acme', repo: 'api', name: 'debt-accepted', new_name: 'accepted' });
  await acme.quiet();
  await acme.as('pat').retitles(parser, 'Older parser');
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt', 'accepted']);
  await say(acme, 'bo', parser, '/debt undo');
  await acme.quiet();
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
});

test('the label of accepted debt that a person puts on debt which nobody accepted is taken off again', async () => {
  const { acme, parser } = await withAgreement();
  await acme.as('dee').labels(parser, 'debt-accepted');
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('where the agreement names nobody, a label of that name is the people’s own', async () => {
  const { acme, parser } = await withAgreement({ file: { agreement: {} } });
  await acme.as('dee').labels(parser, 'debt-accepted');
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt', 'debt-accepted']);
});
