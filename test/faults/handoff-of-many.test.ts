/** A handoff of many issues is spread out within GitHub's budgets, and what matters most comes first. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from '../end-to-end/story.ts';
import { writesOf } from './acme.ts';

/** Three changes each: more than leave in a minute. */
const ISSUES = 52;

/** What each write was, in the order in which GitHub saw them. */
function kindsOf(acme: Story, old: number, since: Date) {
  const kinds: [RegExp, string][] = [
    [/^POST .*\/issues$/, 'new dashboard'],
    [new RegExp(`^PATCH .*/issues/${old}$`), 'old dashboard'],
    [/^PATCH .*\/issues\/\d+$/, 'dashboard'],
    [/^POST .*\/comments$/, 'announcement'],
    [/\/comments|\/assignees/, 'debt'],
  ];
  const writes = writesOf(acme.github).filter(({ began }) => began >= since);
  return writes.map(
    ({ method, path }) => kinds.find(([what]) => what.test(`${method} ${path}`))?.[1] ?? path,
  );
}

async function ownersOf(acme: Story): Promise<string[]> {
  const where = { owner: 'acme', repo: 'api', labels: 'tech-debt', per_page: 100 };
  const { data } = await acme.github.as('pat').rest.issues.listForRepo(where);
  return data.map((issue) => (issue.assignees ?? []).map(({ login }) => login).join('+'));
}

/** The most that GitHub saw within a span of simulated time, in milliseconds. */
function most(times: readonly Date[], span: number): number {
  const inSpan = (end: Date) => times.filter((at) => at <= end && at.getTime() > end.getTime() - span);
  return Math.max(0, ...times.map((end) => inSpan(end).length));
}

async function minutesFrom(acme: Story, iso: string, count: number) {
  for (let minute = 1; minute <= count; minute += 1)
    await acme.travelTo(new Date(Date.parse(iso) + minute * 60_000).toISOString());
}

test('the handoff of many issues: announced at once, spread over minutes, the dashboard last', async () => {
  const rotation = { starts: '2026-03-25T09:00', cap: 500 };
  const acme = await begin({ at: '2026-03-31T08:00:00Z' });
  const pat = acme.as('pat');
  await Promise.all(Array.from({ length: ISSUES }, (_, n) => pat.opens('api', `Debt ${n}`)));
  await pat.configures('api', configFile({ rotation }));
  await minutesFrom(acme, '2026-03-31T08:00:00Z', 2);
  expect(await ownersOf(acme)).toEqual(Array(ISSUES).fill('ana'));
  const old = await acme.dashboard('api');

  // The quarter ends while the App is down, so that the handoff has no dashboard to stand on yet.
  await acme.stopApp();
  const handoff = '2026-04-01T07:00:05Z';
  acme.leapTo(handoff);
  await acme.startApp();
  await minutesFrom(acme, handoff, 3);
  expect(await ownersOf(acme)).toEqual(Array(ISSUES).fill('bo'));
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);

  const writes = writesOf(acme.github).map(({ began }) => began);
  // A write costs five points, of which a minute has 900 ("Rate limits for the REST API": secondary rate limits).
  expect(most(writes, 60_000)).toBeLessThan(180);
  const kinds = kindsOf(acme, old.number, new Date(handoff));
  expect(kinds.slice(0, 2)).toEqual(['new dashboard', 'announcement']);
  // That the old one points to it only reports: it waits for the debt, as all that reports does.
  expect(kinds.filter((kind) => kind === 'old dashboard')).toHaveLength(1);
  expect(kinds.slice(0, kinds.lastIndexOf('debt'))).not.toContain('dashboard');
  expect(kinds.filter((kind) => kind === 'debt').length).toBe(3 * ISSUES);
}, 300_000);
