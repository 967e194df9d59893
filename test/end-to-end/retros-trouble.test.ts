import { expect, test } from 'vitest';
import { became, fromRetros, plans, retros } from './retro-story.ts';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

const HANDOFF = '2026-01-12T08:00:05Z';

/** The first retro of a story whose config asks for one at every handoff. */
async function withRetro(
  configs: Record<string, string>,
  home: string,
): Promise<{ acme: Story; retro: IssueAt }> {
  const acme = await begin({ configs });
  await acme.travelTo(HANDOFF);
  const [retro] = await retros(acme, home);
  if (!retro) throw new Error('there is no retro');
  return { acme, retro };
}

const everywhere = (more: object = {}) => configFile({ home: 'acme/infra', retro: 'every handoff', ...more });

test('debt may be named for another repository, unless that is seen by others, or not governed by the file', async () => {
  const { acme, retro } = await withRetro(
    { '.github': everywhere(), web: configFile({ rotation: { name: 'web' } }) },
    'infra',
  );
  await plans(acme, 'ana', retro, [
    '- [ ] debt acme/api: The parser leaks',
    '- [ ] debt acme/secret: It leaks as well',
    '- [ ] debt acme/web: Two date pickers',
    '- [ ] debt acme/nowhere: Nothing',
    '- [ ] debt Acme/Infra: No backups',
  ]);
  expect((await fromRetros(acme, 'api')).map(({ title }) => title)).toEqual(['The parser leaks']);
  expect((await fromRetros(acme, 'infra')).map(({ title }) => title)).toEqual(['No backups']);
  expect([await fromRetros(acme, 'secret'), await fromRetros(acme, 'web')]).toEqual([[], []]);
  const [leak] = await fromRetros(acme, 'api');
  expect(leak?.body).toContain(`One of the actions of acme/infra#${retro.number}.`);
  const lines = await became(acme, retro);
  const refused = lines?.filter((line) =>
    line.includes('no issue (there is no repository of this config file'),
  );
  expect(refused?.map((line) => /`acme\/\w+`/.exec(line)?.[0])).toEqual([
    '`acme/secret`',
    '`acme/web`',
    '`acme/nowhere`',
  ]);
});

