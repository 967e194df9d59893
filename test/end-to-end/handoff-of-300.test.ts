/** What a handoff costs on GitHub, counted on a backlog of which nobody has begun anything. */
import { expect, test } from 'vitest';
import { writesOf } from '../faults/acme.ts';
import { begin, configFile, type Story } from './story.ts';

const ISSUES = 300;
/** A Sunday, so that no report falls between it and the handoff. */
const START = '2026-01-11T10:00:00Z';
const HANDOFF = '2026-01-12T08:00:00Z';
const where = { owner: 'acme', repo: 'api' };

/** All of it is ana's. The App is not told of what it does itself, as the answers of GitHub say enough. */
async function withBacklog(): Promise<Story> {
  const acme = await begin({ at: START });
  acme.losesWebhooks();
  const { issues } = acme.github.as('pat').rest;
  for (let number = 1; number <= ISSUES; number += 1)
    await issues.create({ ...where, title: `Debt ${number}`, labels: ['tech-debt'] });
  acme.hearsWebhooks();
  await acme
    .as('pat')
    .configures(
      'api',
      configFile({ heartbeat: { day: 'saturday' }, rotation: { cap: ISSUES, roster: ['ana', 'bo'] } }),
    );
  await acme.quiet();
  acme.losesWebhooks();
  await untilOwned(acme, START, 'ana');
  acme.hearsWebhooks();
  return acme;
}

/** GitHub allows so many changes a minute: time goes on until all is somebody's. @returns how many minutes it took */
async function untilOwned(acme: Story, iso: string, login: string): Promise<number> {
  for (let minute = 1; minute <= 15; minute += 1) {
    await acme.travelTo(new Date(Date.parse(iso) + minute * 61_000).toISOString());
    if ((await ownersOf(acme)).get(login) === ISSUES) return minute;
  }
  throw new Error(`${login} does not own all of it: ${JSON.stringify([...(await ownersOf(acme))])}`);
}

/** How many debt issues have which owners. */
async function ownersOf(acme: Story): Promise<Map<string, number>> {
  const { paginate, rest } = acme.github.as('pat');
  const all = await paginate(rest.issues.listForRepo, { ...where, labels: 'tech-debt', per_page: 100 });
  const owners = all.map(({ assignees }) => (assignees ?? []).map(({ login }) => login).join('+'));
  return new Map([...Map.groupBy(owners, (one) => one)].map(([who, some]) => [who, some.length]));
}

/** Which issue each comment stands on; every debt issue has the one that is kept on it. */
async function issuesOfComments(acme: Story): Promise<Map<string, string>> {
  const { issues } = acme.github.as('pat').rest;
  const stands = new Map<string, string>();
  for (let number = 1; number <= ISSUES; number += 1) {
    const { data } = await issues.listComments({ ...where, issue_number: number });
    for (const { id } of data) stands.set(String(id), String(number));
  }
  return stands;
}

test('a handoff of 300 open issues costs three writes an issue (assign, unassign, edit) and one announcement', async () => {
  const acme = await withBacklog();
  const dashboard = await acme.dashboardIssue('api');
  const before = writesOf(acme.github).length;
  await acme.travelTo(HANDOFF);
  const minutes = await untilOwned(acme, HANDOFF, 'bo');
  await acme.quiet();

  const stands = await issuesOfComments(acme);
  const kindOf = ({ method, path }: { method: string; path: string }) => {
    const [, comment = ''] = /\/issues\/comments\/(\d+)$/.exec(path) ?? [];
    const [, issue = stands.get(comment) ?? '', what = ''] = /\/issues\/(\d+)(\/\w+)?$/.exec(path) ?? [];
    return { issue, what: `${method} ${comment ? 'comment' : what || 'issue'}` };
  };
  const writes = writesOf(acme.github).slice(before).map(kindOf);
  const onDashboard = writes.filter(({ issue }) => issue === String(dashboard.number));
  const onDebt = Map.groupBy(
    writes.filter((write) => !onDashboard.includes(write)),
    ({ issue }) => issue,
  );
  expect(onDebt.size).toBe(ISSUES);
  for (const [issue, some] of onDebt)
    expect([issue, ...some.map(({ what }) => what).toSorted()]).toEqual([
      issue,
      'DELETE /assignees',
      'PATCH comment',
      'POST /assignees',
    ]);
  expect(onDashboard.filter(({ what }) => what === 'POST /comments')).toHaveLength(1);
  expect(await acme.announcements('api', 'handoff')).toEqual([
    expect.stringContaining(`${ISSUES} untouched issues moved to those coming.`),
  ]);
  // What reports is edited where it stands, once for each look at it and not for each issue.
  expect(onDashboard.filter(({ what }) => what === 'PATCH issue').length).toBeLessThanOrEqual(minutes + 1);
}, 900_000);
