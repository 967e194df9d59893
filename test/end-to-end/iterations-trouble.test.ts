/** Iterations where not everything goes as planned: people call them off, Paydown sleeps, GitHub fails, the file changes. */
import { expect, test } from 'vitest';
import {
  BEGINS,
  ENDS,
  edits,
  file,
  milestoneOf,
  milestones,
  PROPOSED,
  plain,
  proposal,
  proposals,
  told,
  withDebt,
} from './iteration-story.ts';
import { say } from './replies.ts';
import type { IssueAt } from './story.ts';

test('`observe` says on the dashboard what it would propose, and does nothing', async () => {
  const { acme } = await withDebt(['One', 'Two'], file({ mode: 'observe' }));
  await acme.travelTo(PROPOSED);
  expect((await acme.dashboard('infra')).body).toContain(
    '- propose **Infra iteration 2026-01-19**, from Mon 19 Jan 2026, 09:00 (Europe/Berlin), with 2 issues for 2 people',
  );
  await acme.travelTo(BEGINS);
  expect(await proposals(acme)).toEqual([]);
  expect(await told(acme)).toEqual([]);
  expect(await milestones(acme, 'api')).toEqual([]);
  // What has begun without it is let by.
  await acme.as('pat').configures('.github', file());
  await acme.quiet();
  expect(await proposals(acme)).toEqual([]);
  expect((await acme.dashboard('infra')).body).not.toContain('Infra iteration');
});

test('whoever closes the proposal calls it off; a file without that day does, and says so', async () => {
  const { acme, debts } = await withDebt(['One', 'Two']);
  await acme.travelTo(PROPOSED);
  const first = await proposal(acme);
  await acme.as('pat').closes({ repo: 'infra', number: first.number });
  await acme.quiet();
  await acme.travelTo(BEGINS);
  expect(await told(acme)).toEqual([]);
  expect(await acme.comments({ repo: 'infra', number: first.number })).toEqual([]);
  expect(await Promise.all(debts.map((debt) => acme.owners(debt)))).toEqual([[], []]);

  await acme.travelTo('2026-02-09T08:00:05Z');
  const second = (await proposals(acme)).find(({ state }) => state === 'open');
  expect(second?.body).toContain('**Infra iteration 2026-02-16**');
  await acme.as('pat').configures('.github', file({ iterations: { every: '3 weeks' } }));
  await acme.quiet();
  const said = await acme.comments({ repo: 'infra', number: second?.number ?? 0 });
  expect(said.map(({ body }) => body.split('\n')[1])).toEqual([
    '**Infra iteration 2026-02-16** is called off: the config file has no iteration on that day any more. The next is Mon 9 Mar 2026.',
  ]);
  expect((await proposals(acme)).map(({ state }) => state)).toEqual(['closed', 'closed']);
});

test('what not everybody in the home can see is a number, which is struck as one', async () => {
  const { acme, debts } = await withDebt(['One']);
  const [one] = debts as [IssueAt];
  const hidden = await acme.as('pat').opens('secret', 'Hidden');
  await acme.as('pat').opens('secret', 'Hidden too');
  await acme.quiet();
  await acme.travelTo(PROPOSED);
  const { body } = await proposal(acme);
  expect(body).toContain('- [x] 2 issues in repositories that not everybody here can see');
  await edits(acme, (text) => `${text}\n- [x] acme/secret#${hidden.number}`);
  await acme.travelTo(BEGINS);
  expect([await acme.owners(one), (await acme.owners(hidden)).length]).toEqual([['ana'], 1]);
  expect(await milestoneOf(acme, hidden)).toBe('Infra iteration 2026-01-19');
  await acme.travelTo(ENDS);
  const everything = await acme.everything('infra');
  expect(everything).toContain('  - 2 issues in repositories that not everybody here can see');
  expect(everything).toContain(
    'is in no repository that the config file governs, as far as everybody here can see it',
  );
  expect(everything).not.toContain('Hidden');

  await acme.travelTo('2026-02-09T08:00:05Z');
  const second = (await proposals(acme)).find(({ state }) => state === 'open');
  const issue = { owner: 'acme', repo: 'infra', issue_number: second?.number ?? 0 };
  const struck = (second?.body ?? '').replace('- [x] 2 issues', '- [ ] 2 issues');
  await acme.github.as('pat').rest.issues.update({ ...issue, body: struck });
  await acme.travelTo('2026-02-16T08:00:05Z');
  expect(await milestoneOf(acme, hidden)).toBe(null);
  expect(await milestoneOf(acme, one)).toBe('Infra iteration 2026-02-16');
});

