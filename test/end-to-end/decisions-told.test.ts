import { expect, test } from 'vitest';
import { decided, withAgreement } from './decisions-story.ts';
import { replies, say } from './replies.ts';

test('the dashboard lists what is accepted and deferred, and of less visible repositories the number alone', async () => {
  const { acme, parser } = await withAgreement({ holder: '.github', file: { home: 'acme/infra' } });
  const hidden = await acme.as('pat').opens('secret', 'Hidden mess');
  const later = await acme.as('pat').opens('web', 'Later');
  await say(acme, 'bo', parser, '/debt accept until 2026-06-01 because @dee knows');
  await say(acme, 'bo', hidden, '/debt accept until 2026-03-01 because nobody may know');
  await say(acme, 'pat', later, '/debt defer until 2026-03-02 because the launch comes first');
  await say(acme, 'ana', parser, '/debt challenge because it is slow');
  const { body } = await acme.dashboard('infra');
  const register = body.slice(body.indexOf('**Accepted and deferred debt**'), body.indexOf('<details>'));
  const lines = register.split('\n').filter((line) => line.startsWith('- ') || line.startsWith('And '));
  expect(lines).toEqual([
    expect.stringMatching(/Later, deferred until Mon 2 Mar 2026 by \*\*pat\*\*: “the launch comes first”$/),
    expect.stringMatching(
      /Old parser, accepted until Mon 1 Jun 2026 by \*\*bo\*\*: “@\u200Bdee knows”; it is challenged$/,
    ),
    'And 1 issue in repositories that not everybody here can see.',
  ]);
  expect(body).toContain('| 3 | 0 | 0 | 0 |');
  expect(await acme.everything('infra')).not.toMatch(/Hidden mess|nobody may know/);
  await say(acme, 'pat', hidden, '/appeal because it leaks');
  expect((await replies(acme, hidden)).at(-1)).toContain('The CEO, **eve**, cannot see this repository');
  expect(await decided(acme, hidden)).toEqual([]);
});

test('the weekly report counts decisions, links appeals where they are many, and asks about a review that is due', async () => {
  const roster = ['ana'];
  const agreement = { engineering: ['bo'], product: ['pat'], ceo: 'eve', many_appeals: '1 in 2 weeks' };
  const { acme, parser } = await withAgreement({
    file: {
      agreement,
      rotations: [{ name: 'infra', starts: '2026-01-05T09:00', every: '1 week', roster, cap: 1 }],
    },
  });
  const second = await acme.as('pat').opens('api', 'Second');
  await say(acme, 'bo', second, '/debt accept until 2026-01-09 because it can wait');
  await say(acme, 'pat', second, '/appeal because it cannot');
  await say(acme, 'pat', parser, '/debt priority high');
  await acme.travelTo('2026-01-09T08:00:00Z');
  expect((await decided(acme, second)).at(-1)).toContain(
    'What **pat** held against it is over as well. Now nothing keeps the debt out of the queue any more.',
  );
  await acme.travelTo('2026-01-12T08:00:00Z');
  const report = (await acme.announcements('api', 'heartbeat')).at(-1) ?? '';
  expect(report).toContain('Decisions on debt: 1 accepted, 1 given a priority and 1 appeal.');
  expect(report).toContain('**1 appeal in 2 weeks.** So many say that');
  expect(report).toMatch(
    /\*\*To decide:\*\* .*#3.* was accepted, and its date has come: pay it now, or accept it once more\. @bo decides, as lead of engineering\./,
  );
});

test('whoever holds accepted debt keeps it, and is not asked whether they do', async () => {
  const rotation = { name: 'infra', starts: '2026-01-05T09:00', every: '8 weeks', nudge_after: '2 weeks' };
  const { acme, parser } = await withAgreement({
    file: { rotations: [{ ...rotation, roster: ['ana', 'bo', 'cy'] }] },
  });
  const other = await acme.as('pat').opens('api', 'Other', { assignees: ['cy'] });
  await acme.as('pat').assigns(parser, 'cy');
  await say(
    acme,
    'bo',
    parser,
    '/debt accept until 2026-03-02 because the vendor ships a new parser in spring',
  );
  expect(await acme.livingComment(parser)).toMatch(
    /\*\*cy\*\*.*own.* this debt, as a person decided[\s\S]*\*\*bo\*\* accepted/,
  );
  await acme.travelTo('2026-01-21T12:00:00Z');
  const asked = (said: readonly { body: string }[]) => said.filter(({ body }) => body.includes('@cy')).length;
  expect(asked(await acme.comments(other))).toBe(1);
  expect(asked(await acme.comments(parser))).toBe(0);
  expect(await acme.owners(parser)).toEqual(['cy']);
});
