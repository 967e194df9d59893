/** What is decided, challenged or appealed stands; whoever has to answer hears of it, however late. */
import { expect, test } from 'vitest';
import { decided, labelsOf, withAgreement } from './decisions-story.ts';
import { say } from './replies.ts';
import { configFile, type Story } from './story.ts';

const ACCEPT = '/debt accept until 2026-03-02 because the vendor ships a new parser in spring';
const agreement = { engineering: ['bo', 'cy'], product: ['pat'], design: ['dee'], ceo: 'eve' };

/** GitHub makes no change to issues for the bot as long as this holds. */
function gitHubIsDown(acme: Story): () => void {
  return acme.github.intercept(({ method, path, by }) =>
    method !== 'GET' && by?.endsWith('[bot]') !== false && path.includes('/issues')
      ? { kind: 'answer', status: 502 }
      : undefined,
  );
}

test('a challenge that was on its way when the file began to observe is told when it acts again, with all the time to answer', async () => {
  const { acme, parser } = await withAgreement();
  const end = gitHubIsDown(acme);
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'ana', parser, '/debt challenge because it costs us a day a week');
  await acme.as('pat').configures('api', configFile({ agreement, mode: 'observe' }));
  await acme.quiet();
  end();
  await acme.travelTo('2026-01-20T10:00:00Z');
  expect(await decided(acme, parser)).toEqual([]);
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
  await acme.as('pat').configures('api', configFile({ agreement }));
  const [asks = '', ...more] = await decided(acme, parser);
  expect(more).toEqual([]);
  expect(asks).toContain('@bo: **ana** challenges that you accepted this debt until Mon 2 Mar 2026');
  expect(asks).toContain('Answer by Tue 27 Jan 2026, 11:00 (Europe/Berlin)');
  expect(await acme.livingComment(parser)).toContain('**bo** answers by Tue 27 Jan 2026, 11:00');
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt', 'debt-accepted']);
  await acme.travelTo('2026-01-27T10:30:00Z');
  expect((await decided(acme, parser)).at(-1)).toContain(
    'no answer to the challenge by **ana** came by Tue 27 Jan',
  );
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
});

test('an appeal that was on its way when the file was gone comes to the CEO when it is back; what was said is not said twice', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'ana', parser, '/debt challenge because it costs us a day a week');
  const end = gitHubIsDown(acme);
  await say(acme, 'pat', parser, '/appeal because customers leave');
  await acme.as('pat').removesConfig('api');
  await acme.quiet();
  end();
  await acme.travelTo('2026-02-03T10:00:00Z');
  expect(await decided(acme, parser)).toHaveLength(1);
  await acme.as('pat').configures('api', configFile({ agreement }));
  const [, appeal = '', ...more] = await decided(acme, parser);
  expect(more).toEqual([]);
  expect(appeal).toContain('@eve: **pat** appeals to you');
  expect(appeal).toContain('**Challenged, and not answered yet:** **ana**');
  expect(appeal).toContain('Rule by Tue 17 Feb 2026, 11:00 (Europe/Berlin)');
  await say(acme, 'eve', parser, '/ruling uphold because the vendor is worth it');
  expect(await acme.livingComment(parser)).toContain('An appeal against it was not granted: it stands.');
});

test('what was said before an issue moved within the scope is not said again where it went, nor is there more time for it', async () => {
  const { acme, parser } = await withAgreement({ holder: '.github', file: { home: 'acme/infra' } });
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'ana', parser, '/debt challenge because it costs us a day a week');
  acme.leapTo('2026-01-08T10:00:00Z');
  const moved = await acme.as('pat').transfers(parser, 'web');
  expect(await decided(acme, moved)).toHaveLength(1);
  expect(await acme.livingComment(moved)).toContain('**bo** answers by Mon 12 Jan 2026, 11:00');
});
