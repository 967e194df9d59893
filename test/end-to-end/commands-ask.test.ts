/** Somebody asks another of the roster to serve for them, and gets an answer. */
import { expect, test } from 'vitest';
import { replies, say, thumbs, withParser } from './replies.ts';
import { configFile } from './story.ts';

test('whoever is asked is mentioned and nothing changes; once they accept they serve, and whoever asked hears of it', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-05..2026-01-06');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const [question] = await replies(acme, parser);
  expect(question).toContain(
    '@bo: **ana** asks whether you would serve for them in infra from Mon 5 Jan 2026, 11:00 (Europe/Berlin) to Wed 7 Jan 2026, 00:00 (Europe/Berlin).',
  );
  expect(question).toContain('`/rotation accept` or `/rotation decline`');
  expect(question).toContain('before Wed 7 Jan 2026, 00:00 (Europe/Berlin)');
  expect((await acme.dashboard('api')).body).toContain('**ana** asks **bo** to serve for them in infra');

  const elsewhere = await acme.as('pat').opens('api', 'Somewhere else', { labels: [] });
  await say(acme, 'bo', elsewhere, '/rotation accept');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await thumbs(acme, elsewhere)).toBe(1);
  expect(await replies(acme, elsewhere)).toEqual([
    expect.stringMatching(/^@ana: \*\*bo\*\* agreed\. In infra \*\*bo\*\* serves from Mon 5 Jan 2026, 11:00/),
  ]);
  expect((await acme.dashboard('api')).body).toContain('**bo** serves for **ana** in infra from');
  await acme.travelTo('2026-01-06T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('whoever declines serves no minute of it, and whoever asked hears of it', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-05..2026-01-06');
  await say(acme, 'bo', parser, '/rotation decline');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect((await replies(acme, parser)).at(-1)).toMatch(
    /^@ana: \*\*bo\*\* cannot serve for you in infra from .*, so it stays with you\. Ask somebody else/,
  );
  await say(acme, 'bo', parser, '/rotation accept');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing for you to accept');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect((await acme.dashboard('api')).body).toContain('**bo** does not serve for **ana** in infra');
});

test('what is not answered lapses with its time, and what has passed by the answer is not covered', async () => {
  const { acme, parser } = await withParser();
  await say(
    acme,
    'ana',
    parser,
    '/rotation ask @bo 2026-01-05..2026-01-06\n/rotation ask @cy 2026-01-05..2026-01-09',
  );
  await acme.travelTo('2026-01-06T23:00:05Z');
  await say(acme, 'bo', parser, '/rotation accept');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing for you to accept');
  await say(acme, 'cy', parser, '/rotation accept');
  expect(await acme.owners(parser)).toEqual(['cy']);
  expect((await replies(acme, parser)).at(-1)).toContain('**cy** serves from Wed 7 Jan 2026, 00:00');
  expect((await acme.dashboard('api')).body).toContain(
    '**cy** serves for **ana** in infra from Wed 7 Jan 2026, 00:00',
  );
});

test('a request is taken back by whoever asked, and then nobody can accept it', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-05..2026-01-06');
  await say(acme, 'bo', parser, '/rotation undo');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing of yours to take back');
  await say(acme, 'ana', parser, '/rotation undo');
  expect((await acme.dashboard('api')).body).toContain('**ana** takes back that they asked **bo** to serve');
  await say(acme, 'bo', parser, '/rotation accept');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing for you to accept');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test.each(['ana', 'bo'])(
  'what two agreed on is taken back by either, here %s, and the other hears of it',
  async (who) => {
    const { acme, parser } = await withParser();
    await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-05..2026-01-06');
    await say(acme, 'bo', parser, '/rotation accept');
    expect(await acme.owners(parser)).toEqual(['bo']);
    await say(acme, who, parser, '/rotation undo');
    expect(await acme.owners(parser)).toEqual(['ana']);
    const other = who === 'ana' ? 'bo' : 'ana';
    const [last] = (await replies(acme, parser)).slice(-1);
    expect(last).toContain(`@${other}: **${who}** took back what was agreed. Who serves in infra:`);
    expect(last).toContain('to Wed 7 Jan 2026, 00:00 (Europe/Berlin): **ana** instead of **bo**');
    expect(last).not.toContain(`@${who}`);
  },
);

