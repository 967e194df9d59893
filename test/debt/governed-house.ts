/** A house in which the repositories of two organisations are one scope, and the webhooks of their issues. */
import { onIssueEvent } from '../../src/debt/index.ts';
import { openHouse, type TestHouse } from '../queue/house.ts';

export const OPENED = '2026-01-05T09:00:00Z';

/** The repositories 7 and 8, `org7/api` and `org8/api`, governed by one file since the issues in them were opened. */
export async function governedHouse(): Promise<TestHouse> {
  const house = await openHouse(new Date(OPENED), [7, 8]);
  const config = JSON.stringify({ version: 1, rotations: [] });
  const columns = { installation_id: 7, place: 'repository', config, broken: null, home_id: 7 } as const;
  await house.db
    .insertInto('scopes')
    .values({ id: 7, ...columns, since: new Date(OPENED) })
    .execute();
  await house.db.updateTable('repositories').set({ scope_id: 7, installation_id: 7 }).execute();
  return house;
}

/** An issue as GitHub shows it, opened with its label and not updated since but for the changes. */
export function issue(number: number, changes: object = {}) {
  return {
    number,
    title: 'Old parser',
    html_url: `https://github.com/org7/api/issues/${number}`,
    state: 'open',
    labels: [{ name: 'tech-debt' }],
    assignees: [],
    user: { login: 'pat' },
    body: null,
    created_at: OPENED,
    updated_at: OPENED,
    ...changes,
  };
}

export function repository(id: number) {
  return { id, name: 'api', owner: { login: `org${id}` }, private: false, default_branch: 'main' };
}

type Handler = typeof onIssueEvent;

/** Works a webhook off; what it says stands in the records then. */
export async function handle(house: TestHouse, payload: object, handler: Handler = onIssueEvent) {
  // The config was read just now.
  await house.db.updateTable('repositories').set({ config_checked_at: house.clock() }).execute();
  const { write } = await handler(house, 7, {
    repository: repository(7),
    ...payload,
  } as Parameters<Handler>[2]);
  await house.db.transaction().execute(async (trx) => write?.(trx));
}
