/** Two people of a roster swap their next shifts. In the week of 5 January ana serves, then bo, cy, and ana again. */
import { expect, test } from 'vitest';
import { replies, say, thumbs, withParser } from './replies.ts';
import { configFile, type IssueAt, type Story } from './story.ts';

const HANDOFFS = ['2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02'];

/** Who owns the debt after each of the next handoffs. */
async function weeks(acme: Story, parser: IssueAt, count = HANDOFFS.length): Promise<string[]> {
  const owners: string[] = [];
  for (const day of HANDOFFS.slice(0, count)) {
    await acme.travelTo(`${day}T08:00:05Z`);
    owners.push((await acme.owners(parser)).join());
  }
  return owners;
}

test('the next shifts of two change hands at once when the other agrees, and whose turn it is next stays as it was', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation swap @cy');
  expect((await replies(acme, parser))[0]).toContain(
    '@cy: **bo** asks to swap shifts with you in infra: you would serve from Mon 12 Jan 2026, 09:00 (Europe/Berlin) to Mon 19 Jan 2026, 09:00 (Europe/Berlin), and **bo** for you from Mon 19 Jan 2026, 09:00 (Europe/Berlin) to Mon 26 Jan 2026, 09:00 (Europe/Berlin).',
  );
  expect((await acme.dashboard('api')).body).toMatch(
    /\*\*Next\*\*, from [^:]*:00 \(Europe\/Berlin\): \*\*bo\*\*/,
  );
  await say(acme, 'cy', parser, '/rotation accept');
  const { body } = await acme.dashboard('api');
  expect(body).toMatch(/\*\*Next\*\*, from [^:]*:00 \(Europe\/Berlin\): \*\*cy\*\*/);
  expect(body).toContain('**bo** asks **cy** to swap in infra');
  expect(body).toContain('**cy** swaps with **bo** in infra: serves from Mon 12 Jan 2026, 09:00');
  expect((await replies(acme, parser)).at(-1)).toContain(
    '@bo: **cy** agreed. In infra **cy** serves from Mon 12 Jan 2026, 09:00 (Europe/Berlin) to Mon 19 Jan 2026, 09:00 (Europe/Berlin) and you serve from Mon 19 Jan 2026, 09:00',
  );
  expect(await weeks(acme, parser)).toEqual(['cy', 'bo', 'ana', 'bo']);
});

test('whoever declines a swap changes nothing, and whoever asked hears of it', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation swap @cy');
  await say(acme, 'cy', parser, '/rotation decline');
  expect((await replies(acme, parser)).at(-1)).toMatch(
    /^@bo: \*\*cy\*\* does not swap with you, so your shift in infra/,
  );
  expect(await weeks(acme, parser, 2)).toEqual(['bo', 'cy']);
});

test.each(['bo', 'cy'])('either takes a swap back as a whole, here %s', async (who) => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation swap @cy');
  await say(acme, 'cy', parser, '/rotation accept');
  await say(acme, who, parser, '/rotation undo');
  const [last] = (await replies(acme, parser)).slice(-1);
  expect(last).toContain(`@${who === 'bo' ? 'cy' : 'bo'}: **${who}** took back what was agreed.`);
  expect(last).toContain('09:00 (Europe/Berlin): **bo** instead of **cy**');
  expect(last).toContain('09:00 (Europe/Berlin): **cy** instead of **bo**');
  expect((await acme.dashboard('api')).body).toContain(`**${who}** takes back a swap with **`);
  expect(await weeks(acme, parser, 2)).toEqual(['bo', 'cy']);
});

test('of a swap that is taken back half-way, what has passed stays as it was', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation swap @cy');
  await say(acme, 'cy', parser, '/rotation accept');
  await acme.travelTo('2026-01-14T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['cy']);
  await say(acme, 'bo', parser, '/rotation undo');
  expect(await acme.owners(parser)).toEqual(['bo']);
  const [last] = (await replies(acme, parser)).slice(-1);
  expect(last).toContain(
    '- from Wed 14 Jan 2026, 09:00 (Europe/Berlin) to Mon 19 Jan 2026, 09:00 (Europe/Berlin): **bo** instead',
  );
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['cy']);
  await say(acme, 'bo', parser, '/rotation undo');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing of yours to take back');
});

