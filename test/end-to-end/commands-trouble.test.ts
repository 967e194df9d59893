/** Who is not heard, and what goes wrong between a command and its answer. */
import { expect, test } from 'vitest';
import type { FaultRule } from '../../src/sandbox/index.ts';
import { hostileTitles } from '../hostile-text.ts';
import { effectsOf } from '../markdown.ts';
import { replies, say, thumbs, withParser } from './replies.ts';
import { begin, configFile, type Story } from './story.ts';

/** Requests that end so go wrong until it is ended; gives back how many did. */
function failing(acme: Story, method: string, end: string, status: number) {
  let times = 0;
  const rule: FaultRule = (request) => {
    if (request.method !== method || !request.path.endsWith(end)) return undefined;
    times += 1;
    return { kind: 'answer', status, body: { message: 'No' } };
  };
  const stop = acme.github.intercept(rule);
  return { stop, times: () => times };
}

function deleteComment(acme: Story, login: string, id: number) {
  return acme.github.as(login).rest.issues.deleteComment({ owner: 'acme', repo: 'api', comment_id: id });
}

test('a stranger on a public repository is told once a day that they may not, and their mistakes never', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'stranger', parser, '/debt is not what I mean');
  expect(await replies(acme, parser)).toEqual([]);
  await say(acme, 'stranger', parser, '/debt release');
  await say(acme, 'stranger', parser, '/rotation who\n/paydown help');
  expect(await replies(acme, parser)).toEqual([
    expect.stringMatching(/^Nothing was done: commands are for people with the triage role or more/),
  ]);
  await acme.travelTo('2026-01-06T11:00:00Z');
  await say(acme, 'stranger', parser, '/debt release');
  expect(await replies(acme, parser)).toHaveLength(2);
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await thumbs(acme, parser)).toBe(0);
});

test('an owner who may only read by now is refused, and so is everybody of whom GitHub says nothing', async () => {
  const { acme, parser } = await withParser({ rotation: { on_duty: 2 } });
  const permission = { permission: 'read', role_name: 'read', user: null };
  const stop = acme.github.intercept(({ path }) =>
    path.endsWith('/permission') ? { kind: 'answer', status: 200, body: permission } : undefined,
  );
  await say(acme, 'ana', parser, '/debt release');
  stop();
  for (const [status, login] of [
    [404, 'bo'],
    [403, 'cy'],
  ] as const) {
    const refused = failing(acme, 'GET', '/permission', status);
    await say(acme, login, parser, '/debt release');
    expect(refused.times()).toBe(1);
    refused.stop();
  }
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect((await replies(acme, parser)).every((reply) => reply.startsWith('Nothing was done:'))).toBe(true);
  expect(await replies(acme, parser)).toHaveLength(3);
});

test('an owner with the triage role is heard, for they may assign by hand as well', async () => {
  const { acme, parser } = await withParser({ rotation: { on_duty: 2 } });
  // As GitHub puts it: `permission` knows no triage.
  const user = { login: 'ana', permissions: { pull: true, triage: true, push: false } };
  acme.github.intercept(({ path }) =>
    path.endsWith('/permission')
      ? { kind: 'answer', status: 200, body: { permission: 'read', role_name: 'triage', user } }
      : undefined,
  );
  await say(acme, 'ana', parser, '/debt release');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('while GitHub cannot say who may, a command waits; then it is done', async () => {
  const { acme, parser } = await withParser({ rotation: { on_duty: 2 } });
  const down = failing(acme, 'GET', '/collaborators/ana/permission', 500);
  await say(acme, 'ana', parser, '/debt release');
  expect(down.times()).toBeGreaterThan(0);
  expect(await acme.owners(parser)).toEqual(['ana']);
  down.stop();
  await acme.travelTo('2026-01-05T10:20:00Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await thumbs(acme, parser)).toBe(1);
});

test('a comment that was deleted before its command is done changes nothing and is not answered', async () => {
  const { acme, parser } = await withParser({ rotation: { on_duty: 2 } });
  const down = failing(acme, 'GET', '/permission', 500);
  const release = await say(acme, 'ana', parser, '/debt release\n/paydown help');
  await deleteComment(acme, 'ana', release);
  down.stop();
  await acme.travelTo('2026-01-05T10:20:00Z');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await replies(acme, parser)).toEqual([]);
});

test('a comment that was deleted before the reply leaves is not answered, and nothing is left to do', async () => {
  const { acme, parser } = await withParser();
  const slow = acme.github.intercept(({ by, method, path }) =>
    by !== 'dee' && method === 'POST' && path.endsWith(`/issues/${parser.number}/comments`)
      ? { kind: 'answer', status: 502, body: {} }
      : undefined,
  );
  const help = await say(acme, 'dee', parser, '/paydown help');
  await deleteComment(acme, 'dee', help);
  slow();
  await say(acme, 'ana', parser, '/debt keep');
  await acme.travelTo('2026-01-05T10:20:00Z');
  expect(await replies(acme, parser)).toEqual([]);
  expect((await acme.dashboard('api')).body).toContain('keeps their debt across the next handoff');
});

test('a delivery that comes twice, and a comment that is edited, ask for nothing more', async () => {
  const { acme, parser } = await withParser({ rotation: { on_duty: 3 } });
  await say(acme, 'ana', parser, '/debt release\n/rotation who');
  const before = [await acme.comments(parser), await acme.dashboard('api'), await acme.owners(parser)];
  for (const guid of new Set(acme.github.deliveries.map((delivery) => delivery.guid)))
    await acme.github.redeliver(guid);
  expect([await acme.comments(parser), await acme.dashboard('api'), await acme.owners(parser)]).toEqual(
    before,
  );

  const id = await say(acme, 'bo', parser, 'Hm.');
  const edited = { owner: 'acme', repo: 'api', comment_id: id, body: '/debt release' };
  await acme.github.as('bo').rest.issues.updateComment(edited);
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await replies(acme, parser)).toHaveLength(1);
});

test('several commands in a comment: one that fails stops no other, and one reply says all there is to say', async () => {
  const { acme, parser } = await withParser({ rotation: { on_duty: 2 } });
  await say(acme, 'ana', parser, '/debt forgive\n/debt release\n/debt keep now\r\n/rotation who\n');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await thumbs(acme, parser)).toBe(1);
  const [reply, ...more] = await replies(acme, parser);
  expect(more).toEqual([]);
  expect(reply).toContain(
    '`/debt forgive`\n\nPaydown does not understand `/debt forgive`, so nothing was done. Write `/debt why`, `/debt release`, `/debt keep`, `/debt accept`, `/debt defer`, `/debt priority`, `/debt challenge` or `/debt undo`, alone on a line of a new comment.',
  );
  expect(reply).toContain('Write `/debt keep`, alone on a line');
  expect(reply).toContain('**On duty** in infra');
});

