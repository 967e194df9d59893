import { expect, test } from 'vitest';
import { replies, say, thumbs, withParser } from './replies.ts';

const AT_HOME = 'Europe/Berlin';

test('whoever says that they are away is covered at once in a shift that runs, and gets the debt back', async () => {
  const { acme, parser } = await withParser();
  expect(await acme.owners(parser)).toEqual(['ana']);
  await say(acme, 'ana', parser, '/rotation away 2026-01-05..2026-01-06');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await thumbs(acme, parser)).toBe(1);
  expect(await replies(acme, parser)).toEqual([]);
  const { body } = await acme.dashboard('api');
  expect(body).toContain('**On duty** in infra: **bo**');
  expect(body).toContain(
    `\`/rotation away 2026-01-05..2026-01-06\`, **ana** is away from Mon 5 Jan 2026, 00:00 (${AT_HOME}) to Wed 7 Jan 2026, 00:00`,
  );
  await acme.travelTo('2026-01-06T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('whoever is away for most of a shift to come keeps their place, and the next in line takes the turn', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation away 2026-01-12..2026-01-18');
  expect((await acme.dashboard('api')).body).toMatch(
    /\*\*Next\*\*, from [^:]*:00 \(Europe\/Berlin\): \*\*cy\*\*/,
  );
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['cy']);
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('back before the time: whoever covers hands back, and what was to come is off', async () => {
  const { acme, parser } = await withParser();
  await say(
    acme,
    'ana',
    parser,
    '/rotation away 2026-01-05..2026-01-11\n/rotation away 2026-01-19..2026-02-01',
  );
  expect(await acme.owners(parser)).toEqual(['bo']);
  await say(acme, 'ana', parser, '/rotation back');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect((await acme.dashboard('api')).body).toContain('`/rotation back`, **ana** is back');
  await acme.travelTo('2026-01-26T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('leads may speak for others, and nobody else; without a working agreement whoever maintains the repository may', async () => {
  const agreement = { engineering: ['cy'], ceo: 'pat' };
  const { acme, parser } = await withParser({ file: { agreement } });
  await say(acme, 'bo', parser, '/rotation away @ana 2026-01-05..2026-01-06');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await replies(acme, parser)).toEqual([
    'Only leads (**cy** and **pat**) may say this of somebody else. Ask one of them, or the person.',
  ]);
  await say(acme, 'cy', parser, '/rotation away @Ana 2026-01-05..2026-01-06');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect((await acme.dashboard('api')).body).toContain('**cy** says that **ana** is away');
  await say(acme, 'pat', parser, '/rotation back @ana');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('without a working agreement, who maintains some repository of an organisation does not speak for all of it', async () => {
  const { acme, parser } = await withParser({ file: { home: 'acme/infra' }, holder: '.github' });
  acme.github.intercept(({ path }) =>
    path.endsWith('/collaborators/pat/permission')
      ? { kind: 'answer', status: 200, body: { permission: 'write', role_name: 'maintain', user: null } }
      : undefined,
  );
  await say(acme, 'pat', parser, '/rotation away @ana 2026-01-05..2026-01-06');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const athome = await acme.as('pat').opens('infra', 'Somewhere to talk', { labels: [] });
  await say(acme, 'pat', athome, '/rotation away @ana 2026-01-05..2026-01-06');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('a stand-in who is away as well is covered, and whoever comes back first serves again', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation away 2026-01-05..2026-01-11');
  expect(await acme.owners(parser)).toEqual(['bo']);
  await say(acme, 'bo', parser, '/rotation away 2026-01-05..2026-01-11');
  expect(await acme.owners(parser)).toEqual(['cy']);
  await say(acme, 'bo', parser, '/rotation back');
  expect(await acme.owners(parser)).toEqual(['bo']);
  await say(acme, 'ana', parser, '/rotation back');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('covers come to rest where stand-ins are away from seats of their own', async () => {
  const { acme, parser } = await withParser({ rotation: { roster: ['ana', 'bo', 'cy', 'dee'], on_duty: 2 } });
  await say(acme, 'bo', parser, '/rotation away 2026-01-05');
  await say(acme, 'dee', parser, '/rotation away 2026-01-06..2026-01-11');
  await say(acme, 'ana', parser, '/rotation away 2026-01-05..2026-01-14');
  // A story fails that does not come to rest.
  await acme.quiet();
  expect((await acme.dashboard('api')).body).toMatch(/\*\*On duty\*\* in infra: \*\*ana\*\* and \*\*cy\*\*/);
  await acme.travelTo('2026-01-05T23:00:05Z');
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **cy** and **bo**');
});

test.each([
  ['/rotation away 2026-02-30', 'There is no such time.'],
  ['/rotation away 2026-01-06..2026-01-05', 'There is no such time.'],
  ['/rotation away 2025-12-01..2025-12-24', 'That is over already'],
  ['/rotation away', 'Paydown does not understand'],
  ['/rotation away tomorrow', 'Write `/rotation away 2026-03-02..2026-03-06`, alone'],
  ['/rotation back', 'Nothing is known of an absence of **ana**'],
])('%s changes nothing, and is told why', async (line, why) => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, line);
  const [reply, ...more] = await replies(acme, parser);
  expect(reply).toContain(why);
  expect(more).toEqual([]);
  expect([await acme.owners(parser), await thumbs(acme, parser)]).toEqual([['ana'], 0]);
});

test('whoever is on no roster is told so', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'dee', parser, '/rotation away 2026-01-06');
  expect((await replies(acme, parser))[0]).toContain('**dee** is on no roster here');
});

test('whom the file says to be away is told that it is changed there, also while somebody covers', async () => {
  const away = [{ login: 'ana', from: '2026-01-05', to: '2026-01-07' }];
  const { acme, parser } = await withParser({ rotation: { away } });
  expect(await acme.owners(parser)).toEqual(['bo']);
  await say(acme, 'ana', parser, '/rotation back');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect((await replies(acme, parser))[0]).toContain('but what the config file says');
  expect(await thumbs(acme, parser)).toBe(0);
});
