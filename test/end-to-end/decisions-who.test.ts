import { expect, test } from 'vitest';
import { ofMany, withAgreement } from './decisions-story.ts';
import { replies, say } from './replies.ts';
import { begin, configFile } from './story.ts';

const ALL = [
  '/debt accept until 2026-02-02 because so',
  '/debt defer until 2026-02-02 because so',
  '/debt priority high',
  '/debt challenge because so',
  '/debt undo',
  '/appeal because so',
  '/ruling uphold because so',
];

/** What becomes of each command on an issue about which nothing is decided, and what whoever may not is told. */
const TOLD: Readonly<Record<string, RegExp>> = {
  '/debt accept': /this is for whoever leads engineering \(\*\*bo\*\* and \*\*cy\*\*\)/,
  '/debt defer': /this is for whoever leads product/,
  '/debt priority': /this is for whoever leads product/,
  '/debt challenge': /There is nothing to challenge/,
  '/debt undo': /this is for whoever leads engineering, product and design/,
  '/appeal': /this is for whoever leads engineering, product and design/,
  '/ruling': /this is for the CEO \(\*\*eve\*\*\)/,
};

/** Who may: what is not here may not. `done` leaves no words. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  ana: ['/debt challenge'],
  dee: ['/debt challenge', '/debt undo', '/appeal'],
  eve: ['/debt challenge', '/ruling'],
  pat: ['/debt challenge', '/debt defer', '/debt priority', '/debt undo', '/appeal'],
  bo: ['/debt challenge', '/debt accept', '/debt undo', '/appeal'],
};

test('each command is for whom the agreement names, whatever their role, and whoever may not is told who may', async () => {
  const { acme } = await withAgreement();
  for (const [login, may] of Object.entries(MAY)) {
    const issue = await acme.as('pat').opens('api', `About ${login}`);
    await say(acme, login, issue, ALL.join('\n'));
    const [answer = '', ...more] = await replies(acme, issue);
    expect(more).toEqual([]);
    const told = ofMany(answer);
    for (const line of ALL) {
      const usage = Object.keys(TOLD).find((one) => line.startsWith(one)) ?? '';
      const words = told.get(line) ?? '';
      if (may.includes(usage)) expect(`${login} ${line}: ${words}`).not.toContain('this is for');
      else expect(`${login} ${line}: ${words}`).toMatch(TOLD[usage] ?? /./);
    }
  }
});

test('a stranger is told once, help names what one may write, and a maintainer is no lead', async () => {
  const { acme, parser } = await withAgreement();
  await say(acme, 'stranger', parser, ALL[0] ?? '');
  await say(acme, 'stranger', parser, ALL[5] ?? '');
  const [told = '', ...more] = await replies(acme, parser);
  expect(more).toEqual([]);
  expect(told).toContain('this is for whoever leads engineering');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await say(acme, 'eve', parser, '/paydown help');
  const help = (await replies(acme, parser)).at(-1) ?? '';
  expect(help).toContain('- `/ruling`');
  expect(help).toContain('- `/debt challenge`');
  expect(help).not.toMatch(/`\/debt accept`|`\/appeal`|`\/rotation who`/);
  await say(acme, 'ana', parser, '/paydown help');
  const hers = (await replies(acme, parser)).at(-1) ?? '';
  expect(hers).toContain('- `/rotation who`');
  expect(hers).not.toMatch(/`\/debt accept`|`\/ruling`/);
});

test('without an agreement nobody decides, and the one who may change the file is told how to', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await say(acme, 'pat', parser, '/debt accept until 2026-02-02 because so\n/appeal because so');
  const [told = ''] = await replies(acme, parser);
  expect(told).toContain('the working agreement names nobody');
  expect(told).toContain('under `agreement.engineering`');
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('what hurts users is deferred, and made urgent, by design as well; who decides is for the file to say', async () => {
  const hurts = "### Business outcome it hurts\n\nUsers' experience";
  const decides = { accept: ['product'] };
  const { acme, parser } = await withAgreement({
    body: hurts,
    file: {
      agreement: { engineering: ['bo'], product: ['pat'], design: ['dee'], ceo: 'eve', decides },
      rotations: [
        { name: 'infra', starts: '2026-01-05T09:00', every: '1 week', roster: ['ana', 'bo', 'cy'], cap: 1 },
      ],
    },
  });
  const second = await acme.as('pat').opens('api', 'Second');
  const third = await acme.as('pat').opens('api', 'Third', { body: hurts });
  await say(acme, 'dee', third, '/debt priority high because people leave');
  await say(acme, 'dee', second, '/debt priority high');
  expect((await replies(acme, second)).at(-1)).toContain('this is for whoever leads product (**pat**)');
  await say(acme, 'ana', third, '/debt why');
  expect((await replies(acme, third)).at(-1)).toContain('**1st of 3**: high priority, its cost is not known');
  await say(acme, 'bo', parser, '/debt accept until 2026-02-02 because so');
  expect((await replies(acme, parser)).at(-1)).toContain('this is for whoever leads product (**pat**)');
  await say(acme, 'dee', parser, '/debt defer until 2026-02-02 because the launch comes first');
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.owners(third)).toEqual(['ana']);
  expect(await acme.owners(second)).toEqual([]);
  await say(acme, 'pat', parser, '/debt undo because there is time after all');
  await say(acme, 'dee', third, '/debt priority normal');
  expect(await acme.livingComment(parser)).toContain('Nobody owns this debt yet: it waits in the queue');
});
