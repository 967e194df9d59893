/** Every n-th iteration is given to infrastructure: proposed, begun, burnt down, and ended. */
import { expect, test } from 'vitest';
import {
  BEGINS,
  ENDS,
  edits,
  milestoneOf,
  milestones,
  PROPOSED,
  plain,
  proposal,
  proposals,
  told,
  withDebt,
} from './iteration-story.ts';
import type { IssueAt } from './story.ts';

test('a week before, what fits is proposed to the leads; at the start it is spread over the roster', async () => {
  const { acme, debts } = await withDebt(['One', 'Two', 'Three', 'Four', 'Five']);
  expect(await proposals(acme)).toEqual([]);
  await acme.travelTo('2026-01-12T07:59:00Z');
  expect(await proposals(acme)).toEqual([]);
  await acme.travelTo(PROPOSED);
  const { body } = await proposal(acme);
  expect(plain(body)).toContain(
    '@pat: **Infra iteration 2026-01-19** begins on Mon 19 Jan 2026, 09:00 (Europe/Berlin) and ends on Mon 2 Feb 2026, 09:00 (Europe/Berlin).',
  );
  expect(plain(body)).toContain(
    [
      '- [x] acme/api#1 One',
      '- [x] acme/web#1 Two',
      '- [x] acme/api#2 Three',
      '- [x] acme/web#2 Four',
      '',
    ].join('\n'),
  );
  expect(body).not.toContain('Five');
  expect((await acme.dashboard('infra')).body).toContain('**Infra iteration 2026-01-19** is proposed');
  expect(await Promise.all(debts.map((debt) => acme.owners(debt)))).toEqual([[], [], [], [], []]);

  await Promise.all([acme.travelTo(BEGINS), acme.app.tick(), acme.app.tick()]);
  expect(await Promise.all(debts.map((debt) => acme.owners(debt)))).toEqual([
    ['ana'],
    ['bo'],
    ['ana'],
    ['bo'],
    [],
  ]);
  expect(await milestones(acme, 'api')).toEqual(['Infra iteration 2026-01-19: open']);
  expect(await milestones(acme, 'web')).toEqual(['Infra iteration 2026-01-19: open']);
  expect(await milestones(acme, 'infra')).toEqual([]);
});

test('leads strike and add; one issue has another milestone; the heartbeat burns down; what slipped is named and goes back', async () => {
  const { acme, debts } = await withDebt(['One', 'Two', 'Three', 'Four', 'Five', 'Six']);
  const [one, two, three, four, five, six] = debts as [IssueAt, IssueAt, IssueAt, IssueAt, IssueAt, IssueAt];
  const pat = acme.github.as('pat').rest.issues;
  const other = await pat.createMilestone({ owner: 'acme', repo: 'web', title: 'v2' });
  await pat.update({ owner: 'acme', repo: 'web', issue_number: two.number, milestone: other.data.number });
  await acme.as('cy').assigns(three, 'cy');
  await acme.quiet();
  await acme.travelTo(PROPOSED);
  // What cy has is cy's, who is not on the roster.
  expect((await proposal(acme)).body).not.toContain('Three');
  await edits(acme, (body) => {
    const struck = body.replace(/- \[x\] (.*Four)/, '- [ ] $1');
    return `${struck}\n\n- [x] acme/web#${six.number}\n- [X] #4711 and more\n- [x] something @ana should do`;
  });
  await acme.travelTo(BEGINS);

  expect([
    await acme.owners(one),
    await acme.owners(two),
    await acme.owners(five),
    await acme.owners(six),
  ]).toEqual([['ana'], ['bo'], ['ana'], ['bo']]);
  expect(await acme.owners(four)).toEqual([]);
  expect([await milestoneOf(acme, one), await milestoneOf(acme, two), await milestoneOf(acme, six)]).toEqual([
    'Infra iteration 2026-01-19',
    'v2',
    'Infra iteration 2026-01-19',
  ]);
  const { number, state } = await proposal(acme);
  expect(state).toBe('closed');
  const said = await acme.comments({ repo: 'infra', number });
  expect(said.map(({ body }) => body.split('\n').slice(1).join('\n'))).toEqual([
    [
      '**Infra iteration 2026-01-19** has begun without these, though they are ticked:',
      '',
      '- `#4711 and more` is no open debt that is to be paid now: it is closed, does not carry the label, was accepted or deferred, or is not there.',
      '- `something @ana should do` names no issue.',
    ].join('\n'),
  ]);
  const [begins = '', ...more] = await told(acme);
  expect(more).toEqual([]);
  expect(plain(begins)).toContain('@ana and @bo: **Infra iteration 2026-01-19** has begun.');
  expect(plain(begins)).toContain('4 debt issues, at most 2 a person.');
  expect(plain(begins)).toContain('- Of what was proposed: 1 struck and 1 added.');
  expect(plain(begins)).toContain('- Only listed, as they have another milestone:\n  - acme/web#1 Two');
  expect(await acme.livingComment(one)).toContain(
    '**ana** owns this debt until Mon 2 Feb 2026, 09:00 (Europe/Berlin).',
  );
  expect(await acme.livingComment(one)).toContain(
    'Why: in Infra iteration 2026-01-19, with the fewest open debt issues.',
  );

  await acme.travelTo('2026-01-20T10:00:00Z');
  await acme.as('ana').closes(one);
  await acme.as('bo').comments(two, 'I have begun.');
  await acme.as('pat').closes(six, 'not_planned');
  await acme.quiet();
  await acme.travelTo('2026-01-26T08:00:05Z');
  const heartbeats = await acme.announcements('infra', 'heartbeat');
  expect(heartbeats.at(-1)).toContain(
    '**Infra iteration 2026-01-19**, until Mon 2 Feb 2026: 1 of 4 paid, 2 open.',
  );
  expect((await acme.dashboard('infra')).body).toContain('1 of 4 paid, 2 open.');

  await Promise.all([acme.travelTo(ENDS), acme.app.tick(), acme.app.tick()]);
  expect(await acme.owners(five)).toEqual([]);
  expect(await acme.owners(two)).toEqual(['bo']);
  expect(await acme.livingComment(five)).toContain(
    'it waits in the queue, in the order of the rank, for the next infra iteration.',
  );
  expect([await milestoneOf(acme, one), await milestoneOf(acme, two), await milestoneOf(acme, five)]).toEqual(
    ['Infra iteration 2026-01-19', 'v2', null],
  );
  expect(await milestones(acme, 'api')).toEqual(['Infra iteration 2026-01-19: closed']);
  const all = await told(acme);
  expect(all).toHaveLength(2);
  expect(
    plain(all[1] ?? '')
      .split('\n')
      .slice(1),
  ).toEqual([
    '**Infra iteration 2026-01-19** is over: 1 of 4 debt issues was paid. Thanks to **ana**.',
    '',
    '- 2 issues slipped: out of the milestone, and back in the queue unless somebody keeps it:',
    '  - acme/web#1 Two, stays with **bo**',
    '  - acme/api#3 Five',
    '- Beside these: 1 declined.',
    '- The next: **Infra iteration 2026-02-16**, from Mon 16 Feb 2026.',
  ]);
});
