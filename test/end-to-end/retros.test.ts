import { expect, test } from 'vitest';
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
