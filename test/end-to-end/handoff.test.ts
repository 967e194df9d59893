import { expect, test } from 'vitest';
import { begin, configFile } from './story.ts';

const HANDOFF = '2026-01-12T08:00:05Z';

function expectInOrder(text: string, words: readonly string[]) {
  const places = words.map((word) => text.indexOf(word));
  expect(places, text).not.toContain(-1);
  expect(places, text).toEqual(places.toSorted((a, b) => a - b));
}

test('at the handoff untouched debt moves, started work stays, and one comment tells it in order', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const begun = await pat.opens('api', 'Begun by a comment');
  expect(await acme.owners(begun)).toEqual(['ana']);
  const untouched = await pat.opens('api', 'Untouched');
  const paid = await pat.opens('api', 'Soon paid');
  expect([await acme.owners(untouched), await acme.owners(paid)]).toEqual([['ana'], ['ana']]);
  await acme.travelTo('2026-01-06T10:00:00Z');
  await acme.as('ana').comments(begun, 'I have begun.');
  await acme.as('ana').closes(paid);
  await acme.quiet();
  await Promise.all([acme.travelTo(HANDOFF), acme.app.tick(), acme.app.tick()]);

  expect(await acme.owners(begun)).toEqual(['ana']);
  expect(await acme.owners(untouched)).toEqual(['bo']);
  expect(await acme.livingComment(untouched)).toContain(
    '**bo** owns this debt until Mon 19 Jan 2026, 09:00 (Europe/Berlin).',
  );
  const kept = await acme.livingComment(begun);
  expect(kept).toContain('**ana** owns this debt');
  expect(kept).not.toContain('12 Jan');
  const announcements = await acme.announcements('api', 'handoff');
  expect(announcements).toHaveLength(1);
  expectInOrder(announcements[0] ?? '', [
    '@bo is on duty until Mon 19 Jan 2026, 09:00 (Europe/Berlin).',
    '@ana',
    'Stays with **ana**, as the work has begun: ',
    'Begun by a comment',
    '1 untouched issue moved',
    'Where to start: ',
    'Untouched',
    'In the last shift, 1 debt issue was paid. Thanks to **ana**.',
    'Next: **cy**, from Mon 19 Jan 2026, 09:00 (Europe/Berlin).',
  ]);
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **bo**');
});

test('a linked branch is started work as well', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.github.linkBranch('api', parser.number);
  await acme.travelTo(HANDOFF);
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('with `handoff: keep` debt stays with whoever owns it', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { handoff: 'keep' } }) } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo(HANDOFF);
  expect(await acme.owners(parser)).toEqual(['ana']);
  const [announcement = ''] = await acme.announcements('api', 'handoff');
  expect(announcement).toContain('Stays with **ana**, as the config keeps debt with its owner: ');
  const next = await acme.as('pat').opens('api', 'New since then');
  expect(await acme.owners(next)).toEqual(['bo']);
});

test('what is past the cap of those coming goes back to the queue, and its comment says so', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { cap: 2 } }) } });
  const pat = acme.as('pat');
  const busy = { labels: ['tech-debt'], assignees: ['bo'] };
  await pat.opens('api', 'Given to bo by a person', busy);
  const older = await pat.opens('api', 'Older');
  expect(await acme.owners(older)).toEqual(['ana']);
  await acme.travelTo('2026-01-06T10:00:00Z');
  const younger = await pat.opens('api', 'Younger');
  expect(await acme.owners(younger)).toEqual(['ana']);

  await acme.travelTo(HANDOFF);
  expect([await acme.owners(older), await acme.owners(younger)]).toEqual([['bo'], []]);
  expect(await acme.livingComment(younger)).toContain('it waits in the queue');
  const [announcement = ''] = await acme.announcements('api', 'handoff');
  expect(announcement).toContain('1 untouched issue went back to the queue.');
  expect((await acme.dashboard('api')).body).toContain('| 3 | 2 | 1 | 0 |');
});

test('with nobody on duty debt waits, and the next shift gets it', async () => {
  const away = ['ana', 'bo', 'cy'].map((login) => ({ login, from: '2026-01-12', to: '2026-01-18' }));
  const acme = await begin({ configs: { api: configFile({ rotation: { away } }) } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo(HANDOFF);
  expect(await acme.owners(parser)).toEqual([]);
  const [gap = '', announcement = ''] = await acme.announcements('api', 'handoff');
  expect(gap).toContain('**Gap ahead in infra**: nobody is available from Mon 12 Jan 2026');
  expect(announcement).toContain('**Nobody is available for infra** until Mon 19 Jan 2026');
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.announcements('api', 'handoff')).toHaveLength(3);
});

test('what lies in an archived repository waits for it to be brought back, and holds nothing up', async () => {
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra' }) } });
  const pat = acme.as('pat');
  const archived = await pat.opens('web', 'Old styles');
  const parser = await pat.opens('api', 'Old parser');
  expect([await acme.owners(archived), await acme.owners(parser)]).toEqual([['ana'], ['ana']]);
  const { repos } = acme.github.as('pat').rest;
  await repos.update({ owner: 'acme', repo: 'web', archived: true });
  await acme.quiet();
  const from = acme.github.requests.length;
  await acme.travelTo(HANDOFF);
  expect([await acme.owners(archived), await acme.owners(parser)]).toEqual([['ana'], ['bo']]);
  const [announcement = ''] = await acme.announcements('infra', 'handoff');
  expect(announcement).toContain('1 untouched issue moved');
  expect(announcement).not.toContain('Old styles');
  const written = acme.github.requests
    .slice(from)
    .filter(
      ({ method, path, by }) => by !== 'pat' && method !== 'GET' && path.startsWith('/repos/acme/web/'),
    );
  expect(written).toEqual([]);

  await repos.update({ owner: 'acme', repo: 'web', archived: false });
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await acme.owners(archived)).toEqual(['cy']);
});

test('whoever is taken off the roster while nobody can cover gets nothing new, and hands over at the end of the shift', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const away = ['bo', 'cy'].map((login) => ({ login, from: '2026-01-05', to: '2026-01-11' }));
  await pat.configures('api', configFile({ rotation: { roster: ['bo', 'cy'], away } }));
  const lexer = await pat.opens('api', 'Old lexer');
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['ana'], []]);
  expect((await acme.dashboard('api')).body).toContain('| 2 | 1 | 1 | 0 |');

  await acme.travelTo(HANDOFF);
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['bo'], ['bo']]);
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['cy'], ['cy']]);
});