test('what is hostile in a line is inert wherever it is repeated, and too much of it is not read', async () => {
  const { acme, retro } = await withRetro({ api: configFile({ retro: 'every handoff' }) }, 'api');
  const many = Array.from({ length: 60 }, (_, n) => `- [ ] debt: ${'x'.repeat(n + 1)} of many`);
  await plans(acme, 'bo', retro, ['- [ ] tell @stranger of #1 <img src=x> --> `@dee`', ...many]);
  const opened = await fromRetros(acme, 'api');
  expect(opened).toHaveLength(20);
  const [comment = ''] = (await acme.comments(retro)).map(({ body }) => body);
  expect(comment).not.toMatch(/@(?:stranger|dee)|#1\b|<img/);
  expect(comment).toContain('11 more lines of the list: only the first 50 are read.');
  expect(comment).toContain('debt, no issue (a retro opens 20 at most)');
});

test('nobody but who may edit the issue adds to the list', async () => {
  const { acme, retro } = await withRetro({ api: configFile({ retro: 'every handoff' }) }, 'api');
  await expect(plans(acme, 'stranger', retro, ['- [ ] debt: Mine'])).rejects.toThrow('admin rights');
  await acme.as('stranger').comments(retro, '## Actions\n- [ ] debt: Mine');
  expect(await fromRetros(acme, 'api')).toEqual([]);
  expect(await became(acme, retro)).toBeUndefined();
});

test('struck off, debt keeps its issue, and written again it is the same', async () => {
  const { acme, retro } = await withRetro({ api: configFile({ retro: 'every handoff' }) }, 'api');
  await plans(acme, 'bo', retro, ['- [ ] debt: The parser leaks']);
  await plans(acme, 'bo', retro, []);
  expect((await fromRetros(acme, 'api')).map(({ state }) => state)).toEqual(['open']);
  const [comment = ''] = (await acme.comments(retro)).map(({ body }) => body);
  expect(comment).toContain('There are no actions on the list above any more.');
  await plans(acme, 'bo', retro, ['- [ ] debt: the parser leaks']);
  expect(await fromRetros(acme, 'api')).toHaveLength(1);
  expect(await became(acme, retro)).toHaveLength(1);
});

test('a retro that is deleted or moved away ends there, and the next one says what is known', async () => {
  const { acme, retro } = await withRetro({ api: configFile({ retro: 'every handoff' }) }, 'api');
  await plans(acme, 'bo', retro, ['- [x] @bo mends it', '- [ ] talk more']);
  const moved = await acme.as('pat').transfers(retro, 'web');
  await acme.quiet();
  await plans(acme, 'bo', moved, ['- [ ] debt: Too late']);
  expect([await fromRetros(acme, 'api'), await fromRetros(acme, 'web')]).toEqual([[], []]);
  await acme.travelTo('2026-01-19T08:00:05Z');
  const [next] = await retros(acme, 'api');
  expect(next?.body).toContain('**The actions of the last retro**: 1 of 2 done.\n\n- **done**, **bo**: ');

  if (next) await acme.as('pat').deletes(next);
  await acme.travelTo('2026-01-26T08:00:05Z');
  const [last, ...more] = await retros(acme, 'api');
  expect(more).toEqual([]);
  expect(last?.body).toContain('**The last retro** left no actions.');
});

test('debt that a retro opened and that moved within the scope is followed', async () => {
  const { acme, retro } = await withRetro({ '.github': everywhere() }, 'infra');
  await plans(acme, 'ana', retro, ['- [ ] debt acme/api: The parser leaks']);
  const [leak] = await fromRetros(acme, 'api');
  if (!leak) throw new Error('there is no debt issue');
  const moved = await acme.as('pat').transfers(leak, 'web');
  await acme.quiet();
  await acme.as('bo').closes(moved);
  await acme.quiet();
  await acme.travelTo('2026-01-19T08:00:05Z');
  const [, next] = await retros(acme, 'infra');
  expect(next?.body).toContain('1 of 1 done.');
  expect(next?.body).toContain('- **debt, paid**: The parser leaks');
  expect(await fromRetros(acme, 'api')).toEqual([]);
});

test('a retro begins with the actions of its own rotation, also where it ends that of one that is gone', async () => {
  const rotation = { starts: '2026-01-05T09:00', every: '1 week', roster: ['ana', 'bo', 'cy'] };
  const infra = { name: 'infra', ...rotation };
  const web = { name: 'web', ...rotation, starts: '2026-01-07T09:00', repositories: ['web'] };
  const { acme } = await withRetro({ '.github': everywhere({ rotations: [infra, web] }) }, 'infra');
  const retro = (await retros(acme, 'infra')).find(({ title }) => title.startsWith('Retro: infra'));
  if (!retro) throw new Error('there is no retro of infra');
  await plans(acme, 'ana', retro, ['- [x] talk more']);
  await acme.travelTo('2026-01-14T08:00:05Z');
  expect((await retros(acme, 'infra')).at(-1)?.title).toContain('Retro: web, ');
  await acme.as('pat').configures('.github', everywhere({ rotations: [infra] }));
  await acme.quiet();
  await acme.travelTo('2026-01-19T08:00:05Z');
  const next = (await retros(acme, 'infra')).at(-1);
  expect(next?.body).toContain(`**The actions of the last retro**, #${retro.number}: 1 of 1 done.`);
});

test('a line that only the last look took up is told with its issue', async () => {
  const { acme, retro } = await withRetro({ api: configFile({ retro: 'every handoff' }) }, 'api');
  acme.losesWebhooks();
  await plans(acme, 'bo', retro, ['- [ ] debt: The parser leaks']);
  acme.hearsWebhooks();
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await fromRetros(acme, 'api')).toHaveLength(1);
  expect(await became(acme, retro)).toEqual([
    expect.stringMatching(/^- debt, .*acme\/api#\d+.*: The parser leaks$/),
  ]);
});
