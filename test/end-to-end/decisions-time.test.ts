import { describe, expect, test } from 'vitest';
import { decided, labelsOf, withAgreement } from './decisions-story.ts';
import { replies, say, thumbs } from './replies.ts';
import { configFile, type IssueAt, type Story } from './story.ts';

const ACCEPT = '/debt accept until 2026-03-02 because the vendor ships a new parser in spring';
const CHALLENGE = '/debt challenge because it costs us a day a week';

test('what is challenged and not answered is over, asked of whoever leads by then, and challenged again it cannot be', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  const agreement = { engineering: ['cy'], product: ['pat'], ceo: 'eve', answer_within: '2 days' };
  await acme.as('pat').configures('api', configFile({ agreement }));
  await say(acme, 'ana', parser, CHALLENGE);
  const [asks = ''] = await decided(acme, parser);
  expect(asks).toContain('@cy: **ana** challenges that **bo** accepted this debt');
  expect(asks).toContain('You are asked because you lead engineering. Answer by Wed 7 Jan 2026');
  await say(acme, 'bo', parser, `${ACCEPT}, as before`);
  expect((await replies(acme, parser)).at(-1)).toContain('this is for whoever leads engineering (**cy**)');
  await acme.travelTo('2026-01-07T10:30:00Z');
  const [, over = '', ...more] = await decided(acme, parser);
  expect(more).toEqual([]);
  expect(over).toContain('@cy: no answer to the challenge by **ana** came by Wed 7 Jan 2026');
  expect(over).toContain('is over: nothing keeps the debt out of the queue any more.');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
  await say(acme, 'ana', parser, CHALLENGE);
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing to challenge');
});

test('without a ruling what was decided stands, and the issue says so; what the agreement lacks is told', async () => {
  const agreement = { engineering: ['bo'], product: ['pat'], ruling_within: '1 day' };
  const { acme, parser } = await withAgreement({ file: { agreement } });
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'pat', parser, '/appeal because customers leave');
  expect((await replies(acme, parser)).at(-1)).toContain('under `agreement.ceo`');
  await acme.as('pat').configures('api', configFile({ agreement: { ...agreement, ceo: 'eve' } }));
  await say(acme, 'pat', parser, '/appeal because customers leave');
  await say(acme, 'bo', parser, `${ACCEPT}, again`);
  expect((await replies(acme, parser)).at(-1)).toContain('An appeal is before the CEO');
  await acme.travelTo('2026-01-06T10:30:00Z');
  const unruled = (await decided(acme, parser)).at(-1) ?? '';
  expect(unruled).toContain('@pat: no ruling on your appeal came by Tue 6 Jan 2026');
  expect(unruled).toContain('so it stands that **bo** accepted this debt until Mon 2 Mar 2026');
  expect(await acme.owners(parser)).toEqual([]);
  await say(acme, 'pat', parser, '/appeal because customers leave');
  await say(acme, 'eve', parser, '/ruling overturn because I was away');
  const told = await replies(acme, parser);
  expect(told.at(-2)).toContain('An appeal about it is over, so it stands');
  expect(told.at(-1)).toContain('There is nothing to rule on here');
});

test('two leads at once: both are heard, the later one stands; a comment that is edited or deleted later changes nothing', async () => {
  const { acme, parser } = await withAgreement();
  const issues = (login: string) => acme.github.as(login).rest.issues;
  const at = { owner: 'acme', repo: 'api', issue_number: parser.number };
  await Promise.all([
    issues('bo').createComment({ ...at, body: ACCEPT }),
    issues('cy').createComment({ ...at, body: '/debt accept until 2026-02-02 because it can wait' }),
  ]);
  expect(await thumbs(acme, parser)).toBe(2);
  const living = (await acme.livingComment(parser)) ?? '';
  expect(living.match(/accepted this debt/g)).toHaveLength(1);
  expect(living).not.toContain('in a row');
  const { data } = await issues('pat').listComments({ ...at, per_page: 100 });
  for (const { id, body = '' } of data.filter((comment) => comment.body?.startsWith('/debt accept'))) {
    const comment = { owner: 'acme', repo: 'api', comment_id: id };
    if (body === ACCEPT) await issues('bo').updateComment({ ...comment, body: '/debt undo' });
    else await issues('cy').deleteComment(comment);
  }
  await acme.quiet();
  expect(await acme.livingComment(parser)).toBe(living);
});

