/** GitHub does what it is asked and does not say so: what was made is found again, and there is one of each. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from '../end-to-end/story.ts';

type Fault = Exclude<ReturnType<Parameters<Story['github']['intercept']>[0]>, undefined>;

/** Whatever a request asks for first goes wrong once, if it fits. */
function onceEach(
  acme: Story,
  what: (method: string, path: string, body: string) => string | undefined,
  fault: Fault,
) {
  const struck = new Set<string>();
  acme.github.intercept(({ method, path, body, by }) => {
    const creation = by === 'paydown[bot]' ? what(method, path, JSON.stringify(body ?? '')) : undefined;
    if (creation === undefined || struck.has(creation)) return undefined;
    struck.add(creation);
    return fault;
  });
  return struck;
}

/** The kind of a creation: by its marker, or by what it creates. */
function creation(method: string, path: string, body: string): string | undefined {
  if (method !== 'POST') return undefined;
  const thing = /(check-runs|assignees)$/.exec(path)?.[1];
  return thing ?? /<!-- paydown:(\w+):/.exec(body)?.[1];
}

test.each<[string, Fault]>([
  ['answers 502', { kind: 'answer-after', status: 502 }],
  ['drops the connection', { kind: 'reset-after' }],
])(
  'GitHub creates and then %s: each thing is there once',
  async (_what, fault) => {
    const acme = await begin();
    const struck = onceEach(acme, creation, fault);
    const sha = await acme.as('pat').configures('api', configFile());
    await acme.travelTo('2026-01-05T10:10:00Z');
    const parser = await acme.as('pat').opens('api', 'Old parser');
    for (const minute of [20, 30, 40]) await acme.travelTo(`2026-01-05T10:${minute}:00Z`);
    expect(await acme.owners(parser)).toEqual(['ana']);
    expect(await acme.comments(parser)).toHaveLength(1);
    for (const minute of ['00:05', '10:00', '20:00']) await acme.travelTo(`2026-01-12T08:${minute}Z`);
    expect(await acme.owners(parser)).toEqual(['bo']);
    expect(await acme.comments(parser)).toHaveLength(1);
    expect(await acme.dashboards('api')).toHaveLength(1);
    expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
    expect(await acme.announcements('api', 'heartbeat')).toHaveLength(1);
    expect(await acme.checkRuns('api', sha)).toHaveLength(1);
    const all = ['assignees', 'check-runs', 'dashboard', 'debt', 'handoff', 'heartbeat'];
    expect([...struck].sort()).toEqual(all);
    // What nobody answered is let finish for a while, each time.
  },
  180_000,
);

test('a living comment that somebody deleted is told anew once, also when GitHub does not say so', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  const { issues } = acme.github.as('pat').rest;
  const { data } = await issues.listComments({ owner: 'acme', repo: 'api', issue_number: parser.number });
  await issues.deleteComment({ owner: 'acme', repo: 'api', comment_id: data[0]?.id ?? 0 });
  const struck = onceEach(acme, creation, { kind: 'answer-after', status: 502 });
  await acme.as('pat').closes(parser);
  await acme.quiet();
  await acme.travelTo('2026-01-05T10:10:00Z');
  expect(struck).toContain('debt');
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('a dashboard that somebody deleted is opened anew once, also when GitHub does not say so', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const { number } = await acme.dashboard('api');
  await acme.as('pat').deletes({ repo: 'api', number });
  const struck = onceEach(acme, creation, { kind: 'answer-after', status: 502 });
  await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  await acme.travelTo('2026-01-05T10:10:00Z');
  expect(struck).toContain('dashboard');
  expect(await acme.dashboards('api')).toHaveLength(1);
});

test('the dashboard of last quarter is closed with a link once, also when GitHub fails at first', async () => {
  const acme = await begin({ at: '2026-03-31T08:00:00Z', configs: { api: configFile() } });
  const { number } = await acme.dashboard('api');
  const closing = (method: string, path: string) =>
    method === 'PATCH' && path.endsWith(`/issues/${number}`) ? 'closing' : undefined;
  onceEach(acme, closing, { kind: 'answer', status: 502 });
  const before = acme.github.requests.length;
  await acme.travelTo('2026-03-31T22:00:05Z');
  await acme.travelTo('2026-03-31T22:10:00Z');
  const [old, current] = await acme.dashboards('api');
  expect(old).toMatchObject({ state: 'closed', body: expect.stringContaining(`#${current?.number}`) });
  await acme.as('pat').opens('api', 'Old parser');
  await acme.as('pat').opens('api', 'Old lexer');
  await acme.quiet();
  const closings = acme.github.requests.slice(before).filter(({ method, path }) => closing(method, path));
  expect(closings.map(({ status }) => status)).toEqual([502, 200]);
});
