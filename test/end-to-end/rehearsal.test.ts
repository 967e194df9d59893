import { expect, test } from 'vitest';
import { PATH, proposes, pushes, theCheck } from './check-story.ts';
import { begin, configFile } from './story.ts';

const link = (repo: string, number: number) =>
  `[acme/${repo}#${number}](https://redirect.github.com/acme/${repo}/issues/${number})`;

test('a pull request that edits the roster shows whose shifts move, and what merging it does at once', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  const after = configFile({ rotation: { roster: ['bo', 'cy', 'dee'] } });
  const { conclusion, summary } = await proposes(acme, 'api', after);
  expect(conclusion).toBe('success');
  expect(summary).toContain(
    [
      '### What merging this does, as things stand on Mon 5 Jan 2026',
      '',
      '- 1 open issue counts as debt, as before.',
      `- ${link('api', parser.number)} Old parser moves, from **ana** to **bo**.`,
      '- 1 comment on the dashboard tells whoever covers at once. 1 comment is edited, which notifies nobody.',
      '',
      '### infra',
      '',
      '- **ana** no longer serves 5 Jan–12 Jan, 26 Jan–2 Feb and 16 Feb–23 Feb.',
      '- **bo** serves 5 Jan–12 Jan as well.',
      '- **dee** serves 26 Jan–2 Feb and 16 Feb–23 Feb as well.',
      '',
      '| from (Europe/Berlin) | now | then |',
      '| :-- | :-- | :-- |',
      '| now, until Mon 12 Jan 2026, 09:00 | ana | **bo** |',
      '| Mon 12 Jan 2026, 09:00 | bo | bo |',
      '| Mon 19 Jan 2026, 09:00 | cy | cy |',
      '| Mon 26 Jan 2026, 09:00 | ana | **dee** |',
    ].join('\n'),
  );
  expect(await acme.owners(parser)).toEqual(['ana']);
  expect(await acme.comments(parser)).toHaveLength(1);
  expect(await acme.announcements('api', 'handoff')).toEqual([]);

  await acme.as('pat').configures('api', after);
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.comments(parser)).toHaveLength(1);
  expect(await acme.announcements('api', 'handoff')).toEqual([
    expect.stringContaining('@bo: you cover for **ana** in infra'),
  ]);
  expect((await acme.dashboard('api')).body).toContain('**On duty** in infra: **bo** until Mon 12 Jan 2026');
});

test('a pull request with the first file shows the first shifts and what counts as debt, and merging it does just that', async () => {
  const acme = await begin();
  const pat = acme.as('pat');
  const debts = [];
  for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) debts.push(await pat.opens('api', title));
  await pat.opens('api', 'No debt', { labels: ['bug'] });
  await pat.opens('api', 'Held', { assignees: ['ana'] });
  const file = configFile({ rotation: { on_duty: 2, cap: 2 } });
  const { conclusion, summary } = await proposes(acme, 'api', file);
  expect(conclusion).toBe('success');
  expect(summary).toContain(
    [
      '- 6 open issues count as debt.',
      '- **bo** is given 2 issues and **ana** is given 1 issue: the oldest debt first, once all of it is counted.',
      '- 2 issues wait for an owner.',
      '- The dashboard is opened, as an issue in `acme/api`.',
      '- 3 comments are posted, one on each issue that is given for the first time.',
      '',
      '### infra',
      '',
      'This rotation is new. Its first shifts:',
      '',
      '| from (Europe/Berlin) | on duty |',
      '| :-- | :-- |',
      '| now, until Mon 12 Jan 2026, 09:00 | ana and bo |',
      '| Mon 12 Jan 2026, 09:00 | cy and ana |',
    ].join('\n'),
  );
  expect(summary.match(/^\| .* 09:00 \|/gm)).toHaveLength(8);
  expect(await acme.dashboards('api')).toEqual([]);

  await pat.configures('api', file);
  const owners = await Promise.all(debts.map((debt) => acme.owners(debt)));
  expect(owners.flat().toSorted()).toEqual(['ana', 'bo', 'bo']);
  const comments = await Promise.all(debts.map((debt) => acme.comments(debt)));
  expect(comments.flat()).toHaveLength(3);
});