test('closed while it is challenged, all is over without a word, and reopened it is decided about anew', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, ACCEPT);
  await say(acme, 'pat', parser, '/debt priority low');
  await say(acme, 'ana', parser, '/debt challenge accept because it costs us a day a week');
  await acme.as('pat').closes(parser);
  expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
  await acme.travelTo('2026-01-20T10:00:00Z');
  expect(await decided(acme, parser)).toHaveLength(1);
  await acme.as('pat').reopens(parser);
  expect(await acme.owners(parser)).toHaveLength(1);
  expect(await acme.livingComment(parser)).not.toMatch(/accepted|priority|challenge/);
  await say(acme, 'bo', parser, ACCEPT);
  expect(await acme.livingComment(parser)).not.toContain('in a row');
});

test('moved to another repository of the scope, what was decided goes along, and its date comes there', async () => {
  const file = { home: 'acme/infra' };
  const { acme, parser } = await withAgreement({ holder: '.github', file });
  await say(acme, 'bo', parser, ACCEPT);
  const moved = await acme.as('pat').transfers(parser, 'web');
  expect(await acme.owners(moved)).toEqual([]);
  await say(acme, 'ana', moved, '/debt why');
  expect((await replies(acme, moved)).at(-1)).toContain('**bo** accepted this debt until Mon 2 Mar 2026');
  await acme.travelTo('2026-03-02T08:00:00Z');
  expect((await decided(acme, moved)).at(-1)).toContain('the date has come');
  expect(await acme.owners(moved)).toHaveLength(1);
});

test('a second acceptance in a row says so, also of debt that was deferred until the same day', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, '/debt accept until 2026-01-19 because it can wait');
  await say(acme, 'pat', parser, '/debt defer until 2026-01-19 because the launch comes first');
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await decided(acme, parser)).toHaveLength(2);
  await say(acme, 'bo', parser, ACCEPT);
  expect((await replies(acme, parser)).at(-1)).toContain('accepted for the 2nd time in a row');
});

describe('what was said in time, and heard late because GitHub was out,', () => {
  const late = async (acme: Story, login: string, issue: IssueAt, line: string, then: string) => {
    const end = acme.github.intercept(({ path }) =>
      path.endsWith(`/collaborators/${login}/permission`)
        ? { kind: 'answer', status: 502, body: {} }
        : undefined,
    );
    await say(acme, login, issue, line);
    await acme.travelTo(then);
    end();
    await acme.travelTo(new Date(Date.parse(then) + 3_600_000).toISOString());
  };

  test('is a ruling', async () => {
    const { acme, parser } = await withAgreement();
    await say(acme, 'bo', parser, ACCEPT);
    await say(acme, 'pat', parser, '/appeal because customers leave');
    await acme.travelTo('2026-01-19T09:00:00Z');
    await late(acme, 'eve', parser, '/ruling overturn because customers come first', '2026-01-19T10:30:00Z');
    expect((await replies(acme, parser)).at(-1)).toContain('The ruling: overturned');
    expect(await labelsOf(acme, parser)).toEqual(['tech-debt']);
    expect(await acme.owners(parser)).toHaveLength(1);
    await say(acme, 'eve', parser, '/ruling uphold because I think otherwise by now');
    expect((await replies(acme, parser)).at(-1)).toContain('There is nothing to rule on here');
  });

  test('is an answer to a challenge', async () => {
    const { acme, parser } = await withAgreement();
    await say(acme, 'bo', parser, ACCEPT);
    await say(acme, 'ana', parser, CHALLENGE);
    await acme.travelTo('2026-01-12T09:00:00Z');
    await late(acme, 'bo', parser, `${ACCEPT}, as before`, '2026-01-12T10:30:00Z');
    expect(await acme.livingComment(parser)).toContain('It was challenged, and this is the answer.');
    expect(await labelsOf(acme, parser)).toEqual(['tech-debt', 'debt-accepted']);
    await say(acme, 'ana', parser, CHALLENGE);
    expect((await replies(acme, parser)).at(-1)).toContain('It was challenged and answered');
  });

  test('is neither where it was said too late', async () => {
    const { acme, parser } = await withAgreement();
    await say(acme, 'bo', parser, ACCEPT);
    await say(acme, 'pat', parser, '/appeal because customers leave');
    acme.leapTo('2026-01-19T10:00:30Z');
    await late(acme, 'eve', parser, '/ruling overturn because customers come first', '2026-01-19T10:30:00Z');
    expect((await replies(acme, parser)).at(-1)).toContain('There is nothing to rule on here');
    expect(await labelsOf(acme, parser)).toEqual(['tech-debt', 'debt-accepted']);
  });
});

test('a reason that is longer than what is repeated of it shows that it goes on', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'bo', parser, `/debt accept until 2026-03-02 because ${'it is a long story, '.repeat(18)}`);
  expect(await acme.livingComment(parser)).toMatch(/: “it is a long story, [^”]*…”/);
});
