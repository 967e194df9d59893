import { expect, test } from 'vitest';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

/** What everybody sees of an issue, to be held against what they see later. */
async function seen(acme: Story, issue: IssueAt) {
  const [dashboard] = await acme.dashboards('api');
  return { owners: await acme.owners(issue), comments: await acme.comments(issue), dashboard };
}

/** Sends what GitHub has sent since a moment once more, one after the other. */
async function redeliver(acme: Story, guids: readonly string[]) {
  for (const guid of guids) await acme.github.redeliver(guid);
}

function guidsOf(acme: Story, from = 0): string[] {
  return [...new Set(acme.github.deliveries.slice(from).map(({ guid }) => guid))];
}

test('the same deliveries again change nothing, nor do they after a restart', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.closes(parser);
  await acme.quiet();
  await pat.reopens(parser);
  const before = await seen(acme, parser);
  expect(before.owners).toEqual(['ana']);
  const guids = guidsOf(acme);
  await redeliver(acme, guids);
  expect(await seen(acme, parser)).toEqual(before);
  await acme.stopApp();
  await acme.startApp();
  await redeliver(acme, guids);
  expect(await seen(acme, parser)).toEqual(before);
});

test('deliveries that arrive late and in reverse end in the same state as in order', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  acme.losesWebhooks();
  const from = acme.github.deliveries.length;
  const open = await pat.opens('api', 'Labelled twice');
  const closed = await pat.opens('api', 'Soon closed');
  await acme.travelTo('2026-01-05T10:05:00Z');
  await pat.unlabels(open, 'tech-debt');
  await acme.travelTo('2026-01-05T10:10:00Z');
  await pat.labels(open, 'tech-debt');
  await pat.closes(closed);
  await acme.quiet();
  acme.hearsWebhooks();
  await redeliver(acme, guidsOf(acme, from).toReversed());
  expect([await acme.owners(open), await acme.owners(closed)]).toEqual([['ana'], []]);
  expect(await acme.comments(open)).toHaveLength(1);
  expect(await acme.comments(closed)).toEqual([]);
  expect((await acme.dashboard('api')).body).toContain('| 1 | 1 | 0 | 0 |');

  await acme.travelTo('2026-01-12T08:00:05Z');
  const [heartbeat = ''] = await acme.announcements('api', 'heartbeat');
  expect(heartbeat).toContain('2026-W02: 3 came in − 1 paid − 1 otherwise ended = net +1.');
});

test('changes within one second, told in reverse, end as GitHub has them', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  acme.losesWebhooks();
  const from = acme.github.deliveries.length;
  const parser = await pat.opens('api', 'Old parser');
  await pat.closes(parser);
  await pat.reopens(parser);
  await pat.unlabels(parser, 'tech-debt');
  await acme.quiet();
  acme.hearsWebhooks();
  await redeliver(acme, guidsOf(acme, from).toReversed());
  expect(await acme.owners(parser)).toEqual([]);
  expect((await acme.dashboard('api')).body).toContain('| 0 | 0 | 0 | 0 |');
});

test('a lost delivery is made up for by the next one of the same issue', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser', { labels: [] });
  await acme.quiet();
  acme.losesWebhooks();
  await pat.labels(parser, 'tech-debt');
  await acme.quiet();
  acme.hearsWebhooks();
  expect(await acme.owners(parser)).toEqual([]);
  await acme.travelTo('2026-01-05T10:05:00Z');
  await pat.retitles(parser, 'Very old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('a lost delivery that nothing follows is made up for within a day', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  acme.losesWebhooks();
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  acme.hearsWebhooks();
  expect(await acme.owners(parser)).toEqual([]);
  await acme.travelTo('2026-01-06T10:00:00Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('what happened while the App was down is caught up with at its start', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { cap: 5 } }) } });
  const pat = acme.as('pat');
  const closed = await pat.opens('api', 'Closed meanwhile');
  const deleted = await pat.opens('api', 'Deleted meanwhile');
  expect([await acme.owners(closed), await acme.owners(deleted)]).toEqual([['ana'], ['ana']]);
  await acme.stopApp();
  await pat.closes(closed);
  await pat.deletes(deleted);
  const opened = await pat.opens('api', 'Opened meanwhile');
  await pat.configures('api', configFile({ rotation: { cap: 4 } }));
  await acme.quiet();
  await acme.startApp();
  await acme.travelTo('2026-01-05T10:30:00Z');
  expect([await acme.owners(closed), await acme.owners(opened)]).toEqual([[], ['ana']]);
  expect((await acme.dashboard('api')).body).toContain('| 1 | 1 | 0 | 0 |');
});

test('stopped in the middle of its work, the App finishes it when it starts again', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { cap: 9 } }) } });
  const pat = acme.as('pat');
  const issues = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((title) => pat.opens('api', title)));
  await acme.stopApp();
  const lost = acme.github.deliveries.filter(({ status }) => status !== 200 && status !== 202);
  await acme.startApp();
  await redeliver(
    acme,
    lost.map(({ guid }) => guid),
  );
  await acme.travelTo('2026-01-05T10:30:00Z');
  for (const issue of issues) {
    expect(await acme.owners(issue)).toEqual(['ana']);
    expect(await acme.comments(issue)).toHaveLength(1);
  }
});

test('who paid is thanked, also where it is told late that it was debt before', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser', { labels: [] });
  await acme.quiet();
  acme.losesWebhooks();
  const from = acme.github.deliveries.length;
  await pat.labels(parser, 'tech-debt');
  await acme.quiet();
  acme.hearsWebhooks();
  const [labelled = ''] = guidsOf(acme, from);
  await acme.travelTo('2026-01-05T10:05:00Z');
  await pat.retitles(parser, 'Very old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.travelTo('2026-01-05T10:10:00Z');
  await acme.as('ana').closes(parser);
  await acme.quiet();
  await redeliver(acme, [labelled]);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect((await acme.announcements('api', 'heartbeat')).at(-1)).toContain(
    'Thanks to **ana** for paying debt down.',
  );
});

/** Nor does GitHub list them as failed: they were never sent. */
function neverSent(acme: Story) {
  acme.losesWebhooks();
  acme.github.intercept(({ path }) =>
    path === '/app/hook/deliveries' ? { kind: 'answer', status: 200, body: [] } : undefined,
  );
}

test('debt of which nothing was heard until it was closed, or changed, counts in the week in which it became debt', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const paid = await pat.opens('api', 'Old parser', { labels: [] });
  const open = await pat.opens('api', 'Old lexer', { labels: [] });
  await acme.travelTo('2026-01-11T22:00:00Z');
  neverSent(acme);
  await pat.labels(paid, 'tech-debt');
  await pat.labels(open, 'tech-debt');
  await acme.quiet();
  acme.hearsWebhooks();
  // Monday has come in Berlin, and the night's reconciliation not yet.
  await acme.travelTo('2026-01-11T23:30:00Z');
  await pat.closes(paid);
  await pat.retitles(open, 'Very old lexer');
  await acme.quiet();
  await acme.travelTo('2026-01-19T08:00:05Z');
  expect((await acme.announcements('api', 'heartbeat')).at(-1)).toContain(
    '2026-W03: 0 came in − 1 paid = net −1; net +2 the week before.',
  );
});