test('code, quotes and the commands of other bots are passed over in silence', async () => {
  const { acme, parser } = await withParser();
  await say(
    acme,
    'ana',
    parser,
    'Try\n```\n/debt release\n```\nor `/debt release`, as in\n\n> /debt release',
  );
  await say(acme, 'ana', parser, '/assign @bo\n/lgtm');
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await replies(acme, parser)).toEqual([]);
});

test('hostile commands are quoted without repeating what they do', async () => {
  const { acme, parser } = await withParser();
  for (const text of hostileTitles) await say(acme, 'dee', parser, `/debt ${text}`);
  const all = await replies(acme, parser);
  expect(all.length).toBeGreaterThan(hostileTitles.length / 2);
  for (const reply of all) {
    const { mentions, references, links, html } = effectsOf(reply);
    expect({ mentions, references, links, html }, reply).toEqual({
      mentions: [],
      references: [],
      links: [],
      html: [],
    });
  }
}, 60_000);

test('on a pull request commands are answered; there is no debt to release', async () => {
  const { acme } = await withParser();
  const change = { branch: 'faster', path: 'a.txt', content: 'a' };
  const number = await acme.github.openPullRequest('bo', 'api', { ...change, title: 'Faster' });
  const pull = { repo: 'api', number };
  await say(acme, 'dee', pull, '/rotation who\n/debt release');
  const [reply] = await replies(acme, pull);
  expect(reply).toContain('**On duty** in infra: **ana**');
  expect(reply).toContain('this is not an open debt issue');
});

test('without a config file, and in observe mode, commands are passed over in silence', async () => {
  const acme = await begin({ configs: { web: configFile({ mode: 'observe' }) } });
  for (const repo of ['api', 'web']) {
    const issue = await acme.as('pat').opens(repo, 'Old parser');
    await say(acme, 'dee', issue, '/paydown help\n/debt release\n/debt nonsense');
    expect(await acme.comments(issue)).toHaveLength(1);
    expect(await thumbs(acme, issue)).toBe(0);
  }
});

test('an answer that GitHub took but did not confirm is not given twice', async () => {
  const { acme, parser } = await withParser();
  const lost = new Set<string>();
  acme.github.intercept(({ by, method, path }) => {
    const isAnswer = path.endsWith(`/issues/${parser.number}/comments`) || path.endsWith('/reactions');
    if (by === 'ana' || method !== 'POST' || !isAnswer || lost.has(path)) return undefined;
    lost.add(path);
    return { kind: 'answer-after', status: 502 };
  });
  await say(acme, 'ana', parser, '/debt keep\n/rotation who');
  await acme.travelTo('2026-01-05T10:20:00Z');
  expect(lost.size).toBe(2);
  expect(await replies(acme, parser)).toHaveLength(1);
  expect(await thumbs(acme, parser)).toBe(1);
});

test('several commands in a comment are seen to in their order, also where GitHub is out at the first', async () => {
  const { acme, parser } = await withParser({ file: { agreement: { engineering: ['bo'] } } });
  await say(acme, 'bo', parser, '/debt accept until 2026-03-02 because it can wait');
  let asked = 0;
  acme.github.intercept(({ path }) => {
    if (!path.endsWith('/collaborators/bo/permission')) return undefined;
    asked += 1;
    return asked === 1 ? { kind: 'answer', status: 502, body: {} } : undefined;
  });
  await say(acme, 'bo', parser, '/debt undo\n/debt accept until 2026-04-01 because it comes later');
  await acme.travelTo('2026-01-05T10:20:00Z');
  expect(asked).toBe(3);
  expect(await acme.livingComment(parser)).toContain('**bo** accepted this debt until Wed 1 Apr 2026');
});
