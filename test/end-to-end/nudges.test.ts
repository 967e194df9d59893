/** Owners of debt that has been quiet for long are asked once whether they keep it. */
import { expect, test } from 'vitest';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

/** Two of three are on duty for half a year, so that no handoff moves anything meanwhile. */
const calm = { every: '26 weeks', on_duty: 2, nudge_after: '2 weeks' };
/** The first morning after two quiet weeks. */
const ASKED = '2026-01-20T09:00:05Z';
/** The first morning after the week for an answer. */
const OVER = '2026-01-28T09:00:05Z';

async function withNudges(rotation: object = {}, file: object = {}): Promise<Story> {
  return begin({ configs: { api: configFile({ rotation: { ...calm, ...rotation }, ...file }) } });
}

async function given(acme: Story, title = 'Old parser'): Promise<IssueAt> {
  const parser = await acme.as('pat').opens('api', title);
  expect(await acme.owners(parser)).toEqual(['ana']);
  return parser;
}

/** What the bot asked on an issue. */
async function questions(acme: Story, issue: IssueAt): Promise<string[]> {
  const all = (await acme.comments(issue)).filter(({ body }) => body.startsWith('<!-- paydown:reply:nudge/'));
  return all.map(({ body }) => body.slice(body.indexOf('\n') + 1));
}

async function questionOn(acme: Story, { repo, number }: IssueAt): Promise<number> {
  await acme.quiet();
  const { issues } = acme.github.as('pat').rest;
  const { data } = await issues.listComments({ owner: 'acme', repo, issue_number: number });
  return data.findLast(({ body }) => body?.startsWith('<!-- paydown:reply:nudge/'))?.id ?? 0;
}

async function react(acme: Story, login: string, issue: IssueAt, content: '+1' | '-1') {
  const comment_id = await questionOn(acme, issue);
  const reaction = { owner: 'acme', repo: issue.repo, comment_id, content };
  await acme.github.as(login).rest.reactions.createForIssueComment(reaction);
}

test('whoever owns debt that is quiet for long is asked once, by name, and nobody before', async () => {
  const acme = await withNudges();
  const parser = await given(acme);
  await acme.travelTo('2026-01-19T09:00:05Z');
  expect(await questions(acme, parser)).toEqual([]);
  await acme.travelTo(ASKED);
  expect(await questions(acme, parser)).toEqual([
    [
      '@ana: nothing has happened on this debt for 2 weeks or more. Do you keep it?',
      '',
      '- 👍 on this comment, or `/debt keep`: it stays with you. So it does when anything else happens here.',
      '- 👎 on this comment, or `/debt release`: it goes back to the queue, and to somebody else.',
      '',
      'Without an answer within a week it goes back to the queue.',
    ].join('\n'),
  ]);
  await Promise.all([acme.travelTo('2026-01-21T09:00:05Z'), acme.app.tick(), acme.app.tick()]);
  expect(await questions(acme, parser)).toHaveLength(1);
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
});

test('without an answer it goes to somebody else, and its comment says why', async () => {
  const acme = await withNudges();
  const parser = await given(acme);
  await acme.travelTo(ASKED);
  await acme.travelTo('2026-01-27T09:00:00Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo(OVER);
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.livingComment(parser)).toContain(
    '**ana** was asked whether to keep it and did not answer within a week, so it does not go back there.',
  );
  await acme.travelTo('2026-02-12T09:00:05Z');
  expect((await questions(acme, parser)).map((text) => text.slice(0, 4))).toEqual(['@ana', '@bo:']);
});

test('where nobody else is on duty it waits in the queue', async () => {
  const acme = await withNudges({ on_duty: 1 });
  const parser = await given(acme);
  await acme.travelTo(ASKED);
  await acme.travelTo(OVER);
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.livingComment(parser)).toMatch(
    /waits in the queue.*\*\*ana\*\* was asked whether to keep it/s,
  );
});