test('whoever slept over the proposal and the start begins late, once; one that is over by then is let by', async () => {
  const { acme, debts } = await withDebt(['One', 'Two']);
  await acme.stopApp();
  acme.leapTo('2026-01-21T10:00:00Z');
  await acme.startApp();
  await acme.quiet();
  await acme.travelTo('2026-01-21T10:05:00Z');
  expect(await Promise.all(debts.map((debt) => acme.owners(debt)))).toEqual([['ana'], ['bo']]);
  expect(await proposals(acme)).toEqual([]);
  const [begins = '', ...more] = await told(acme);
  expect(more).toEqual([]);
  expect(begins).toContain('There was no proposal: Paydown was not running when it was due.');
  await acme.stopApp();
  acme.leapTo('2026-03-03T10:00:00Z');
  await acme.startApp();
  await acme.quiet();
  await acme.travelTo('2026-03-03T10:05:00Z');
  const all = await told(acme);
  expect(all.map((body) => body.split('\n')[0])).toEqual([
    '<!-- paydown:iteration:2026-01-19/begins -->',
    '<!-- paydown:iteration:2026-01-19/ends -->',
  ]);
  expect(all[1]).toContain('- The next: **Infra iteration 2026-03-16**, from Mon 16 Mar 2026.');
});

test('answers that get lost, refusals and repeats make one milestone, one comment and one assignment each', async () => {
  const { acme, debts } = await withDebt(['One', 'Two']);
  const lost = new Map<string, number>();
  acme.github.intercept(({ method, path, by }) => {
    const isOurs =
      by !== 'pat' && (method === 'POST' || method === 'PATCH') && !path.includes('access_tokens');
    const what = `${method} ${path.replace(/\d+$/, 'N')}`;
    if (!isOurs || !/milestones|issues(\/\d+)?$/.test(path)) return undefined;
    lost.set(what, (lost.get(what) ?? 0) + 1);
    // GitHub does the first of each, and nobody hears of it; the second is too much for it.
    if (lost.get(what) === 1) return { kind: 'reset-after' };
    return lost.get(what) === 2 ? { kind: 'answer', status: 502 } : undefined;
  });
  const settle = async (iso: string) => {
    await acme.travelTo(iso);
    for (const minutes of [6, 20])
      await acme.travelTo(new Date(Date.parse(iso) + minutes * 60_000).toISOString());
  };
  await settle(PROPOSED);
  expect(await proposals(acme)).toHaveLength(1);
  await settle(BEGINS);
  await acme.github.redeliver(acme.github.deliveries.at(-1)?.guid ?? '');
  expect(await milestones(acme, 'api')).toEqual(['Infra iteration 2026-01-19: open']);
  expect(await Promise.all(debts.map((debt) => milestoneOf(acme, debt)))).toEqual([
    'Infra iteration 2026-01-19',
    'Infra iteration 2026-01-19',
  ]);
  expect(await told(acme)).toHaveLength(1);
  await settle(ENDS);
  expect(await milestones(acme, 'api')).toEqual(['Infra iteration 2026-01-19: closed']);
  expect(await told(acme)).toHaveLength(2);
}, 180_000);

