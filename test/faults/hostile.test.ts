import { expect, test } from 'vitest';
import { parseMarker } from '../../src/text.ts';
import { begin, configFile, type IssueAt, type Story } from '../end-to-end/story.ts';
import { hostileTitles } from '../hostile-text.ts';
import { effectsOf } from '../markdown.ts';

/** What is in our own bodies beside words: a marker, and the fold of the weekly report. */
const OURS = /^(marker (debt|handoff|heartbeat|dashboard)|<details>\n<summary>[^<]*<\/summary>|<\/details>)$/;

/** Links that leave no trace on what they lead to. */
const LINK = /^https:\/\/redirect\.github\.com\/acme\/api\/issues\/\d+$/;

async function bodiesOfBot(acme: Story, repo: string, issues: readonly IssueAt[]): Promise<string[]> {
  const dashboards = await acme.dashboards(repo);
  const places = [...issues, ...dashboards.map(({ number }) => ({ repo, number }))];
  const said = (await Promise.all(places.map((place) => acme.comments(place)))).flat();
  const bot = `${acme.github.credentials.slug}[bot]`;
  return [
    ...dashboards.map(({ body }) => body),
    ...said.filter(({ by }) => by === bot).map(({ body }) => body),
  ];
}

test('a hostile title goes from label to heartbeat, week after week, and stays words', async () => {
  const config = configFile({ rotation: { roster: ['ana', 'bo'], cap: 1 } });
  const acme = await begin({ configs: { api: config } });
  const pat = acme.as('pat');
  const begun = await pat.opens('api', hostileTitles[0] ?? '');
  expect(await acme.owners(begun)).toEqual(['ana']);
  await acme.as('ana').comments(begun, 'On it.');
  const waiting = await pat.opens('api', 'Waits for room');
  await acme.quiet();
  for (const [week, title] of hostileTitles.entries()) {
    await pat.retitles(begun, title);
    await pat.retitles(waiting, title);
    const monday = new Date(Date.UTC(2026, 0, 12 + 7 * week, 8, 0, 5));
    await acme.travelTo(monday.toISOString());
  }
  const bodies = await bodiesOfBot(acme, 'api', [begun, waiting]);
  expect(await acme.announcements('api', 'handoff')).toHaveLength(hostileTitles.length);
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(hostileTitles.length);
  expect(bodies.join('\n')).toContain('evil.test');
  for (const { mentions, references, links, html } of bodies.map(effectsOf)) {
    expect(mentions.filter((one) => !['@ana', '@bo'].includes(one))).toEqual([]);
    expect(references).toEqual([]);
    expect(links.filter((one) => !LINK.test(one))).toEqual([]);
    expect(html.filter((one) => !OURS.test(one))).toEqual([]);
    expect(html.filter((one) => one.startsWith('marker'))).toHaveLength(1);
  }
  for (const body of bodies) expect(parseMarker(body)).not.toBeNull();
}, 120_000);

test('what a stranger marks as ours is left as it is, and changes nothing of what we say', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const dashboard = { repo: 'api', number: (await acme.dashboard('api')).number };
  const fakes = {
    debt: '<!-- paydown:debt:owner -->\n**mallory** owns this debt.',
    dashboard: `${(await acme.dashboard('api')).body.split('\n', 1)[0]}\nfake`,
    handoff: '<!-- paydown:handoff:infra/2026-01-12T08:00:00Z -->\nfake',
    heartbeat: '<!-- paydown:heartbeat:2026-W02 -->\nfake',
  };
  const stranger = acme.as('dee');
  const parser = await stranger.opens('api', 'Old parser', { labels: [], body: fakes.dashboard });
  for (const fake of Object.values(fakes)) {
    await stranger.comments(parser, fake);
    await stranger.comments(dashboard, fake);
  }
  await acme.as('pat').labels(parser, 'tech-debt');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
  await acme.travelTo('2026-01-12T08:00:05Z');

  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(1);
  expect((await acme.dashboard('api')).number).toBe(dashboard.number);
  for (const place of [parser, dashboard]) {
    const theirs = (await acme.comments(place)).filter(({ by }) => by === 'dee').map(({ body }) => body);
    expect(theirs).toEqual(Object.values(fakes));
  }
});
