import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { begin, configFile, type Story } from './story.ts';

/** Every table that has a row once the App has stopped; what it keeps for itself is left out. */
async function whatIsLeft(acme: Story): Promise<Record<string, unknown[]>> {
  await acme.quiet();
  await acme.stopApp();
  const { db, close } = await openStore({ dataDir: acme.dataDir });
  const ours = (await db.introspection.getTables()).filter(({ schema }) => schema === 'public');
  const tables = ours.map(({ name }) => name).filter((name) => !/^(kysely|sweeps$)/.test(name));
  expect(tables).toContain('deliveries');
  const left: Record<string, unknown[]> = {};
  for (const table of tables) {
    const rows = await db
      .selectFrom(table as 'issues')
      .selectAll()
      .execute();
    if (rows.length > 0) left[table] = rows;
  }
  await close();
  return left;
}

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
  expect(await whatIsLeft(acme)).toEqual({});
});

test('what arrives after the App was uninstalled, late and in reverse, brings nothing back', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  await pat.opens('api', 'Old parser');
  await acme.quiet();
  acme.losesWebhooks();
  const lexer = await pat.opens('api', 'Old lexer');
  await pat.comments(lexer, 'Who has written this?');
  await pat.configures('api', configFile({ rotation: { cap: 2 } }));
  await acme.github.changeAccess('pat', { kind: 'taken', repository: 'web' });
  await acme.github.changeInstallation('pat', 'deleted');
  await acme.github.settled();
  acme.hearsWebhooks();
  const guids = [...new Set(acme.github.deliveries.map(({ guid }) => guid))];
  for (const guid of guids.toReversed()) expect(await acme.github.redeliver(guid)).toBe(202);
  expect(await whatIsLeft(acme)).toEqual({});
});

test('what is on its way to GitHub when the App is uninstalled leaves no trace here', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const uninstalled: Promise<void>[] = [];
  acme.github.intercept(({ method, path }) => {
    if (method === 'POST' && path.endsWith('/comments'))
      uninstalled.push(acme.github.changeInstallation('pat', 'deleted'));
    return undefined;
  });
  await acme.as('pat').opens('api', 'Old parser');
  await expect.poll(() => uninstalled.length, { timeout: 30_000 }).toBeGreaterThan(0);
  await Promise.all(uninstalled);
  expect(await whatIsLeft(acme)).toEqual({});
});

test('deliveries that wait behind the uninstalling go with it', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  await acme.github.changeInstallation('pat', 'suspend');
  await acme.quiet();
  await pat.opens('api', 'Unheard');
  await acme.github.changeInstallation('pat', 'deleted');
  await acme.quiet();
  for (const { guid } of acme.github.deliveries.slice(-3)) await acme.github.redeliver(guid);
  expect(await whatIsLeft(acme)).toEqual({});
});

test('an App that was uninstalled while it was down forgets the account when it hears of it', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  await acme.stopApp();
  await acme.as('pat').opens('api', 'Unheard');
  await acme.github.changeInstallation('pat', 'deleted');
  await acme.github.settled();
  const started = acme.startApp();
  const again = () => acme.github.deliveries.filter(({ redelivery }) => redelivery).length;
  await expect.poll(again, { timeout: 30_000 }).toBeGreaterThan(1);
  expect(await whatIsLeft(acme)).toEqual({});
  await started;
});