test('a push is told what it does, before it has done it', async () => {
  const acme = await begin();
  const first = await pushes(acme, 'api', configFile());
  expect(first.summary).toContain('### What this version does\n\n- 0 open issues count as debt.');
  expect(first.summary).toContain('This rotation is new. Its first shifts:');
  const second = await pushes(acme, 'api', configFile({ rotation: { roster: ['ana', 'cy', 'bo'] } }));
  expect(second.summary).toContain('- 0 open issues count as debt, as before.');
  expect(second.summary).toContain('- **cy** serves 12 Jan–19 Jan');
  expect(second.summary).toContain('| Mon 12 Jan 2026, 09:00 | bo | **cy** |');
  const third = await pushes(acme, 'api', configFile({ rotation: { roster: ['ana', 'cy', 'bo'], cap: 5 } }));
  expect(third.summary).toContain("### infra\n\nNobody's shifts move.");
  expect(third.summary).toContain('- Nobody is given anything, and nothing is taken from anybody.');
});

test('a file with a mistake is not rehearsed', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const { conclusion, summary } = await proposes(acme, 'api', configFile({ rotation: { roaster: ['ana'] } }));
  expect(conclusion).toBe('failure');
  expect(summary).toMatch(/\n- line \d+: error: `roaster` is not a key/);
  expect(summary).not.toContain('###');
});

test('what a public check says of private repositories is a number at most, and nothing to whoever merely proposes', async () => {
  const everywhere = (changes = {}) => configFile({ home: 'acme/infra', ...changes });
  const acme = await begin({
    configs: { '.github': everywhere({ rotation: { roster: ['ana', 'bo', 'cy'], cap: 0 } }) },
  });
  const pat = acme.as('pat');
  const open = await pat.opens('web', 'Old styles');
  await pat.opens('secret', 'Leaking cellar');
  await pat.opens('secret', 'Merger', { labels: ['acquisition'] });

  const wider = everywhere({ debt: { labels: ['tech-debt', 'acquisition'] } });
  const proposed = await proposes(acme, '.github', wider);
  expect(proposed.summary).toContain('- 1 open issue counts as debt');
  expect(proposed.summary).toContain('others are left out of these numbers');
  expect(proposed.summary).not.toMatch(/cellar|Merger|secret/i);

  const pushed = await pushes(acme, '.github', everywhere());
  expect(pushed.summary).toContain('- 2 open issues count as debt, as before.');
  expect(pushed.summary).toContain(`- ${link('web', open.number)} Old styles is given, to **ana**.`);
  expect(pushed.summary).toContain(
    '- 1 issue in repositories that not everybody here can see is given, to **ana**.',
  );
  expect(pushed.summary).not.toMatch(/cellar|secret/i);
});

test('a check stops telling of a repository that becomes private', async () => {
  const acme = await begin({
    configs: { '.github': configFile({ home: 'acme/infra', rotation: { cap: 0 } }) },
  });
  await acme.as('pat').opens('web', 'Old styles');
  await acme.quiet();
  const sha = await acme.as('pat').configures('.github', configFile({ home: 'acme/infra' }));
  expect((await theCheck(acme, '.github', sha)).summary).toContain('Old styles is given');
  await acme.as('pat').makes('web', 'private');
  const { title, summary } = await theCheck(acme, '.github', sha);
  expect(summary).toContain('an issue in a repository that not everybody here can see is given');
  expect(summary).not.toContain('styles');
  expect(title).toBe('.github/paydown.yml is good');
});

