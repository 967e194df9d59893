/** Whoever covers by the rule may pass it on, and hands back when the one they cover for is there. */
import { expect, test } from 'vitest';
import { replies, say, thumbs, withParser } from './replies.ts';
import { configFile, type Story } from './story.ts';

const TUESDAY = '2026-01-06T10:00:00Z';
const toldToCover = async (acme: Story) =>
  (await acme.announcements('api', 'handoff')).filter((body) => body.includes('you cover for'));
const awayFor = (login: string) => ({ away: [{ login, from: '2026-01-05', to: '2026-01-09' }] });

test('whoever covers by the rule declines, the longest waiting of the others covers at once, and hears of it', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation away 2026-01-05..2026-01-07');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await toldToCover(acme)).toEqual([
    expect.stringContaining('@bo: you cover for **ana** in infra until'),
  ]);
  await say(acme, 'bo', parser, '/rotation decline');
  expect(await acme.owners(parser)).toEqual(['cy']);
  expect(await toldToCover(acme)).toEqual([
    expect.stringContaining('@bo'),
    expect.stringMatching(
      /@cy: you cover for \*\*ana\*\* in infra until Thu 8 Jan 2026, 00:00 \(Europe\/Berlin\)\. You are chosen because, of those who are there, you have waited longest for a turn\. You cannot\? Comment `\/rotation decline`/,
    ),
  ]);
  expect((await acme.dashboard('api')).body).toContain(
    '**bo** does not cover for **ana** in infra; **cy** does',
  );
  await acme.travelTo('2026-01-07T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  // A stand-in that was declined is no turn that was served.
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('where there is nobody else, whoever covers keeps it, and is told what is left to them', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation away 2026-01-05..2026-01-07');
  await say(acme, 'bo', parser, '/rotation decline');
  await say(acme, 'cy', parser, '/rotation decline');
  expect(await acme.owners(parser)).toEqual(['cy']);
  expect((await replies(acme, parser)).at(-1)).toMatch(/^There is nobody else of the roster who is there/);
  // Whoever is away cannot; then whoever declined is the last who can.
  await say(acme, 'cy', parser, '/rotation away 2026-01-05..2026-01-07');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('whoever serves by their own turn, or by their own word, has nothing to decline', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation decline');
  await say(acme, 'cy', parser, '/rotation cover @ana 2026-01-05..2026-01-06');
  await say(acme, 'cy', parser, '/rotation decline');
  expect(
    (await replies(acme, parser)).map((one) => one.includes('There is nothing for you to decline')),
  ).toEqual([true, true]);
  expect([await acme.owners(parser), await thumbs(acme, parser)]).toEqual([['cy'], 1]);
});

test('whoever covers and is asked as well says which of both they decline', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation away 2026-01-05..2026-01-07');
  await say(acme, 'cy', parser, '/rotation ask @bo 2026-01-20');
  await say(acme, 'bo', parser, '/rotation decline');
  expect((await replies(acme, parser)).at(-1)).toContain(
    '`/rotation decline @ana`: **ana** is away, and you cover',
  );
  await say(acme, 'bo', parser, '/rotation decline @ana');
  expect(await acme.owners(parser)).toEqual(['cy']);
  await say(acme, 'bo', parser, '/rotation decline');
  expect((await replies(acme, parser)).at(-1)).toContain('@cy: **bo** cannot serve for you');
});

test('an absence that began in a running shift and is taken out of the file: the turn is back with its owner', async () => {
  const { acme, parser } = await withParser();
  const { configures } = acme.as('pat');
  await acme.travelTo(TUESDAY);
  await configures('api', configFile({ rotation: awayFor('ana') }));
  expect(await acme.owners(parser)).toEqual(['bo']);
  await configures('api', configFile());
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **ana**');
  await say(acme, 'ana', parser, '/rotation back');
  expect((await replies(acme, parser)).at(-1)).toContain('Nothing is known of an absence of **ana**');
});

test('an absence that is cut short in the file ends when the file says', async () => {
  const { acme, parser } = await withParser();
  const { configures } = acme.as('pat');
  await acme.travelTo(TUESDAY);
  await configures('api', configFile({ rotation: awayFor('ana') }));
  const away = [{ login: 'ana', from: '2026-01-05', to: '2026-01-06' }];
  await configures('api', configFile({ rotation: { away } }));
  expect(await acme.owners(parser)).toEqual(['bo']);
  await acme.travelTo('2026-01-06T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('what people arranged meanwhile stands when an absence is taken out of the file', async () => {
  const { acme, parser } = await withParser();
  const { configures } = acme.as('pat');
  await acme.travelTo(TUESDAY);
  await configures('api', configFile({ rotation: awayFor('ana') }));
  await say(acme, 'cy', parser, '/rotation cover @bo 2026-01-06..2026-01-07');
  expect(await acme.owners(parser)).toEqual(['cy']);
  await configures('api', configFile());
  expect(await acme.owners(parser)).toEqual(['cy']);
  await acme.travelTo('2026-01-07T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('whoever is back on the roster serves their shift again', async () => {
  const { acme, parser } = await withParser();
  const { configures } = acme.as('pat');
  await acme.travelTo(TUESDAY);
  await configures('api', configFile({ rotation: { roster: ['bo', 'cy'] } }));
  expect(await acme.owners(parser)).toEqual(['bo']);
  await configures('api', configFile());
  expect(await acme.owners(parser)).toEqual(['ana']);
});