test('a thumb up keeps it, until it has been quiet for as long again', async () => {
  const acme = await withNudges();
  const parser = await given(acme);
  await acme.travelTo(ASKED);
  await react(acme, 'bo', parser, '-1');
  await react(acme, 'ana', parser, '+1');
  await acme.travelTo('2026-01-21T09:00:05Z');
  await acme.travelTo(OVER);
  await acme.travelTo('2026-02-03T09:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await questions(acme, parser)).toHaveLength(1);
  await acme.travelTo('2026-02-04T09:00:06Z');
  expect(await questions(acme, parser)).toHaveLength(2);
});

test('a thumb down gives it back the next morning', async () => {
  const acme = await withNudges();
  const parser = await given(acme);
  await acme.travelTo(ASKED);
  await react(acme, 'ana', parser, '-1');
  await acme.travelTo('2026-01-21T09:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.livingComment(parser)).toContain('Released by **ana**');
});

test('anything else that happens keeps it as well, whoever does it', async () => {
  const acme = await withNudges();
  const [parser, lexer] = [await given(acme), await acme.as('pat').opens('api', 'Old lexer')];
  expect(await acme.owners(lexer)).toEqual(['bo']);
  await acme.travelTo(ASKED);
  expect([await questions(acme, parser), await questions(acme, lexer)].map((all) => all.length)).toEqual([
    1, 1,
  ]);
  await acme.travelTo('2026-01-24T10:00:00Z');
  await acme.as('stranger').comments(parser, 'This hurts us too.');
  await acme.as('pat').labels(lexer, 'bug');
  await acme.travelTo(OVER);
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['ana'], ['bo']]);
});

test('activity that no webhook told of is seen before anybody is asked', async () => {
  const acme = await withNudges();
  const parser = await given(acme);
  await acme.travelTo('2026-01-12T10:00:00Z');
  await acme.as('pat').comments(parser, 'Still so.');
  await acme.travelTo(ASKED);
  expect(await questions(acme, parser)).toEqual([]);
  await acme.travelTo('2026-01-27T09:00:05Z');
  expect(await questions(acme, parser)).toHaveLength(1);
});

test('the commands answer too', async () => {
  const acme = await withNudges();
  const [parser, lexer] = [await given(acme), await acme.as('pat').opens('api', 'Old lexer')];
  await acme.quiet();
  await acme.travelTo(ASKED);
  await acme.as('ana').comments(parser, '/debt keep');
  await acme.as('bo').comments(lexer, '/debt release');
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['ana'], ['ana']]);
  await acme.travelTo(OVER);
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['ana'], ['ana']]);
});

test('what a person gave somebody is asked about once in a silence, and never moved', async () => {
  const acme = await withNudges();
  const parser = await acme.as('pat').opens('api', 'Old parser', { assignees: ['dee', 'cy'] });
  await acme.quiet();
  await acme.travelTo(ASKED);
  const [question = ''] = await questions(acme, parser);
  expect(question).toMatch(/^@(dee and @cy|cy and @dee): /);
  expect(question).toContain('A person gave it to you, so Paydown does not move it');
  await react(acme, 'dee', parser, '-1');
  await acme.travelTo('2026-01-21T09:00:05Z');
  await acme.travelTo(OVER);
  expect((await acme.owners(parser)).toSorted()).toEqual(['cy', 'dee']);
});

test('who did not answer for what a person gave them is not asked again before something happens', async () => {
  const acme = await withNudges();
  const parser = await acme.as('pat').opens('api', 'Old parser', { assignees: ['dee'] });
  await acme.quiet();
  for (const day of [ASKED, OVER, '2026-02-20T09:00:05Z', '2026-03-20T09:00:05Z']) await acme.travelTo(day);
  expect(await questions(acme, parser)).toHaveLength(1);
  await acme.as('dee').comments(parser, 'Soon.');
  await acme.travelTo('2026-04-10T08:00:05Z');
  expect(await questions(acme, parser)).toHaveLength(2);
  expect(await acme.owners(parser)).toEqual(['dee']);
});

test('a long sleep does not end in a flood: ten a day, what is quiet longest first', async () => {
  const acme = await withNudges({ cap: 20, on_duty: 1 });
  const all: IssueAt[] = [];
  for (let n = 1; n <= 12; n += 1) {
    acme.leapTo(`2026-01-05T10:${String(n).padStart(2, '0')}:00Z`);
    all.push(await acme.as('pat').opens('api', `Debt ${n}`));
  }
  await acme.quiet();
  await acme.stopApp();
  acme.leapTo('2026-03-02T09:00:05Z');
  await acme.startApp();
  await acme.quiet();
  const asked = async () =>
    (await Promise.all(all.map((issue) => questions(acme, issue)))).map((one) => one.length);
  expect(await asked()).toEqual([...Array(10).fill(1), 0, 0]);
  await acme.travelTo('2026-03-03T09:00:05Z');
  expect(await asked()).toEqual(Array(12).fill(1));
});