test('in observe mode it is said what `act` would do, and the way from one to the other is a rehearsal as well', async () => {
  const acme = await begin({ configs: { api: configFile({ mode: 'observe' }) } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  const observing = await proposes(acme, 'api', configFile({ mode: 'observe', rotation: { cap: 2 } }));
  expect(observing.summary).toContain(
    `- Nobody is assigned. With \`mode: act\` this would be done:\n  - ${link('api', parser.number)} Old parser is given, to **ana**.`,
  );
  expect(observing.summary).toContain('- No comment is posted.');
  const acting = await proposes(acme, 'api', configFile());
  expect(acting.summary).toContain('- Paydown acts from then on, where it only observed before.');
  expect(acting.summary).toContain(`- ${link('api', parser.number)} Old parser is given, to **ana**.`);
  expect(acting.summary).toContain('- 1 comment is posted, one on each issue');

  await acme.as('pat').configures('api', configFile());
  expect(await acme.owners(parser)).toEqual(['ana']);
  const resting = await proposes(acme, 'api', configFile({ mode: 'observe' }));
  expect(resting.summary).toContain('- Paydown only observes from then on');
  expect(resting.summary).toContain('- Nobody is assigned.');
});

test('a rotation that is removed, and one that takes its place under another name', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  const removed = await proposes(acme, 'api', configFile({ rotations: [] }));
  expect(removed.summary).toContain('This rotation ends: nobody serves in it any more.');
  expect(removed.summary).toContain('- Nobody is given anything, and nothing is taken from anybody.');
  const renamed = await proposes(acme, 'api', configFile({ rotation: { name: 'platform' } }));
  expect(renamed.summary).toContain('> A rotation is known by its name: platform begins without a past');
  expect(renamed.summary).toContain('### platform\n\nThis rotation is new.');
  expect(renamed.summary).toContain('### infra\n\nThis rotation ends');

  await acme.as('pat').configures('api', configFile({ rotations: [] }));
  expect(await acme.owners(parser)).toEqual(['ana']);
});

test('other labels end debt and begin it: what is taken back is named', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.as('pat').opens('api', 'Crash', { labels: ['bug'] });
  await acme.quiet();
  const file = configFile({ debt: { labels: ['bug'] } });
  const { summary } = await proposes(acme, 'api', file);
  expect(summary).toContain('- 1 open issue counts as debt, as before.');
  expect(summary).toContain(
    `- ${link('api', parser.number)} Old parser is taken back as no debt any more, from **ana**.`,
  );
  expect(summary).toContain('- **ana** is given 1 issue: the oldest debt first');
  await acme.as('pat').configures('api', file);
  expect(await acme.owners(parser)).toEqual([]);
});

test('several rotations, squads and stints, and what people arranged, are in the plan', async () => {
  const web = { name: 'web', starts: '2026-01-05T09:00', every: '1 week', repositories: ['web'] };
  const squads = [
    { squad: 'payments', members: ['pia', 'per'] },
    { squad: 'search', members: ['sam', 'sue'] },
  ];
  const infra = { name: 'infra', starts: '2026-01-05T09:00', every: '1 week', roster: ['ana', 'bo', 'cy'] };
  const before = configFile({ home: 'acme/infra', rotations: [{ ...web, roster: squads }, infra] });
  const acme = await begin({ configs: { '.github': before } });
  const talk = await acme.as('bo').opens('api', 'Talk', { labels: [] });
  await acme.as('bo').comments(talk, '/rotation cover @ana 2026-01-08');
  await acme.quiet();
  const after = configFile({
    home: 'acme/infra',
    rotations: [
      { ...web, roster: squads.toReversed() },
      { ...infra, on_duty: 2, stint: 2 },
    ],
  });
  const { summary } = await proposes(acme, '.github', after);
  expect(summary).toContain('### web\n');
  expect(summary).toContain('### infra\n');
  expect(summary).toContain('| now, until Mon 12 Jan 2026, 09:00 | pia and per | pia and per |');
  expect(summary).toContain('; from Thu 8 Jan 2026, 00:00: bo; from Fri 9 Jan 2026, 00:00: ana');
});

test('a file that is removed says what ends', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const { rest } = acme.github.as('pat');
  await acme.as('pat').removesConfig('api');
  const { data } = await rest.repos.getCommit({ owner: 'acme', repo: 'api', ref: 'main' });
  const { conclusion, title, summary } = await theCheck(acme, 'api', data.sha);
  expect([conclusion, title]).toEqual(['neutral', `${PATH} is removed`]);
  expect(summary).toContain('what is assigned stays assigned');
});

test('what would take too long to plan is checked all the same, and not played', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const endless = { name: 'endless', starts: '1970-01-01T09:00', every: '1 hour', roster: ['ana', 'bo'] };
  const { conclusion, summary } = await proposes(acme, 'api', configFile({ rotations: [endless] }));
  expect(conclusion).toBe('success');
  expect(summary).toContain('was not rehearsed: there is too much to plan');
});