test('beside a rotation, over a change of clocks: its handoffs leave the iteration alone, and new debt is of those on duty', async () => {
  const infra = {
    name: 'infra',
    starts: '2026-01-05T09:00',
    every: '1 week',
    roster: ['ana', 'bo', 'cy'],
    cap: 1,
  };
  const iterations = {
    starts: '2026-03-09',
    every: '2 weeks',
    infra_every: 2,
    capacity: 1,
    roster: undefined,
  };
  const { acme, debts } = await withDebt(['One', 'Two', 'Three'], file({ rotations: [infra], iterations }));
  const [one, two, three] = debts as [IssueAt, IssueAt, IssueAt];
  expect(await acme.owners(one)).toEqual(['ana']);
  await acme.travelTo('2026-03-16T08:00:05Z');
  expect(plain((await proposal(acme)).body)).toContain('spread over 3 people, at most 1 issue each');
  await acme.travelTo('2026-03-23T08:00:05Z');
  const owners = async () =>
    [await acme.owners(one), await acme.owners(two), await acme.owners(three)].flat();
  const spread = await owners();
  expect(spread.toSorted()).toEqual(['ana', 'bo', 'cy']);
  await acme.travelTo('2026-03-30T07:00:05Z');
  expect(await acme.announcements('infra', 'handoff')).not.toEqual([]);
  expect(await owners()).toEqual(spread);
  await acme.travelTo('2026-04-06T06:59:00Z');
  expect((await told(acme)).length).toBe(1);
  await acme.travelTo('2026-04-06T07:00:05Z');
  expect((await told(acme)).length).toBe(2);
  const [only, ...more] = await owners();
  expect(more).toEqual([]);
  expect((await acme.dashboard('infra')).body).toContain(`**On duty** in infra: **${only}**`);
});

test('an issue that moves within the scope stays in the iteration, and slips out of the milestone where it is', async () => {
  const { acme, debts } = await withDebt(['One', 'Two']);
  const [one] = debts as [IssueAt];
  await acme.travelTo(PROPOSED);
  await acme.travelTo(BEGINS);
  const moved = await acme.as('pat').transfers(one, 'web');
  expect(await acme.owners(moved)).toEqual(['ana']);
  expect(await milestoneOf(acme, moved)).toBe('Infra iteration 2026-01-19');
  await acme.travelTo('2026-01-26T08:00:05Z');
  expect((await acme.dashboard('infra')).body).toContain('0 of 2 paid, 2 open.');
  await acme.travelTo(ENDS);
  expect([await acme.owners(moved), await milestoneOf(acme, moved)]).toEqual([[], null]);
  expect(plain((await told(acme))[1] ?? '')).toContain(`  - acme/web#${moved.number} One`);
});

test('what is accepted while its iteration runs is told to be left for now, and is added to none', async () => {
  const { acme, debts } = await withDebt(['One', 'Two', 'Three', 'Four', 'Five']);
  const [one, two, five] = [debts[0], debts[1], debts[4]];
  if (!one || !two || !five) throw new Error('there is too little debt');
  const accepted = '/debt accept until 2026-06-01 because it is cheap to carry';
  await acme.travelTo(PROPOSED);
  await say(acme, 'pat', two, accepted);
  await say(acme, 'pat', five, accepted);
  await edits(acme, (body) => `${body}\n- [x] acme/${five.repo}#${five.number}`);
  await acme.travelTo(BEGINS);
  const { number } = await proposal(acme);
  expect((await acme.comments({ repo: 'infra', number })).at(-1)?.body).toContain(
    `\`acme/${five.repo}#${five.number}\` is no open debt that is to be paid now: it is closed, does not carry the label, was accepted or deferred`,
  );
  expect((await told(acme)).at(-1)).toContain(
    'Of what was proposed: 1 closed or decided otherwise meanwhile.',
  );
  await say(acme, 'pat', one, accepted);
  await acme.travelTo(ENDS);
  const end = plain((await told(acme)).at(-1) ?? '');
  expect(end).toContain(`- acme/api#${one.number} One, left for now by a decision\n`);
  expect(end).toContain('Three\n');
});
