import { expect, test, vi } from 'vitest';
import { became, fromRetros, plans, retros } from './retro-story.ts';
import { begin, configFile } from './story.ts';

const agreement = { engineering: ['dee'], product: ['pat'] };
const file = (more: object = {}) => configFile({ retro: 'every 2 handoffs', agreement, ...more });

test('after so many handoffs a retro opens once, with the facts, three questions, and everybody mentioned once', async () => {
  const acme = await begin({ configs: { api: file() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  await acme.as('ana').closes(parser);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await retros(acme, 'api')).toEqual([]);

  await acme.as('pat').opens('api', 'Old lexer');
  await acme.quiet();
  await Promise.all([acme.travelTo('2026-01-19T08:00:05Z'), acme.app.tick(), acme.app.tick()]);
  await acme.travelTo('2026-01-20T10:00:00Z');
  const [retro, ...more] = await retros(acme, 'api');
  expect(more).toEqual([]);
  expect(retro?.title).toBe('Retro: infra, Mon 5 Jan 2026 to Mon 19 Jan 2026');
  const body = retro?.body ?? '';
  expect(body).toContain(
    '@bo, @cy, @dee and @pat: a look back on **infra**, from Mon 5 Jan 2026 to Mon 19 Jan 2026.',
  );
  expect(body.match(/@(?:ana|bo|cy|dee|pat)\b/g)).toEqual(['@bo', '@cy', '@dee', '@pat']);
  expect(body).toContain('- Debt: 2 came in − 1 paid = net +1; 1 debt issue open at the end.');
  expect(body).toContain('3. What is the one thing to change first?');
  expect(body).not.toContain('last retro');

  await acme.travelTo('2026-01-26T08:00:05Z');
  expect(await retros(acme, 'api')).toHaveLength(1);
  await acme.travelTo('2026-02-02T08:00:05Z');
  expect(await retros(acme, 'api')).toHaveLength(2);
});

test('what people write under its actions becomes debt once or stays with an owner, and one comment says which', async () => {
  const acme = await begin({ configs: { api: configFile({ retro: 'every handoff', agreement }) } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [retro] = await retros(acme, 'api');
  if (!retro) throw new Error('there is no retro');
  expect(await became(acme, retro)).toBeUndefined();

  const runbook = '@ana writes the runbook by 2026-01-16';
  await plans(acme, 'bo', retro, [`- [ ] ${runbook}`, '- [ ] debt: The parser leaks', '- [ ] talk more']);
  const [leak, ...others] = await fromRetros(acme, 'api');
  expect(others).toEqual([]);
  expect(leak).toMatchObject({ title: 'The parser leaks', state: 'open' });
  if (!leak) throw new Error('there is no debt issue');
  expect(await acme.owners(leak)).toEqual(['bo']);
  expect(await became(acme, retro)).toEqual([
    '- **ana**, by Fri 16 Jan 2026: @​ana writes the runbook by 2026-01-16',
    expect.stringMatching(/^- debt, .*acme\/api#\d+.*: The parser leaks$/),
    "- nobody's yet (name an owner with `@login`): talk more",
  ]);

  await plans(acme, 'bo', retro, [
    '- [ ] debt: the parser  leaks!',
    '- [ ] talk more',
    `- [x] ${runbook}`,
    '- [ ] debt: The parser leaks',
  ]);
  expect(await fromRetros(acme, 'api')).toHaveLength(2);
});

test('the next retro begins with what was done, and by its day, and ends the one before', async () => {
  const acme = await begin({ configs: { api: configFile({ retro: 'every handoff', agreement }) } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [first] = await retros(acme, 'api');
  if (!first) throw new Error('there is no retro');
  const lines = [
    '@ana writes the runbook by 2026-01-16',
    '@bo asks <b>ops</b> by 2026-01-15',
    'debt: The parser leaks',
  ];
  await plans(
    acme,
    'bo',
    first,
    [...lines, 'talk more'].map((line) => `- [ ] ${line}`),
  );
  const [leak] = await fromRetros(acme, 'api');
  if (!leak) throw new Error('there is no debt issue');
  await acme.travelTo('2026-01-15T10:00:00Z');
  await acme.as('bo').closes(leak);
  await plans(acme, 'ana', first, [
    `- [x] ${lines[0]}`,
    `- [ ] ${lines[1]}`,
    `- [ ] ${lines[2]}`,
    '- [ ] talk more',
  ]);

  // That the last tick was made, no webhook tells.
  acme.losesWebhooks();
  await plans(acme, 'ana', first, [
    `- [x] ${lines[0]}`,
    `- [ ] ${lines[1]}`,
    `- [ ] ${lines[2]}`,
    '- [x] talk more',
  ]);
  acme.hearsWebhooks();
  await acme.travelTo('2026-01-19T08:00:05Z');
  const [, second] = await retros(acme, 'api');
  const body = second?.body ?? '';
  expect(body).toContain(
    [
      `**The actions of the last retro**, #${first.number}: 3 of 4 done. Of 2 actions with a day that has come, 1 done by it.`,
      '',
      '- **done**, **ana**: @​ana writes the runbook by 2026-01-16',
      '- **not done**, **bo**: @​bo asks &lt;b&gt;ops&lt;/b&gt; by 2026-01-15',
      '- **debt, paid**: The parser leaks',
      '- **done**: talk more',
    ].join('\n'),
  );
  expect(body.indexOf('last retro')).toBeLessThan(body.indexOf('The facts'));

  await plans(acme, 'bo', first, ['- [ ] debt: Too late']);
  expect(await fromRetros(acme, 'api')).toHaveLength(1);
});

test('closing it ends the reading, ticks still count, and reopening it goes on', async () => {
  const acme = await begin({ configs: { api: configFile({ retro: 'every handoff', agreement }) } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [retro] = await retros(acme, 'api');
  if (!retro) throw new Error('there is no retro');
  await plans(acme, 'bo', retro, ['- [ ] talk more']);
  await acme.as('bo').closes(retro);
  await acme.quiet();
  await plans(acme, 'bo', retro, ['- [x] talk more', '- [ ] debt: Added later']);
  expect(await fromRetros(acme, 'api')).toEqual([]);
  expect(await became(acme, retro)).toEqual(['- **done**: talk more']);
  await acme.as('bo').reopens(retro);
  await acme.quiet();
  expect((await fromRetros(acme, 'api')).map(({ title }) => title)).toEqual(['Added later']);
});

test('repeated, late and lost webhooks, and a crash, open each debt issue once', async () => {
  const acme = await begin({ configs: { api: configFile({ retro: 'every handoff', agreement }) } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [retro] = await retros(acme, 'api');
  if (!retro) throw new Error('there is no retro');
  await plans(acme, 'bo', retro, ['- [ ] debt: The parser leaks']);
  const edit = acme.github.deliveries.findLast(
    ({ event, action }) => event === 'issues' && action === 'edited',
  );
  await plans(acme, 'bo', retro, ['- [ ] debt: Two date pickers', '- [ ] debt: The parser leaks']);
  await acme.github.redeliver(edit?.guid ?? '');
  await acme.quiet();

  // GitHub opens an issue, and the answer never comes; then the App dies.
  const stop = acme.github.intercept(({ method, path }) =>
    method === 'POST' && path === '/repos/acme/api/issues' ? { kind: 'reset-after' } : undefined,
  );
  await acme.as('bo').comments(retro, 'We add one more.');
  const edited = plans(acme, 'bo', retro, ['- [ ] debt: Flaky tests', '- [ ] debt: The parser leaks']);
  await vi.waitFor(async () => {
    const { data } = await acme.github.as('pat').rest.issues.listForRepo({ owner: 'acme', repo: 'api' });
    expect(data.map(({ title }) => title)).toContain('Flaky tests');
  }, 20_000);
  await acme.stopApp();
  stop();
  await edited;
  await plans(acme, 'bo', retro, [
    '- [ ] debt: Flaky tests',
    '- [ ] debt: The parser leaks',
    '- [ ] debt: No backups',
  ]);
  await acme.startApp();
  await acme.travelTo('2026-01-13T08:00:00Z');
  expect((await fromRetros(acme, 'api')).map(({ title }) => title).toSorted()).toEqual([
    'Flaky tests',
    'No backups',
    'The parser leaks',
    'Two date pickers',
  ]);
  expect(await became(acme, retro)).toHaveLength(3);
});
