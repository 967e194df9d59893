import { expect, test } from 'vitest';
import { onIssueEvent, scopeSpells } from '../../src/debt/index.ts';
import { openInbox } from '../../src/queue/index.ts';
import { openHouse, type TestHouse } from '../queue/house.ts';

const REPOSITORY = { id: 7, name: 'api', owner: { login: 'org7' }, private: false, default_branch: 'main' };
const OPENED = '2026-01-05T09:00:00Z';

async function governedHouse(): Promise<TestHouse> {
  const house = await openHouse(new Date(OPENED), [7]);
  const config = JSON.stringify({ version: 1, rotations: [] });
  const columns = { installation_id: 7, place: 'repository', config, broken: null, home_id: 7 } as const;
  await house.db
    .insertInto('scopes')
    .values({ id: 7, ...columns, since: new Date(OPENED) })
    .execute();
  await house.db.updateTable('repositories').set({ scope_id: 7 }).execute();
  return house;
}

/** The webhook of an issue that was opened with its label and has not been updated since. */
function payloadOf(action: string) {
  const issue = {
    number: 1,
    title: 'Old parser',
    html_url: 'https://github.com/org7/api/issues/1',
    state: 'open',
    labels: [{ name: 'tech-debt' }],
    assignees: [],
    user: { login: 'pat' },
    body: null,
    created_at: OPENED,
    updated_at: OPENED,
  };
  return { action, issue, repository: REPOSITORY } as unknown as Parameters<typeof onIssueEvent>[2];
}

async function handle(house: TestHouse, action: string, guid: string): Promise<void> {
  // The config was read just now.
  await house.db.updateTable('repositories').set({ config_checked_at: house.clock() }).execute();
  const { write } = await onIssueEvent({ ...house, cause: guid }, 7, payloadOf(action));
  await house.db.transaction().execute(async (trx) => write?.(trx));
}

test.each(['deleted', 'transferred'])(
  'an issue that was %s ended when GitHub told of it, however late that is worked off, and also when it is told again',
  async (action) => {
    const house = await governedHouse();
    const inbox = openInbox(house);
    await handle(house, 'opened', 'a');
    house.moveTo(new Date('2026-01-09T15:00:00Z'));
    await inbox.store({ guid: 'b', event: 'issues', installationId: 7, body: Buffer.from('{}') });
    house.moveTo(new Date('2026-01-13T08:00:00Z'));
    await inbox.store({ guid: 'b', event: 'issues', installationId: 7, body: Buffer.from('{}') });
    await handle(house, action, 'b');
    const ended = { start: new Date(OPENED), end: new Date('2026-01-09T15:00:00Z'), outcome: 'removed' };
    expect(await scopeSpells(house.db, 7)).toMatchObject([ended]);
    await handle(house, action, 'c');
    expect(await scopeSpells(house.db, 7)).toMatchObject([ended]);
  },
);
