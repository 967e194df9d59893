/** How much of the work was debt, and what was paid in passing. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

const HEARTBEAT = '2026-01-12T08:00:05Z';
const NIGHT = '2026-01-06T02:00:05Z';
const none = { labels: [] };

async function report(acme: Story, home = 'api'): Promise<string> {
  await acme.travelTo(HEARTBEAT);
  return (await acme.announcements(home, 'heartbeat')).at(-1) ?? '';
}

function top(text: string): string {
  return text.slice(0, text.indexOf('<details>'));
}

function withCapacity(capacity?: string, file: object = {}): Promise<Story> {
  return begin({ configs: { api: configFile({ heartbeat: { capacity }, ...file }) } });
}

/** Opens and closes issues that are no debt. */
async function otherWork(acme: Story, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1)
    await acme.as('bo').closes(await acme.as('pat').opens('api', `Feature ${n}`, none));
}

/** Merges a labelled pull request by bo. */
async function merges(acme: Story, repo: string, title: string, body: string, labels = ['tech-debt']) {
  const change = { title, branch: title.toLowerCase(), path: `${title}.ts`, content: title, body };
  const pull_number = await acme.github.openPullRequest('bo', repo, change);
  const { issues, pulls } = acme.github.as('bo').rest;
  const at = { owner: 'acme', repo };
  if (labels.length > 0) await issues.addLabels({ ...at, issue_number: pull_number, labels });
  await pulls.merge({ ...at, pull_number });
}

test('the capacity that was spent stands beside the one agreed', async () => {
  const acme = await withCapacity('20%');
  await acme.as('ana').closes(await acme.as('pat').opens('api', 'Old parser'));
  await otherWork(acme, 7);
  const text = await report(acme);
  expect(top(text)).toContain('\nCapacity: 12.5% of 8 closed issues were debt in 4 weeks; 20% was agreed.\n');
  expect(text).toContain('Closed as completed this week: 8 issues, 1 of them debt (12.5%).');
});

test('of few closed issues nothing is said yet, and without an agreement the details alone say what was closed', async () => {
  const acme = await withCapacity('20%');
  await otherWork(acme, 2);
  expect(top(await report(acme))).toContain(
    'Capacity: too early to say what share of closed issues was debt; 20% was agreed.',
  );
  const other = await withCapacity(undefined);
  await otherWork(other, 2);
  const text = await report(other);
  expect(text).not.toContain('Capacity');
  expect(text).toContain('Closed as completed this week: 2 issues, 0 of them debt (0%).');
});

test('what was reopened, closed as not planned, or deleted is no work done; labels of later change nothing', async () => {
  const acme = await withCapacity('20%');
  const pat = acme.as('pat');
  const [again, not, gone] = [
    await pat.opens('api', 'Again', none),
    await pat.opens('api', 'Not planned', none),
    await pat.opens('api', 'Gone', none),
  ];
  const [debt, work] = [await pat.opens('api', 'Debt'), await pat.opens('api', 'Work', none)];
  for (const issue of [again, gone, debt, work]) await pat.closes(issue);
  await pat.closes(not, 'not_planned');
  await acme.quiet();
  acme.leapTo('2026-01-05T11:00:00Z');
  await pat.reopens(again);
  await pat.deletes(gone);
  await pat.unlabels(debt, 'tech-debt');
  await pat.labels(work, 'tech-debt');
  await acme.quiet();
  expect(await report(acme)).toContain('Closed as completed this week: 2 issues, 1 of them debt (50%).');
});

test('an issue that was reopened stays open, though the webhook of its closing comes late', async () => {
  const acme = await withCapacity();
  const pat = acme.as('pat');
  const issue = await pat.opens('api', 'Feature', none);
  await pat.closes(await pat.opens('api', 'Other feature', none));
  await acme.quiet();
  acme.losesWebhooks();
  await pat.closes(issue);
  await acme.quiet();
  acme.hearsWebhooks();
  acme.leapTo('2026-01-05T11:00:00Z');
  await pat.reopens(issue);
  await acme.quiet();
  const late = acme.github.deliveries.findLast((one) => one.event === 'issues' && one.status === 0);
  expect(await acme.github.redeliver(late?.guid ?? '')).toBe(202);
  await acme.quiet();
  expect(await report(acme)).toContain('Closed as completed this week: 1 issue, 0 of them debt (0%).');
});