test('a repository that is taken from the App is left alone, and when it is given back its debt is caught up with', async () => {
  const organisation = configFile({ home: 'acme/infra', rotation: { cap: 2 } });
  const acme = await begin({ configs: { '.github': organisation } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  const styles = await pat.opens('web', 'Old styles');
  expect([await acme.owners(parser), await acme.owners(styles)]).toEqual([['ana'], ['ana']]);
  const waiting = await pat.opens('web', 'Ugly styles');
  expect(await acme.owners(waiting)).toEqual([]);

  await acme.github.changeAccess('pat', { kind: 'taken', repository: 'api' });
  expect(await acme.owners(waiting)).toEqual(['ana']);
  expect((await acme.dashboard('infra')).body).toContain('| 2 | 2 | 0 | 0 |');
  const lexer = await pat.opens('api', 'Old lexer');
  const from = acme.github.requests.length;
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect([await acme.owners(parser), await acme.owners(styles)]).toEqual([['ana'], ['bo']]);
  const touched = acme.github.requests
    .slice(from)
    .filter(({ path, by }) => by !== 'pat' && path.startsWith('/repos/acme/api'));
  expect(touched).toEqual([]);

  await acme.github.changeAccess('pat', { kind: 'given', repository: 'api' });
  expect((await acme.dashboard('infra')).body).toContain('| 4 | 3 | 1 | 0 |');
  await pat.closes(styles);
  await acme.quiet();
  expect(await acme.owners(lexer)).toEqual(['bo']);
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['cy']);
});

test('a home that is taken from the App is not written to, and debt finds its owners all the same', async () => {
  const organisation = configFile({ home: 'acme/infra' });
  const acme = await begin({ configs: { '.github': organisation } });
  const { number } = await acme.dashboard('infra');
  await acme.github.changeAccess('pat', { kind: 'taken', repository: 'infra' });
  await acme.quiet();
  const from = acme.github.requests.length;
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
  const written = acme.github.requests
    .slice(from)
    .filter(
      ({ path, by, method }) => by !== 'pat' && method !== 'GET' && path.startsWith('/repos/acme/infra'),
    );
  expect(written).toEqual([]);

  await acme.github.changeAccess('pat', { kind: 'given', repository: 'infra' });
  const dashboard = await acme.dashboard('infra');
  expect(dashboard.number).toBe(number);
  expect(dashboard.body).toContain('**On duty** in infra: **bo**');
});

test('a new installation that GitHub does not show at once is not forgotten', async () => {
  const acme = await begin();
  const pat = acme.as('pat');
  await acme.github.changeInstallation('pat', 'deleted');
  await acme.quiet();
  await pat.configures('api', configFile());
  const parser = await pat.opens('api', 'Old parser');
  let unseen = 0;
  const end = acme.github.intercept(({ method, path }) => {
    if (method !== 'GET' || !/^\/app\/installations\/\d+$/.test(path)) return undefined;
    unseen += 1;
    return { kind: 'answer', status: 404, body: { message: 'Not Found' } };
  });
  await acme.github.changeInstallation('pat', 'created');
  await expect.poll(() => unseen, { timeout: 30_000 }).toBeGreaterThan(0);
  await acme.travelTo('2026-01-05T10:01:00Z');
  expect(unseen).toBeGreaterThan(1);
  end();
  await acme.travelTo('2026-01-05T10:03:00Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('an installation that GitHub tells of and never shows is taken for gone, and leaves nothing', async () => {
  const acme = await begin();
  await acme.github.changeInstallation('pat', 'deleted');
  await acme.quiet();
  let unseen = 0;
  acme.github.intercept(({ method, path }) => {
    if (method !== 'GET' || !/^\/app\/installations\/\d+$/.test(path)) return undefined;
    unseen += 1;
    return { kind: 'answer', status: 404, body: { message: 'Not Found' } };
  });
  await acme.github.changeInstallation('pat', 'created');
  await expect.poll(() => unseen, { timeout: 30_000 }).toBeGreaterThan(0);
  await acme.travelTo('2026-01-05T10:10:00Z');
  expect(await whatIsLeft(acme)).toEqual({});
});

test('a repository that one listing leaves out is not let go', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  let asked = 0;
  const end = acme.github.intercept(({ path }) => {
    if (path !== '/installation/repositories') return undefined;
    asked += 1;
    return { kind: 'answer', status: 200, body: { total_count: 0, repositories: [] } };
  });
  await acme.github.changeAccess('pat', { kind: 'taken', repository: 'web' });
  await expect.poll(() => asked, { timeout: 30_000 }).toBeGreaterThan(0);
  await acme.quiet();
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  end();
});
