/** Stories of what was given up: what becomes of it later, and that it does no harm then. */
import { expect, test } from 'vitest';
import { runDeadLetters } from '../../src/cli/deadletters.ts';
import type { DeadLetter } from '../../src/queue/index.ts';
import { run } from '../cli/run.ts';
import { begin, configFile, type Story } from './story.ts';

const HANDOFF = '2026-01-12T08:00:05Z';
const forbidden = { status: 403, body: { message: 'Resource not accessible by integration' } } as const;

/** What `paydown deadletters` of the App's own folder prints. */
function deadLetters(acme: Story, ...args: string[]) {
  return run((args, io) => runDeadLetters(args, io, { DATA_DIR: acme.dataDir }), ...args);
}

async function list(acme: Story): Promise<DeadLetter[]> {
  await acme.quiet();
  return JSON.parse((await deadLetters(acme, '--json')).out).deadLetters;
}

const refusals = [
  [404, {}, 'Not Found', '404 Not Found (it is gone, or the App has no access to it)'],
  [410, {}, 'This issue was deleted', '410 This issue was deleted'],
  [410, {}, 'Issues are disabled for this repo', '410 Issues are disabled for this repo'],
  [403, {}, 'Repository was archived so is read-only.', '403 Repository was archived so is read-only.'],
  [
    403,
    { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
    'Resource not accessible by integration',
    '403 Resource not accessible by integration (the App needs the permission issues: write or pull requests: write here)',
  ],
] as const;

test('what cannot succeed ends at once, with a reason in words, and is made once its cause is mended', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { cap: 20 } }) } });
  const { number } = await acme.dashboard('api');
  let asked = 0;
  const mended = acme.github.intercept(({ method, path }) => {
    const [, issue] = /^\/repos\/acme\/api\/issues\/(\d+)\/(comments|assignees)$/.exec(path) ?? [];
    const refusal = refusals[Number(issue) - number - 1];
    if (method !== 'POST' || !refusal) return undefined;
    asked += 1;
    const [status, headers, message] = refusal;
    const documentation_url = 'https://docs.github.com/rest';
    return { kind: 'answer', status, headers, body: { message, documentation_url } };
  });
  for (const [, , message] of refusals) await acme.as('pat').opens('api', message);

  const letters = await list(acme);
  const told = letters.map(({ what, attempts, reason }) => `${what}, ${attempts}: ${reason}`);
  const expected = refusals.flatMap(([, , , reason], index) => {
    const at = `acme/api#${number + 1 + index}`;
    return [
      `assign ${at} @ana, 1: POST assignee ${at}: ${reason}`,
      `comment ${at}, 1: POST comment ${at}: ${reason}`,
    ];
  });
  expect(told.toSorted()).toEqual(expected.toSorted());
  const before = asked;
  await acme.travelTo('2026-01-05T11:00:00Z');
  expect(asked).toBe(before);

  const comment = letters.find(({ what }) => what.startsWith('comment '));
  const { out } = await deadLetters(acme, 'show', comment?.id ?? '');
  expect(out).toContain(`reason        ${comment?.reason}\n`);
  expect(out).toContain('**ana** owns this debt');

  mended();
  expect((await deadLetters(acme, 'retry', '--all')).out).toContain(`${comment?.id} is tried again\n`);
  expect(await list(acme)).toEqual([]);
  for (const index of refusals.keys()) {
    const issue = { repo: 'api', number: number + 1 + index };
    expect(await acme.owners(issue)).toEqual(['ana']);
    expect(await acme.livingComment(issue)).toContain('**ana** owns this debt');
  }
}, 120_000);

test('where issues are turned off in the home, what was to be said there ends with that reason, and is said later', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const { number } = await acme.dashboard('api');
  const turnedOn = acme.github.intercept(({ path }) =>
    path.startsWith('/repos/acme/api/issues')
      ? { kind: 'answer', status: 410, body: { message: 'Issues are disabled for this repo' } }
      : undefined,
  );
  acme.leapTo(HANDOFF);
  await acme.app.tick();
  const said = () => list(acme).then((letters) => letters.filter(({ what }) => /^announcement/.test(what)));
  await expect.poll(async () => (await said()).length, { timeout: 60_000 }).toBe(2);
  for (const { attempts, reason } of await said()) {
    expect(reason).toMatch(/^the dashboard issue cannot be opened: .*410 Issues are disabled for this repo$/);
    expect(attempts).toBeLessThan(5);
  }
  turnedOn();
  await deadLetters(acme, 'retry', '--all');
  await acme.travelTo('2026-01-12T08:10:00Z');
  expect((await acme.dashboard('api')).number).toBe(number);
  expect(await acme.announcements('api', 'handoff')).toHaveLength(1);
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(1);
  expect(await list(acme)).toEqual([]);
}, 120_000);

test('an assignment that GitHub refused does not come back once a person unassigned', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  let tries = 0;
  const granted = acme.github.intercept(({ method, path }) => {
    if (method !== 'POST' || !path.endsWith('/assignees')) return undefined;
    tries += 1;
    return { kind: 'answer', ...forbidden };
  });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual([]);
  // Whom a permission is refused asks once more with a new token, which may be of more.
  expect(tries).toBe(2);
  granted();
  await acme.as('pat').assigns(parser, 'ana');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.as('pat').unassigns(parser, 'ana');
  expect(await acme.owners(parser)).toEqual([]);
  await acme.travelTo('2026-01-06T03:00:00Z');
  expect(await acme.owners(parser)).toEqual([]);
});

test('a comment that GitHub refused does not replace the newer one that it took', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
  const granted = acme.github.intercept(({ method, path }) =>
    method === 'PATCH' && path.includes('/issues/comments/') ? { kind: 'answer', ...forbidden } : undefined,
  );
  await acme.as('pat').assigns(parser, 'dee');
  await acme.as('pat').unassigns(parser, 'ana');
  expect(await acme.livingComment(parser)).toContain('**ana** owns this debt');
  granted();
  await acme.as('pat').closes(parser);
  const told = await acme.livingComment(parser);
  await acme.travelTo('2026-01-06T03:00:00Z');
  expect(await acme.livingComment(parser)).toBe(told);
});
