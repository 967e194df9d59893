import { expect, test } from 'vitest';
import { decided, labelsOf, withAgreement } from './decisions-story.ts';
import { replies, say, thumbs } from './replies.ts';

const ACCEPT = '/debt accept until 2026-02-02 because the vendor ships a new parser in spring';

test('accepted debt leaves its owner and the queue, and its comment says who decided what, until when and why', async () => {
  const { acme, parser } = await withAgreement();
  expect(await acme.owners(parser)).toEqual(['ana']);
  await say(acme, 'bo', parser, ACCEPT);
  expect(await thumbs(acme, parser)).toBe(1);
  expect(await replies(acme, parser)).toEqual([]);
  expect(await acme.owners(parser)).toEqual([]);
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt', 'debt-accepted']);
  expect(await acme.livingComment(parser)).toBe(
    [
      '<!-- paydown:debt:owner -->',
      'Nobody owns this debt: it was decided to leave it for now. Not debt? Removing the label `tech-debt` ends it.',
      '',
      '**bo** accepted this debt until Mon 2 Feb 2026, 09:00 (Europe/Berlin): “the vendor ships a new parser in spring”. Until then it is in no queue, and nobody is asked about it. Not right? Comment `/debt challenge because …`, alone on a line.',
    ].join('\n'),
  );
  await acme.travelTo('2026-01-12T10:00:00Z');
  expect(await acme.owners(parser)).toEqual([]);
});

test('on its date accepted debt is back in the queue, the leads are told once, and a second acceptance says so', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  await acme.travelTo('2026-02-02T08:00:00Z');
  expect(await acme.owners(parser)).toHaveLength(1);
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
  const [review, ...more] = await decided(acme, parser);
  expect(more).toEqual([]);
  expect(review).toContain('@bo and @cy: the date has come. **bo** accepted this debt until Mon 2 Feb 2026');
  expect(review).toContain('Now nothing keeps the debt out of the queue any more.');
  await acme.travelTo('2026-02-03T08:00:00Z');
  expect(await decided(acme, parser)).toHaveLength(1);
  await say(acme, 'cy', parser, '/debt accept until 2026-06-01 because it still does');
  expect((await replies(acme, parser)).at(-1)).toContain('accepted for the 2nd time in a row');
  expect(await acme.livingComment(parser)).toContain('for the 2nd time in a row: “it still does”');
});

test('accepted, challenged, appealed, overturned: each has their word on the issue, and the CEO the last', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'ana', parser, '/debt challenge because it costs us a day a week');
  const [challenge = ''] = await decided(acme, parser);
  expect(challenge).toContain('@bo: **ana** challenges that you accepted this debt until');
  expect(challenge).toContain('“it costs us a day a week”');
  expect(challenge).toContain('Answer by Mon 12 Jan 2026, 11:00 (Europe/Berlin)');
  expect(await acme.livingComment(parser)).toContain('**ana** challenges that: “it costs us a day a week”.');
  await say(acme, 'bo', parser, '/debt accept until 2026-02-02 because a rewrite costs a month');
  expect(await acme.livingComment(parser)).toContain('It was challenged, and this is the answer.');
  expect(await replies(acme, parser)).toEqual([]);
  await say(acme, 'pat', parser, '/appeal because customers leave');
  const appeal = (await decided(acme, parser)).at(-1) ?? '';
  expect(appeal).toContain('@eve: **pat** appeals to you');
  expect(appeal).toContain('“a rewrite costs a month”');
  expect(appeal).toContain('**Against it:** **pat**: “customers leave”.');
  expect(appeal).toContain('**1st of 1**: its cost is not known, no votes, open for less than a day.');
  expect(appeal).toContain('**ana** challenged the acceptance: “it costs us a day a week”');
  expect(appeal).toContain('Rule by Mon 19 Jan 2026, 11:00 (Europe/Berlin)');
  await say(acme, 'eve', parser, '/ruling overturn because customers come first');
  expect((await replies(acme, parser)).at(-1)).toContain(
    'The ruling: overturned, so nothing keeps the debt out of the queue any more.',
  );
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
  await say(acme, 'bo', parser, ACCEPT);
  expect((await replies(acme, parser)).at(-1)).toContain('The CEO overturned the same on this issue');
  expect(await acme.owners(parser)).toEqual(['ana']);
});