test('the same asked again mentions nobody again; asked in other words, it takes the place of the first', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-05..2026-01-06');
  await say(acme, 'ana', parser, '/rotation ask @Bo 2026-01-05..2026-01-06');
  expect((await replies(acme, parser)).at(-1)).toBe(
    '**bo** is asked already, and has not answered yet. `/rotation undo` takes it back.',
  );
  await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-06..2026-01-07');
  await say(acme, 'bo', parser, '/rotation accept');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-01-05T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('of several who were asked for the same time, the first who accepts serves, and the others are told', async () => {
  const { acme, parser } = await withParser();
  await say(
    acme,
    'ana',
    parser,
    '/rotation ask @bo 2026-01-05..2026-01-06\n/rotation ask @cy 2026-01-05..2026-01-07',
  );
  await say(acme, 'bo', parser, '/rotation accept');
  await say(acme, 'cy', parser, '/rotation accept');
  expect(await acme.owners(parser)).toEqual(['bo']);
  await acme.travelTo('2026-01-06T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['cy']);
  await acme.travelTo('2026-01-07T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-01-12T08:00:05Z');
  await say(
    acme,
    'bo',
    parser,
    '/rotation ask @ana 2026-01-12..2026-01-13\n/rotation ask @cy 2026-01-12..2026-01-13',
  );
  await say(acme, 'cy', parser, '/rotation accept');
  await say(acme, 'ana', parser, '/rotation accept');
  expect((await replies(acme, parser)).at(-1)).toContain('**bo** does not serve from');
  expect(await acme.owners(parser)).toEqual(['cy']);
});

test('where several wait for an answer, it is asked which is meant, with what to write', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation ask @cy 2026-01-05..2026-01-06\n/rotation ask @cy 2026-01-08');
  await say(acme, 'bo', parser, '/rotation ask @cy 2026-01-13');
  await say(acme, 'cy', parser, '/rotation accept');
  const [which] = (await replies(acme, parser)).slice(-1);
  expect(which).toContain('Nothing was done, for it can mean this or that.');
  expect(which).toContain(
    '- `/rotation accept @ana 2026-01-05`: **ana** asks you to serve for them in infra, from',
  );
  expect(which).toContain('- `/rotation accept @bo 2026-01-13`: **bo** asks');
  expect(which).not.toContain('@ana:');
  await say(acme, 'cy', parser, '/rotation accept @ana 2026-01-08');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await say(acme, 'cy', parser, '/rotation decline @bo');
  await say(acme, 'cy', parser, '/rotation accept');
  expect(await acme.owners(parser)).toEqual(['cy']);
});

test('whoever left the roster between question and answer cannot accept', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-05..2026-01-06');
  await acme.as('pat').configures('api', configFile({ rotation: { roster: ['ana', 'cy'] } }));
  await say(acme, 'bo', parser, '/rotation accept');
  expect((await replies(acme, parser)).at(-1)).toMatch(/: \*\*bo\*\* is not on the roster$/);
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('parts in which whoever is asked is on duty anyway are void, and both are told', async () => {
  // ana and bo serve until 12 January, then cy and ana.
  const { acme, parser } = await withParser({ rotation: { on_duty: 2 } });
  await say(acme, 'ana', parser, '/rotation ask @cy 2026-01-10..2026-01-13');
  await say(acme, 'cy', parser, '/rotation accept');
  const part =
    '- from Mon 12 Jan 2026, 09:00 (Europe/Berlin) to Wed 14 Jan 2026, 00:00 (Europe/Berlin): **cy** is on duty anyway';
  for (const reply of await replies(acme, parser)) expect(reply).toContain(part);
  expect(await replies(acme, parser)).toHaveLength(2);
  await acme.travelTo('2026-01-10T08:00:05Z');
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **cy** and **bo**');
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **cy** and **ana**');
});

test('nobody is asked where they would not hear of it', async () => {
  const { acme, parser } = await withParser();
  acme.github.intercept(({ path }) =>
    path.endsWith('/collaborators/bo/permission')
      ? { kind: 'answer', status: 200, body: { permission: 'none', role_name: '', user: null } }
      : undefined,
  );
  await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-05..2026-01-06');
  expect(await replies(acme, parser)).toEqual([
    'Nobody was asked: **bo** cannot see this repository, and would not hear of it. Ask on an issue that both of you can see.',
  ]);
});

test('an answer that was given where whoever asked cannot see it is told where they asked', async () => {
  const { acme, parser } = await withParser({ file: { home: 'acme/infra' }, holder: '.github' });
  await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-05..2026-01-06');
  const hidden = await acme.as('pat').opens('secret', 'Hidden', { labels: [] });
  acme.github.intercept(({ path }) =>
    path.endsWith('/secret/collaborators/ana/permission')
      ? { kind: 'answer', status: 200, body: { permission: 'none', role_name: '', user: null } }
      : undefined,
  );
  await say(acme, 'bo', hidden, '/rotation accept');
  expect([await thumbs(acme, hidden), await replies(acme, hidden)]).toEqual([1, []]);
  expect((await replies(acme, parser)).at(-1)).toContain('@ana: **bo** agreed.');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('where more people can read than the rota is for, the question says no more than it must', async () => {
  const { acme } = await withParser({ file: { home: 'acme/secret' }, holder: '.github' });
  await acme.as('pat').makes('.github', 'private');
  const open = await acme.as('pat').opens('web', 'In the open', { labels: [] });
  await say(acme, 'ana', open, '/rotation swap @bo');
  const [question] = await replies(acme, open);
  expect(question).toContain('@bo: **ana** asks to swap shifts with you.');
  expect(question).not.toContain('2026');
  await say(acme, 'bo', open, '/rotation accept');
  const [answer] = (await replies(acme, open)).slice(-1);
  expect(answer).toContain('@ana: **bo** agreed. What exactly stands on the dashboard');
  expect(answer).not.toContain('2026');
  expect((await acme.dashboard('secret')).body).toMatch(
    /\*\*Next\*\*, from [^:]*:00 \(Europe\/Berlin\): \*\*ana\*\*/,
  );
});

test.each([
  ['/rotation ask @dee 2026-01-06', 'There is no such rotation with you and **dee** on its roster'],
  ['/rotation ask @ana 2026-01-06', 'That is you.'],
  ['/rotation ask @bo 2025-01-06', 'That is over already'],
  ['/rotation ask @bo 2026-02-30', 'There is no such time.'],
  ['/rotation ask @bo 2026-01-13', '**ana** does not serve from'],
  ['/rotation ask @bo 2026-01-20', '**ana** does not serve from'],
  ['/rotation ask @bo', 'Write `/rotation ask @bo 2026-03-02..2026-03-06`, alone'],
  ['/rotation accept everything', 'Paydown does not understand'],
  ['/rotation accept', 'There is nothing for you to accept'],
  ['/rotation decline', 'There is nothing for you to decline'],
])('%s changes nothing, and is told why', async (line, why) => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, line);
  expect((await replies(acme, parser)).map((reply) => reply.includes(why))).toEqual([true]);
  expect([await acme.owners(parser), await thumbs(acme, parser)]).toEqual([['ana'], 0]);
});

test('what is to be written where several wait means one of them, also where their times overlap', async () => {
  const infra = { name: 'infra', starts: '2026-01-05T09:00', every: '1 week', roster: ['ana', 'bo', 'cy'] };
  const rotations = [infra, { ...infra, name: 'ops' }];
  const { acme, parser } = await withParser({ file: { rotations } });
  await say(
    acme,
    'ana',
    parser,
    '/rotation ask @bo 2026-01-05..2026-01-09 in infra\n/rotation ask @bo 2026-01-07..2026-01-10 in ops',
  );
  await say(acme, 'bo', parser, '/rotation accept');
  const lines = (await replies(acme, parser)).at(-1)?.match(/`\/rotation accept [^`]+`/g) ?? [];
  expect(lines).toHaveLength(2);
  for (const line of lines.toReversed()) await say(acme, 'bo', parser, line.replaceAll('`', ''));
  expect((await replies(acme, parser)).slice(-2)).toEqual([
    expect.stringContaining('**bo** agreed. In ops'),
    expect.stringContaining('**bo** agreed. In infra'),
  ]);
});
