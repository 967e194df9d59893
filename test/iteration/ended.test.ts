import { expect, test } from 'vitest';
import { type EndedIteration, iterationsEndedIn } from '../../src/iteration/index.ts';
import { recordIssues, recordIteration, recordOutcome } from '../../src/iteration/records.ts';
import { json } from '../../src/store/index.ts';
import { emptyStore } from '../queue/store.ts';

const scope = { id: 7 };
const year = { start: new Date('2026-01-01'), end: new Date('2027-01-01') };

test('an iteration that ended is told with what it planned, what was paid and what slipped', async () => {
  const { db } = await emptyStore();
  await db
    .insertInto('repositories')
    .values({
      ...{
        id: 1,
        installation_id: 1,
        owner: 'acme',
        name: 'api',
        visibility: 'private',
        default_branch: 'main',
      },
      ...{ archived: false, taken: false, scope_id: 7, config_checked_at: null, backfilled_at: null },
    })
    .execute();
  for (const number of [1, 2, 3]) {
    const known = {
      title: `Debt ${number}`,
      html_url: `https://github.com/acme/api/issues/${number}`,
      author: 'pat',
    };
    const state = { open: true, state_reason: null, labels: json([]), assignees: json([]), gone: null };
    const at = { created_at: year.start, updated_at: year.start };
    await db
      .insertInto('issues')
      .values({ repository_id: 1, number, ...known, ...state, ...at })
      .execute();
  }
  const base = { homeId: 1, people: ['ana'], capacity: 3, proposed: [], creeping: false };
  const span = { start: new Date('2026-03-16T08:00:00Z'), end: new Date('2026-03-30T07:00:00Z') };
  await recordIteration(db, 7, { ...base, ...span, day: '2026-03-16', state: 'ended' });
  await recordIteration(db, 7, { ...base, ...span, day: '2026-06-08', state: 'running' });
  await recordIteration(db, 8, { ...base, ...span, day: '2026-03-16', state: 'ended' });
  const issues = [1, 2, 3].map((number) => ({ repositoryId: 1, number, listed: false }));
  await recordIssues(db, 7, '2026-03-16', issues);
  await recordOutcome(db, 7, '2026-03-16', { repositoryId: 1, number: 1, outcome: 'paid' });
  await recordOutcome(db, 7, '2026-03-16', { repositoryId: 1, number: 2, outcome: 'slipped' });
  await recordOutcome(db, 7, '2026-03-16', { repositoryId: 1, number: 3, outcome: 'declined' });

  const told: EndedIteration[] = await iterationsEndedIn(db, scope, year);
  const issue = (number: number) => ({
    ...{ repositoryId: 1, number, repository: 'acme/api', visibility: 'private', title: `Debt ${number}` },
    htmlUrl: `https://github.com/acme/api/issues/${number}`,
  });
  expect(told).toEqual([
    { name: 'Infra iteration 2026-03-16', ...span, planned: 3, paid: [issue(1)], slipped: [issue(2)] },
  ]);
  expect(await iterationsEndedIn(db, scope, { start: year.start, end: span.end })).toEqual([]);
  expect(await iterationsEndedIn(db, scope, { start: span.end, end: year.end })).toHaveLength(1);
});
