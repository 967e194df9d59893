import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { begin, configFile } from './story.ts';

test('suspended, the App does nothing; let loose again, it catches up', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.github.changeInstallation('pat', 'suspend');
  const lexer = await acme.as('pat').opens('api', 'Old lexer');
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.owners(lexer)).toEqual([]);

  await acme.github.changeInstallation('pat', 'unsuspend');
  expect([await acme.owners(parser), await acme.owners(lexer)]).toEqual([['bo'], ['bo']]);
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
});

test('uninstalled, nothing that was known of the account is left', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.github.changeInstallation('pat', 'deleted');
  await acme.quiet();
  await acme.stopApp();
  const { db, close } = await openStore({ dataDir: acme.dataDir });
  const ours = (await db.introspection.getTables()).filter(({ schema }) => schema === 'public');
  const tables = ours.map(({ name }) => name);
  expect(tables).toContain('deliveries');
  for (const table of tables.filter((name) => !name.startsWith('kysely'))) {
    const rows = await db
      .selectFrom(table as 'issues')
      .selectAll()
      .execute();
    expect({ table, rows }).toEqual({ table, rows: [] });
  }
  await close();
});