test('what was closed while nobody listened is found at night, and from before the App had a config', async () => {
  const acme = await begin({ at: '2025-12-15T10:00:00Z' });
  await otherWork(acme, 3);
  await acme.as('ana').closes(await acme.as('pat').opens('api', 'Early debt'));
  await acme.travelTo('2026-01-05T10:00:00Z');
  await acme.as('pat').configures('api', configFile({ heartbeat: { capacity: '10%' } }));
  await acme.quiet();
  acme.losesWebhooks();
  await otherWork(acme, 2);
  await merges(acme, 'api', 'Tidy', 'While I was here');
  await acme.travelTo(NIGHT);
  const text = await report(acme);
  expect(text).toContain('Capacity: 16.7% of 6 closed issues were debt in 4 weeks; 10% was agreed.');
  expect(text).toContain('Closed as completed this week: 2 issues, 0 of them debt (0%).');
  expect(text).toContain('Paid in passing this week: 1 merged pull request with a debt label');
});

test('whoever pays debt in passing is thanked, and what closes a debt issue is not counted twice', async () => {
  const acme = await withCapacity();
  const debt = await acme.as('pat').opens('api', 'Old parser');
  const bug = await acme.as('pat').opens('api', 'Crash', { labels: ['bug'] });
  await acme.quiet();
  await merges(acme, 'api', 'Tidy', `Fixes #${bug.number}`);
  await merges(acme, 'api', 'Parser', `Closes #${debt.number}`);
  await merges(acme, 'api', 'Plain', 'No label', []);
  const closed = await acme.github.openPullRequest('bo', 'api', {
    ...{ title: 'Unmerged', branch: 'unmerged', path: 'unmerged.ts', content: '1' },
  });
  const { issues, pulls } = acme.github.as('bo').rest;
  await issues.addLabels({ owner: 'acme', repo: 'api', issue_number: closed, labels: ['tech-debt'] });
  await pulls.update({ owner: 'acme', repo: 'api', pull_number: closed, state: 'closed' });
  await acme.quiet();
  const text = await report(acme);
  expect(top(text)).toContain('Thanks to **bo** for paying debt in passing.');
  expect(text).toMatch(
    /Paid in passing this week: 1 merged pull request with a debt label that closed no debt issue:\n\n- \[acme\/api#\d+\]\(\S+\)\n\n/,
  );
});

test('of what not everybody here can see there is a number, and neither a link nor a name', async () => {
  const file = configFile({ home: 'acme/infra', heartbeat: { capacity: '20%' } });
  const acme = await begin({ configs: { '.github': file } });
  await merges(acme, 'secret', 'Hidden', 'In passing');
  await acme.as('ana').closes(await acme.as('pat').opens('secret', 'Hidden debt'));
  const text = await report(acme, 'infra');
  expect(text).toContain(
    'Paid in passing this week: 1 merged pull request with a debt label that closed no debt issue.\n',
  );
  expect(text).toContain('Closed as completed this week: 1 issue, 1 of them debt (100%).');
  expect(text).not.toMatch(/secret|Thanks/);
});

test('where GitHub refuses to list what was closed, the report comes all the same, and it is made up for later', async () => {
  const acme = await begin();
  await otherWork(acme, 5);
  await acme.as('pat').configures('api', configFile({ heartbeat: { capacity: '20%' } }));
  const end = acme.github.intercept(({ method, path, query }) =>
    method === 'GET' && path === '/repos/acme/api/issues' && query.get('sort') === 'updated'
      ? { kind: 'answer', status: 403 }
      : undefined,
  );
  await acme.travelTo(NIGHT);
  expect(await report(acme)).toContain('Capacity: too early to say');
  end();
  await acme.travelTo('2026-01-13T02:00:05Z');
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect((await acme.announcements('api', 'heartbeat')).at(-1)).toContain(
    'Capacity: 0% of 5 closed issues were debt in 4 weeks; 20% was agreed.',
  );
});