test('a swapped shift is swapped on; when the first swap is taken back, everybody whose duty it changes hears of it', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation swap @cy');
  await say(acme, 'cy', parser, '/rotation accept');
  // What cy serves now is the shift of bo.
  await say(acme, 'ana', parser, '/rotation swap @cy');
  expect((await replies(acme, parser)).at(-1)).toContain(
    'you would serve from Mon 26 Jan 2026, 09:00 (Europe/Berlin) to Mon 2 Feb 2026, 09:00 (Europe/Berlin), and **ana** for you from Mon 12 Jan 2026, 09:00',
  );
  await say(acme, 'cy', parser, '/rotation accept');
  expect((await acme.dashboard('api')).body).toMatch(
    /\*\*Next\*\*, from [^:]*:00 \(Europe\/Berlin\): \*\*ana\*\*/,
  );
  await say(acme, 'bo', parser, '/rotation undo');
  const [last] = (await replies(acme, parser)).slice(-1);
  expect(last).toMatch(/^@cy and @ana: \*\*bo\*\* took back what was agreed\./);
  expect(last).toContain('**bo** instead of **ana**');
  expect(await weeks(acme, parser, 3)).toEqual(['bo', 'cy', 'cy']);
});

test('of a shift that began meanwhile, what is left is swapped', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation swap @cy');
  await acme.travelTo('2026-01-14T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
  await say(acme, 'cy', parser, '/rotation accept');
  expect(await acme.owners(parser)).toEqual(['cy']);
  expect((await replies(acme, parser)).at(-1)).toContain('**cy** serves from Wed 14 Jan 2026, 09:00');
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('once one of both shifts is over there is nothing to accept', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation swap @cy');
  await acme.travelTo('2026-01-19T08:00:05Z');
  await say(acme, 'cy', parser, '/rotation accept');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing for you to accept');
  expect(await acme.owners(parser)).toEqual(['cy']);
});

test.each([
  ['whoever is asked', ['ana', 'bo'], /\*\*cy\*\* is not on the roster$/],
  ['whoever asked', ['ana', 'cy'], /\*\*bo\*\* (is not on the roster|does not serve from .*)$/],
])('%s left the roster before the answer: not even half of the swap is made', async (_, roster, why) => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation swap @cy');
  await acme.as('pat').configures('api', configFile({ rotation: { roster } }));
  await say(acme, 'cy', parser, '/rotation accept');
  expect((await replies(acme, parser)).at(-1)).toMatch(why);
  expect(await thumbs(acme, parser)).toBe(1);
  const [next, ...rest] = await weeks(acme, parser, 2);
  expect([next, ...rest]).toEqual(roster.includes('bo') ? ['bo', 'ana'] : ['cy', 'ana']);
});

test('a shift that somebody else took over meanwhile is theirs, and is not swapped away', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, '/rotation swap @cy');
  await say(acme, 'ana', parser, '/rotation cover @bo 2026-01-12..2026-01-19');
  await say(acme, 'cy', parser, '/rotation accept');
  expect((await replies(acme, parser)).at(-1)).toContain('**bo** does not serve from');
  expect(await weeks(acme, parser, 2)).toEqual(['ana', 'cy']);
});

test('people of squads swap for themselves: the rest of both squads serves as planned', async () => {
  const roster = [
    { squad: 'payments', members: ['ana', 'bo'] },
    { squad: 'search', members: ['cy', 'dee'] },
  ];
  const { acme, parser } = await withParser({ rotation: { roster } });
  await say(acme, 'cy', parser, '/rotation swap @dee');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing to swap');
  await say(acme, 'cy', parser, '/rotation swap @ana');
  await say(acme, 'ana', parser, '/rotation accept');
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect((await acme.dashboard('api')).body).toMatch(
    /\*\*On duty\*\* in infra: \*\*ana\*\* and \*\*dee\*\*[^*]*\*\*Next\*\*[^*]*\*\*cy\*\* and \*\*bo\*\*/,
  );
});

test.each([
  ['/rotation swap @dee', 'There is no such rotation with you and **dee** on its roster'],
  ['/rotation swap @bo', 'That is you.'],
  ['/rotation swap @cy 2026-01-12', 'Write `/rotation swap @bo`, alone'],
])('%s changes nothing, and is told why', async (line, why) => {
  const { acme, parser } = await withParser();
  await say(acme, 'bo', parser, line);
  expect((await replies(acme, parser)).map((reply) => reply.includes(why))).toEqual([true]);
  expect(await thumbs(acme, parser)).toBe(0);
});

test('who always serve together have nothing to swap', async () => {
  const { acme, parser } = await withParser({ rotation: { roster: ['ana', 'bo'], on_duty: 2 } });
  await say(acme, 'bo', parser, '/rotation swap @ana');
  expect((await replies(acme, parser)).at(-1)).toContain('There is nothing to swap: you and **ana**');
});
