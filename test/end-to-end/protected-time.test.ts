/** Whether those on duty got the time that they were promised. */
import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

/** Three of six leave each week; the report comes on Wednesdays. */
const sixes = configFile({
  rotation: { roster: ['ana', 'bo', 'cy', 'dee', 'pat', 'eli'], on_duty: 3 },
  heartbeat: { day: 'wednesday', at: '09:00' },
});
const people = ['ana', 'bo', 'cy', 'dee', 'pat', 'eli'];
const seed = {
  organisation: 'acme',
  people,
  outsiders: ['stranger'],
  repositories: [{ name: 'api', labels: ['tech-debt'] }],
};

async function react(acme: Story, which: number, login: string, content: '+1' | '-1' | 'heart') {
  const comment = await handoffComment(acme, which);
  const reaction = { owner: 'acme', repo: 'api', comment_id: comment, content };
  await acme.github.as(login).rest.reactions.createForIssueComment(reaction);
}

async function handoffComment(acme: Story, which: number): Promise<number> {
  const { number } = await acme.dashboard('api');
  const { issues } = acme.github.as('pat').rest;
  const { data } = await issues.listComments({ owner: 'acme', repo: 'api', issue_number: number });
  const handoffs = data.filter(({ body }) => body?.startsWith('<!-- paydown:handoff:'));
  return handoffs.at(which)?.id ?? 0;
}

async function lastReport(acme: Story): Promise<string> {
  return (await acme.announcements('api', 'heartbeat')).at(-1) ?? '';
}

test('those who leave are asked by two reactions, and from five answers on the report has their total', async () => {
  const acme = await begin({ seed, configs: { api: sixes } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [handoff = ''] = await acme.announcements('api', 'handoff');
  expect(handoff).toContain(
    '**ana**, **bo** and **cy**: did you get the time that you were promised? React to this comment with 👍 for yes, 👎 for no',
  );
  await react(acme, 0, 'ana', '+1');
  await react(acme, 0, 'bo', '-1');
  await react(acme, 0, 'cy', '+1');
  await react(acme, 0, 'dee', '+1');
  await react(acme, 0, 'stranger', '-1');
  await acme.travelTo('2026-01-14T08:00:05Z');
  expect(await lastReport(acme)).not.toContain('Protected time');

  await acme.travelTo('2026-01-19T08:00:05Z');
  await react(acme, 1, 'dee', '+1');
  await react(acme, 1, 'pat', 'heart');
  await react(acme, 1, 'eli', '-1');
  await react(acme, 1, 'ana', '-1');
  await acme.travelTo('2026-01-21T08:00:05Z');
  const report = await lastReport(acme);
  expect(report).toContain('Protected time: 3 of 5 answers in eight weeks say that it was kept.');
  expect(report).not.toMatch(/\b(ana|bo|eli)\b/);
});

test('an answer may come or change until the report after the next; what was deleted keeps what was read of it', async () => {
  const acme = await begin({ seed, configs: { api: sixes } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  await react(acme, 0, 'ana', '+1');
  await react(acme, 0, 'bo', '+1');
  await acme.travelTo('2026-01-14T08:00:05Z');
  await acme.travelTo('2026-01-19T08:00:05Z');
  for (const login of ['dee', 'pat', 'eli']) await react(acme, 1, login, '+1');
  await react(acme, 0, 'bo', '-1');
  await react(acme, 0, 'cy', '-1');
  await acme.travelTo('2026-01-21T08:00:05Z');
  // Both thumbs of bo are no answer any more.
  expect(await lastReport(acme)).toContain('Protected time: 4 of 5 answers');

  const comment = { owner: 'acme', repo: 'api', comment_id: await handoffComment(acme, 1) };
  await acme.github.as('pat').rest.issues.deleteComment(comment);
  await acme.travelTo('2026-01-28T08:00:05Z');
  expect(await lastReport(acme)).toContain('Protected time: 4 of 5 answers');
  await acme.travelTo('2026-03-25T08:00:05Z');
  expect(await lastReport(acme)).not.toContain('Protected time');
});

test('the report does not wait for reactions that GitHub does not tell of now; the next one has them', async () => {
  const acme = await begin({ seed, configs: { api: sixes } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  for (const login of ['ana', 'bo', 'cy']) await react(acme, 0, login, '+1');
  const end = acme.github.intercept(({ method, path }) =>
    method === 'GET' && path.endsWith('/reactions') ? { kind: 'answer', status: 502 } : undefined,
  );
  await acme.travelTo('2026-01-14T08:00:05Z');
  expect(await acme.announcements('api', 'heartbeat')).toHaveLength(2);
  end();
  await acme.travelTo('2026-01-19T08:00:05Z');
  for (const login of ['dee', 'pat', 'eli']) await react(acme, 1, login, '+1');
  await acme.travelTo('2026-01-21T08:00:05Z');
  expect(await lastReport(acme)).toContain('Protected time: 6 of 6 answers');
});

test('nobody is asked where nobody leaves', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { roster: ['ana'] } }) } });
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [handoff = ''] = await acme.announcements('api', 'handoff');
  expect(handoff).not.toContain('promised');
});