test('whoever is away is not asked, nor loses anything meanwhile', async () => {
  const away = [{ login: 'ana', from: '2026-01-18', to: '2026-01-21' }];
  const acme = await withNudges({ on_duty: 1, away, roster: ['ana'] });
  const parser = await given(acme);
  await acme.travelTo(ASKED);
  expect(await questions(acme, parser)).toEqual([]);
  await acme.travelTo('2026-01-22T09:00:05Z');
  expect(await questions(acme, parser)).toHaveLength(1);
});

test('whoever has left the roster is not away for ever: they are asked as everybody', async () => {
  const acme = await withNudges({ roster: [{ login: 'dee', to: '2026-01-10' }, 'ana', 'bo'] });
  const parser = await acme.as('pat').opens('api', 'Old parser', { assignees: ['dee'] });
  await acme.quiet();
  await acme.travelTo(ASKED);
  expect(await questions(acme, parser)).toHaveLength(1);
});

test('a question that the file withdraws takes nothing away', async () => {
  const acme = await withNudges();
  const parser = await given(acme);
  await acme.travelTo(ASKED);
  expect(await questions(acme, parser)).toHaveLength(1);
  const { nudge_after: _, ...rest } = calm;
  await acme.as('pat').configures('api', configFile({ rotation: rest }));
  await acme.quiet();
  await acme.travelTo('2026-01-21T08:00:00Z');
  await acme.as('pat').configures('api', configFile({ rotation: calm }));
  await acme.quiet();
  await acme.travelTo(OVER);
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('a question that could not be posted, or that somebody deleted, takes nothing away', async () => {
  const acme = await withNudges();
  const [parser, lexer] = [await given(acme), await acme.as('pat').opens('api', 'Old lexer')];
  expect(await acme.owners(lexer)).toEqual(['bo']);
  const end = acme.github.intercept(({ method, path, by }) => {
    const posts = by !== 'pat' && method === 'POST' && path.endsWith(`/issues/${parser.number}/comments`);
    return posts ? { kind: 'answer', status: 403 } : undefined;
  });
  await acme.travelTo(ASKED);
  const comment_id = await questionOn(acme, lexer);
  await acme.github.as('pat').rest.issues.deleteComment({ owner: 'acme', repo: 'api', comment_id });
  await acme.travelTo(OVER);
  await acme.travelTo('2026-01-29T09:00:05Z');
  end();
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['ana'], ['bo']]);
  expect([await questions(acme, parser), await questions(acme, lexer)]).toEqual([[], []]);
});

test('of what is asked on one morning, each answer is for its own issue', async () => {
  const acme = await withNudges();
  const [parser, lexer] = [await given(acme), await acme.as('pat').opens('api', 'Old lexer')];
  expect(await acme.owners(lexer)).toEqual(['bo']);
  await acme.travelTo(ASKED);
  expect([await questions(acme, parser), await questions(acme, lexer)].map(({ length }) => length)).toEqual([
    1, 1,
  ]);
  await react(acme, 'ana', parser, '+1');
  await acme.travelTo('2026-01-21T09:00:05Z');
  await acme.travelTo(OVER);
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['ana'], ['ana']]);
});

test('a thumb down on one of two questions gives back that one alone', async () => {
  const acme = await withNudges({ on_duty: 1 });
  const [parser, lexer] = [await given(acme), await given(acme, 'Old lexer')];
  await acme.travelTo(ASKED);
  await react(acme, 'ana', lexer, '-1');
  await acme.travelTo('2026-01-21T09:00:05Z');
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['ana'], []]);
});

test('a question is withdrawn with the whole file as well', async () => {
  const acme = await withNudges();
  const parser = await given(acme);
  await acme.travelTo(ASKED);
  await acme.as('pat').removesConfig('api');
  await acme.quiet();
  await acme.travelTo('2026-02-02T12:00:00Z');
  await acme.as('pat').configures('api', configFile({ rotation: calm }));
  await acme.quiet();
  await acme.travelTo('2026-02-03T09:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});
