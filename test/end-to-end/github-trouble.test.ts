import { expect, test } from 'vitest';
import type { FaultRule } from '../../src/sandbox/index.ts';
import { begin, configFile, type Story } from './story.ts';

/** The next request that fits goes wrong; those after it do not. */
function once(acme: Story, rule: FaultRule): void {
  const end = acme.github.intercept((request) => {
    const fault = rule(request);
    if (fault) end();
    return fault;
  });
}

test('a create that was done but answered 502 is not done twice', async () => {
  const acme = await begin();
  const done = { kind: 'answer-after', status: 502 } as const;
  const creates = (path: string) => (request: { method: string; path: string }) =>
    request.method === 'POST' && request.path === path ? done : undefined;
  once(acme, creates('/repos/acme/api/issues'));
  await acme.as('pat').configures('api', configFile());
  await acme.quiet();
  await acme.travelTo('2026-01-05T10:10:00Z');
  const { number } = await acme.dashboard('api');

  once(acme, creates(`/repos/acme/api/issues/${number + 1}/comments`));
  once(acme, creates(`/repos/acme/api/issues/${number + 1}/assignees`));
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  for (const minute of [20, 30, 40]) await acme.travelTo(`2026-01-05T10:${minute}:00Z`);
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.comments(parser)).toHaveLength(1);

  once(acme, creates(`/repos/acme/api/issues/${number}/comments`));
  await acme.travelTo('2026-01-12T08:00:05Z');
  await acme.travelTo('2026-01-12T08:10:00Z');
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(1);
  expect(await acme.dashboards('api')).toHaveLength(1);
});

test('whom GitHub will not have is passed over for the next in line, and the comment says why', async () => {
  const rotation = { roster: ['stranger', 'ana'], on_duty: 2 };
  const acme = await begin({ configs: { api: configFile({ rotation }) } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const comment = await acme.livingComment(parser);
  expect(comment).toContain('**ana** owns this debt');
  expect(comment).toContain('GitHub did not accept **stranger** as an assignee here');
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('with nobody else in line the comment does not name an owner whom GitHub would not have', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { roster: ['stranger', 'ana'] } }) } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  const comment = await acme.livingComment(parser);
  expect(comment).not.toContain('**stranger** owns this debt');
  expect(comment).toContain('GitHub did not accept **stranger** as an assignee here');
  expect((await acme.dashboard('api')).body).toContain('| 1 | 0 | 1 | 0 |');

  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('an assignee who is refused with a 422 is passed over as well', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { on_duty: 2 } }) } });
  once(acme, ({ method, path }) =>
    method === 'POST' && path.endsWith('/assignees')
      ? { kind: 'answer', status: 422, body: { message: 'Validation Failed' } }
      : undefined,
  );
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.livingComment(parser)).toContain('GitHub did not accept **ana** as an assignee here');
});

test('when GitHub asks to slow down, nothing is sent before the time, and everything after it', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser', { labels: [] });
  await acme.quiet();
  let refused = 0;
  const endsLimit = acme.github.intercept(({ method, path }) => {
    if (method !== 'POST' || !path.endsWith('/comments')) return undefined;
    refused += 1;
    const message = 'You have exceeded a secondary rate limit.';
    return { kind: 'answer', status: 403, headers: { 'retry-after': '120' }, body: { message } };
  });
  await pat.labels(parser, 'tech-debt');
  await acme.quiet();
  await acme.travelTo('2026-01-05T10:01:00Z');
  expect(refused).toBe(1);
  endsLimit();
  expect(await acme.owners(parser)).toEqual([]);
  await acme.travelTo('2026-01-05T10:04:00Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('an issue that GitHub will not let anybody write to does not hold up the others', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const { number } = await acme.dashboard('api');
  for (const [offset, status] of [
    [1, 404],
    [2, 410],
  ] as const) {
    acme.github.intercept(({ method, path }) =>
      method !== 'GET' && path.startsWith(`/repos/acme/api/issues/${number + offset}/`)
        ? { kind: 'answer', status, body: { message: 'Gone' } }
        : undefined,
    );
  }
  await pat.opens('api', 'Not found');
  await pat.opens('api', 'Gone');
  const parser = await pat.opens('api', 'Old parser');
  await acme.travelTo('2026-01-05T10:10:00Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.comments(parser)).toHaveLength(1);
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
});
