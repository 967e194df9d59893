/** Debt stays the same debt when its label is renamed, and when it moves within its scope. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

async function renames(acme: Story, from: string, to: string): Promise<void> {
  const { issues } = acme.github.as('pat').rest;
  await issues.updateLabel({ owner: 'acme', repo: 'api', name: from, new_name: to });
  await acme.quiet();
}

async function lastReport(acme: Story, home: string): Promise<string> {
  return (await acme.announcements(home, 'heartbeat')).at(-1) ?? '';
}

test('what carries a debt label goes on as debt when the label is renamed', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await renames(acme, 'tech-debt', 'owed');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.retitles(parser, 'Older parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const lexer = await pat.opens('api', 'Old lexer', { labels: ['owed'] });
  expect(await acme.owners(lexer)).toEqual(['ana']);
  expect(await acme.livingComment(lexer)).toContain('Removing the label `owed` ends it.');
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await lastReport(acme, 'api')).toContain('2026-W02: 2 came in − 0 paid = net +2');
  await pat.unlabels(lexer, 'owed');
  await acme.quiet();
  expect((await acme.dashboard('api')).body).toContain('| 1 | 1 | 0 | 0 |');
});

test('a config file that names the label by its new name counts the same spells as before', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  await pat.opens('api', 'Old parser');
  await acme.quiet();
  await acme.travelTo('2026-01-06T10:00:00Z');
  await renames(acme, 'tech-debt', 'owed');
  await pat.configures('api', configFile({ debt: { labels: ['owed'] } }));
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  const report = await lastReport(acme, 'api');
  expect(report).toContain('2026-W02: 1 came in − 0 paid = net +1');
  expect(report).toContain('Oldest open (6 days)');
});

test('an issue that moves to another repository of its scope goes on as the same debt of the same owner', async () => {
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra' }) } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-01-07T10:00:00Z');
  await pat.opens('web', 'The label is there as well');
  const moved = await pat.transfers(parser, 'web');
  await acme.quiet();
  expect(await acme.owners(moved)).toEqual(['ana']);
  expect((await acme.dashboard('infra')).body).toContain('| 2 | 2 | 0 | 0 |');
  await acme.travelTo('2026-01-12T08:00:05Z');
  const report = await lastReport(acme, 'infra');
  expect(report).toContain('2026-W02: 2 came in − 0 paid = net +2');
  expect(report).toContain('Oldest open (6 days)');
});

test('the comment on an issue that moved within its scope follows what becomes of it', async () => {
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra' }) } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const moved = await pat.transfers(parser, 'web');
  expect(await acme.livingComment(moved)).toContain('**ana** owns this debt');
  await pat.assigns(moved, 'cy');
  await pat.unassigns(moved, 'ana');
  expect(await acme.livingComment(moved)).not.toContain('**ana** owns this debt');
  expect((await acme.comments(moved)).filter(({ body }) => body.includes('paydown:debt'))).toHaveLength(1);
  await pat.closes(moved);
  expect(await acme.livingComment(moved)).not.toContain('owns this debt');
});

test('who paid is thanked, not who moves the issue afterwards', async () => {
  const rotation = { cap: 0 };
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra', rotation }) } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  await acme.quiet();
  await acme.travelTo('2026-01-06T10:00:00Z');
  await acme.as('bo').closes(parser);
  await acme.quiet();
  await acme.travelTo('2026-01-07T10:00:00Z');
  await pat.reopens(parser);
  await acme.quiet();
  await pat.transfers(parser, 'web');
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  const report = await lastReport(acme, 'infra');
  expect(report).toContain('2026-W02: 2 came in − 1 paid = net +1');
  expect(report).toContain('Thanks to **bo** for paying debt down.');
});

test('an issue that moves within its scope has waited for as long as before', async () => {
  const file = { home: 'acme/infra', rotation: { cap: 0 }, agreement: { product: ['pat'] } };
  const acme = await begin({ configs: { '.github': configFile(file) } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  await acme.travelTo('2026-01-06T10:00:00Z');
  await acme.travelTo('2026-01-18T10:00:00Z');
  await pat.transfers(parser, 'web');
  await acme.quiet();
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await lastReport(acme, 'infra')).toContain('Old parser has waited 12 days for room');
});

test('what the bot gave goes on as that where an issue moves to another scope, and moves with its handoffs', async () => {
  const own = configFile({ rotation: { name: 'web', roster: ['cy', 'bo'] } });
  const acme = await begin({ configs: { '.github': configFile({ home: 'acme/infra' }), web: own } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const moved = await pat.transfers(parser, 'web');
  expect(await acme.owners(moved)).toEqual(['ana']);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(moved)).toEqual(['bo']);
  expect(await acme.livingComment(moved)).toContain('**bo** owns this debt');
});
