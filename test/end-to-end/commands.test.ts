/** What people reach by slash commands. */
import { expect, test } from 'vitest';
import { replies, say, thumbs, withParser } from './replies.ts';
import { configFile } from './story.ts';

const FIRST_HANDOFF = '2026-01-12T08:00:05Z';
const SECOND_HANDOFF = '2026-01-19T08:00:05Z';

test('the owner releases a debt issue: a thumb says so, the next in line gets it, and the story is told', async () => {
  const { acme, parser } = await withParser({ rotation: { on_duty: 2 } });
  expect(await acme.owners(parser)).toEqual(['ana']);
  await say(acme, 'ana', parser, '/debt release');
  expect(await acme.owners(parser)).toEqual(['bo']);
  const comment = await acme.livingComment(parser);
  expect(comment).toContain('**bo** owns this debt until');
  expect(comment).toContain('Released by **ana**, so it does not go back there.');
  expect(await thumbs(acme, parser)).toBe(1);
  expect(await replies(acme, parser)).toEqual([]);
  const { body } = await acme.dashboard('api');
  expect(body).toContain('<summary>Changed by commands, newest first</summary>');
  const [who, what] = ['**ana** released their debt', `acme/api#${parser.number}`];
  expect(body).toContain(`- Mon 5 Jan 2026, 11:00 (Europe/Berlin): \`/debt release\`, ${who}, [${what}](`);
  expect(body).toMatch(/\(https:\/\/redirect\.github\.com\/acme\/api\/issues\/\d+#issuecomment-\d+\)/);
});

test('with nobody else in line a released issue waits, and the shift of somebody else gives it away', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/debt release');
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.livingComment(parser)).toContain('it waits in the queue');
  expect(await acme.livingComment(parser)).toContain('Released by **ana**');
  await acme.travelTo('2026-01-06T10:00:00Z');
  expect(await acme.owners(parser)).toEqual([]);
  await acme.travelTo(FIRST_HANDOFF);
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('somebody else cannot release a debt issue, but whoever maintains the repository can', async () => {
  const { acme, parser } = await withParser({ rotation: { on_duty: 2 } });
  await say(acme, 'dee', parser, '/debt release');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const [refusal] = await replies(acme, parser);
  expect(refusal).toMatch(
    /^This debt is owned by \*\*ana\*\*: the owner can release it, and so can a lead \(where the config/,
  );
  expect(await thumbs(acme, parser)).toBe(0);

  acme.github.intercept(({ path }) =>
    path.endsWith('/collaborators/dee/permission')
      ? { kind: 'answer', status: 200, body: { permission: 'write', role_name: 'maintain', user: null } }
      : undefined,
  );
  await say(acme, 'dee', parser, '/debt release');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect((await acme.dashboard('api')).body).toContain('**dee** released the debt of **ana**');
});

test('the owner keeps a debt issue across the next handoff, and only that one', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'dee', parser, '/debt keep');
  expect(await replies(acme, parser)).toEqual([
    expect.stringMatching(/the owner can keep it, and so can a lead/),
  ]);
  await say(acme, 'ana', parser, '/debt keep');
  expect(await thumbs(acme, parser)).toBe(1);
  const comment = await acme.livingComment(parser);
  expect(comment).toContain('**ana** owns this debt until Mon 19 Jan 2026, 09:00 (Europe/Berlin).');
  expect(comment).toContain('By request, **ana** keeps it across the next handoff.');

  await acme.travelTo(FIRST_HANDOFF);
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect((await acme.announcements('api', 'handoff')).join()).toContain(
    'Stays with **ana**, as it was asked for:',
  );
  expect(await acme.livingComment(parser)).not.toContain('By request');
  await acme.travelTo(SECOND_HANDOFF);
  expect(await acme.owners(parser)).toEqual(['cy']);
});

test('a lead has a debt issue stay with its owner across the next handoff', async () => {
  const { acme, parser } = await withParser({ file: { agreement: { engineering: ['dee'] } } });
  await say(acme, 'dee', parser, '/debt keep');
  expect(await thumbs(acme, parser)).toBe(1);
  expect((await acme.dashboard('api')).body).toContain('**dee** had **ana** keep their debt across');
  await acme.travelTo(FIRST_HANDOFF);
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('where debt stays anyway there is nothing to keep, and the reply says so', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, 'The old grammar is to blame.');
  await say(acme, 'ana', parser, '/debt keep');
  expect(await replies(acme, parser)).toEqual([expect.stringMatching(/^The work has begun, so/)]);
  await acme.as('pat').configures('api', configFile({ rotation: { handoff: 'keep' } }));
  await say(acme, 'ana', parser, '/debt keep');
  expect((await replies(acme, parser))[1]).toMatch(/^Debt stays with its owner across every handoff here/);
});

test('a comment that says nothing but commands is no started work: the issue moves on', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'ana', parser, '/rotation who');
  await acme.travelTo(FIRST_HANDOFF);
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('what nobody owns, a person gave, or is no debt, is neither released nor kept, and the reply says what to do', async () => {
  const { acme } = await withParser({ rotation: { cap: 0 } });
  const pat = acme.as('pat');
  const waiting = await pat.opens('api', 'Waits');
  const held = await pat.opens('api', 'Held', { assignees: ['dee'] });
  const other = await pat.opens('api', 'Bug', { labels: ['bug'] });
  for (const [issue, words] of [
    [waiting, /nobody owns this debt now/],
    [held, /A person gave this debt to \*\*dee\*\*/],
    [other, /this is not an open debt issue/],
  ] as const) {
    await say(acme, 'dee', issue, '/debt release\n/debt keep');
    const [reply, ...more] = await replies(acme, issue);
    expect(more).toEqual([]);
    expect(reply?.match(new RegExp(words, 'g'))).toHaveLength(2);
  }
  expect(await acme.owners(held)).toEqual(['dee']);
});

test('/rotation who: who is on duty and until when, who is next, and who has waited how long; nobody is notified', async () => {
  const { acme, parser } = await withParser();
  await acme.travelTo(FIRST_HANDOFF);
  await say(acme, 'dee', parser, '/rotation who');
  expect(await replies(acme, parser)).toEqual([
    [
      '**On duty** in infra: **bo** until Mon 19 Jan 2026, 09:00 (Europe/Berlin).',
      '**Next**, from Mon 19 Jan 2026, 09:00 (Europe/Berlin): **cy**. Whoever has waited longest goes next:',
      '',
      '- **cy**: has not served yet, has waited 7 days, since Mon 5 Jan 2026',
      '- **ana**: has waited less than a day, since Mon 12 Jan 2026',
    ].join('\n'),
  ]);
});

test('/rotation who says where nobody is on duty, and who is passed over', async () => {
  const away = ['ana', 'bo', 'cy'].map((login) => ({ login, from: '2026-01-05', to: '2026-01-12' }));
  const { acme, parser } = await withParser({
    rotation: { away: [...away, { login: 'ana', from: '2026-01-12', to: '2026-01-20' }] },
  });
  await say(acme, 'dee', parser, '/rotation who');
  const [reply] = await replies(acme, parser);
  expect(reply).toContain('**Nobody is on duty** in infra until Mon 12 Jan 2026, 09:00 (Europe/Berlin).');
  expect(reply).toContain(': **bo**. Whoever has waited longest goes next:');
  expect(reply).toMatch(/- \*\*ana\*\*: .*, not available then\n/);
});

test('the rota is not told where more people read than may read the config file and the dashboard', async () => {
  const { acme } = await withParser({ file: { home: 'acme/secret' }, holder: '.github' });
  await acme.as('pat').makes('.github', 'private');
  const open = await acme.as('pat').opens('api', 'Open');
  const closed = await acme.as('pat').opens('secret', 'Closed');
  await say(acme, 'dee', open, '/rotation who');
  await say(acme, 'dee', closed, '/rotation who');
  expect((await replies(acme, open))[0]).toMatch(/^Who is on duty is told on the dashboard, in a repository/);
  expect((await replies(acme, closed))[0]).toContain('**On duty** in infra: **ana**');
});

test('/paydown help names every command there is', async () => {
  const { acme, parser } = await withParser();
  await say(acme, 'dee', parser, '/Paydown HELP');
  const [help, ...more] = await replies(acme, parser);
  expect(more).toEqual([]);
  for (const usage of ['/rotation who', '/debt release', '/debt keep', '/paydown help'])
    expect(help).toContain(`- \`${usage}\`: `);
});
