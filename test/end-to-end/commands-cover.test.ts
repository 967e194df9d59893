import { expect, test } from 'vitest';
import { replies, say, thumbs, withParser } from './replies.ts';

test('somebody serves for another at once, and the owner of the turn serves again after it', async () => {
  const { acme, parser } = await withParser();
  expect(await acme.owners(parser)).toEqual(['ana']);
  await say(acme, 'cy', parser, '/rotation cover @ana 2026-01-05..2026-01-06');
  expect(await acme.owners(parser)).toEqual(['cy']);
  expect(await acme.livingComment(parser)).toContain('**cy** owns this debt until Wed 7 Jan 2026, 00:00');
  expect(await thumbs(acme, parser)).toBe(1);
  expect(await replies(acme, parser)).toEqual([]);
  const { body } = await acme.dashboard('api');
  expect(body).toContain('**On duty** in infra: **cy**');
  expect(body).toContain('**cy** serves for **ana** in infra from Mon 5 Jan 2026');
  await acme.travelTo('2026-01-06T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt until Mon 12 Jan 2026, 09:00');
  // Whose turn it is does not change.
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('a cover to come takes effect over the handoff, and undoing it restores the plan', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'cy', parser, '/rotation cover @bo 2026-01-12..2026-01-14');
  expect((await acme.dashboard('api')).body).toMatch(
    /\*\*Next\*\*, from [^:]*:00 \(Europe\/Berlin\): \*\*cy\*\*/,
  );
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['cy']);
  expect((await acme.announcements('api', 'handoff')).at(-1)).toContain('@cy is on duty');
  await say(acme, 'cy', parser, '/rotation undo');
  expect(await acme.owners(parser)).toEqual(['bo']);
  await say(acme, 'cy', parser, '/rotation undo');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing of yours to take back');
});

test('undo takes back an absence as well, and nobody takes back what another arranged', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation away 2026-01-05..2026-01-11');
  expect(await acme.owners(parser)).toEqual(['bo']);
  await say(acme, 'bo', parser, '/rotation undo');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing of yours to take back');
  expect(await acme.owners(parser)).toEqual(['bo']);
  await say(acme, 'ana', parser, '/rotation undo');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('the parts of a cover in which its substitute is on duty anyway are void, and told', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation cover @bo 2026-01-10..2026-01-20');
  expect(await thumbs(acme, parser)).toBe(1);
  await say(acme, 'ana', parser, '/rotation cover @ana 2026-01-06');
  expect((await replies(acme, parser)).at(-1)).toContain('does not serve then');
  await say(acme, 'bo', parser, '/rotation cover @ana 2026-02-02..2026-02-03');
  expect((await replies(acme, parser)).at(-1)).toContain(
    '**ana** does not serve then, so there is nothing to cover.',
  );
});

test.each([
  ['/rotation cover @dee 2026-01-06', 'There is no such rotation with you and **dee** on its roster'],
  ['/rotation cover @bo 2026-01-13 in nowhere', 'There is no such rotation with you and **bo**'],
  ['/rotation cover @ana 2025-01-06', 'That is over already'],
  ['/rotation cover @ana 2026-02-30', 'There is no such time.'],
  ['/rotation cover ana 2026-01-06', 'Paydown does not understand'],
  ['/rotation cover @ana', 'Write `/rotation cover @bo 2026-03-02..2026-03-06`, alone'],
])('%s changes nothing, and is told why', async (line, why) => {
  const { acme, parser } = await withParser();
  await say(acme, 'cy', parser, line);
  expect((await replies(acme, parser)).map((reply) => reply.includes(why))).toEqual([true]);
  expect([await acme.owners(parser), await thumbs(acme, parser)]).toEqual([['ana'], 0]);
});

test('where two are together on several rosters, the name is asked for', async () => {
  const weekly = { starts: '2026-01-05T09:00', every: '1 week' };
  const rotations = [
    { name: 'Data base', ...weekly, roster: ['ana', 'bo'], labels: ['area/db'] },
    { name: 'infra', ...weekly, roster: ['ana', 'bo'] },
  ];
  const { acme, parser } = await withParser({ file: { rotations } });
  await say(acme, 'bo', parser, '/rotation cover @ana 2026-01-05..2026-01-06');
  expect((await replies(acme, parser)).at(-1)).toContain('You are together in `Data base` and `infra`.');
  await say(acme, 'bo', parser, '/rotation cover @ana 2026-01-05..2026-01-06 in data base');
  const { body } = await acme.dashboard('api');
  expect(body).toContain('**On duty** in Data base: **bo**');
  expect(body).toContain('**On duty** in infra: **ana**');
});

test('where not everybody can see the dashboard, a refusal keeps the rota to those who can', async () => {
  const { acme } = await withParser({ file: { home: 'acme/secret' }, holder: '.github' });
  await acme.as('pat').makes('.github', 'private');
  const open = await acme.as('pat').opens('web', 'In the open', { labels: [] });
  await say(acme, 'bo', open, '/rotation cover @ana 2026-01-13');
  await say(acme, 'bo', open, '/rotation cover @dee 2026-02-02');
  expect(await replies(acme, open)).toEqual([
    expect.stringContaining('The shifts stand on the dashboard, which not everybody here can see.'),
    expect.stringContaining('The rosters stand in the config file, which not everybody here can see'),
  ]);
});

test('of covers for the same time the latest holds, and taken back it leaves what the earlier one says', async () => {
  const { acme, parser } = await withParser();
  const board = await acme.dashboardIssue('api');
  await say(acme, 'cy', board, '/rotation cover @ana 2026-01-06..2026-01-08');
  await say(acme, 'bo', board, '/rotation cover @ana 2026-01-07');
  await acme.travelTo('2026-01-06T10:00:00Z');
  expect(await acme.owners(parser)).toEqual(['cy']);
  await acme.travelTo('2026-01-07T10:00:00Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
  await say(acme, 'bo', board, '/rotation undo');
  expect(await acme.owners(parser)).toEqual(['cy']);
  await acme.travelTo('2026-01-08T23:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});
