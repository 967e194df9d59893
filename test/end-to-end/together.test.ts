/** Features that meet each other. */
import { expect, test } from 'vitest';
import { replies, say, withParser } from './replies.ts';
import { begin, configFile, type Story } from './story.ts';
import { addByHand, createTeam, granted, teamFile, withTeam } from './team-story.ts';

async function renames(acme: Story, from: string, to: string): Promise<void> {
  const { issues } = acme.github.as('pat').rest;
  await issues.updateLabel({ owner: 'acme', repo: 'api', name: from, new_name: to });
  await acme.quiet();
}

async function proposes(acme: Story, repo: string, content: string): Promise<string> {
  const path = '.github/paydown.yml';
  const pull = { title: 'Another rota', branch: 'rota', path, content };
  const number = await acme.github.openPullRequest('pat', repo, pull);
  const { pulls } = acme.github.as('pat').rest;
  const { head } = (await pulls.get({ owner: 'acme', repo, pull_number: number })).data;
  return (await acme.checkRuns(repo, head.sha))[0]?.summary ?? '';
}

test('the check counts debt whose label was renamed, as the file that names the earlier name does', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await renames(acme, 'tech-debt', 'owed');
  await acme.as('pat').retitles(parser, 'Older parser');
  await acme.quiet();
  const summary = await proposes(acme, 'api', configFile({ rotation: { cap: 5 } }));
  expect(summary).toContain('- 1 open issue counts as debt, as before.');
  expect(summary).toContain('Nobody is given anything, and nothing is taken from anybody.');
});

test('a debt label that was renamed and then taken away is told of as lost', async () => {
  const agreement = { engineering: ['dee'] };
  const acme = await begin({ configs: { api: configFile({ agreement }) } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  await renames(acme, 'tech-debt', 'owed');
  await acme.as('pat').unlabels(parser, 'owed');
  await acme.quiet();
  await acme.travelTo('2026-01-12T08:00:05Z');
  const report = (await acme.announcements('api', 'heartbeat')).at(-1);
  expect(report).toContain('1 issue lost its debt label while open');
});

test('who is in a secret team that is kept is not told by a pull request that makes it a squad', async () => {
  const acme = await begin({ permissions: granted });
  const description = 'kept by paydown';
  await createTeam(acme, 'infra on duty', { description, privacy: 'secret' });
  await addByHand(acme, 'infra-on-duty', 'dee');
  await acme.as('pat').configures('.github', teamFile());
  await acme.quiet();
  const roster = [{ squad: 'Secret', team: 'infra-on-duty' }, 'bo'];
  const summary = await proposes(acme, '.github', teamFile({ rotation: { team: undefined, roster } }));
  expect(summary).toContain('### infra');
  expect(summary).not.toContain('dee');
});

test('who is in a team that is kept is not told by a pull request that makes it a squad', async () => {
  const acme = await withTeam();
  await addByHand(acme, 'infra-on-duty', 'dee');
  await acme.travelTo('2026-01-06T02:00:05Z');
  const roster = [{ squad: 'Kept', team: 'infra-on-duty' }, 'bo'];
  const summary = await proposes(acme, '.github', teamFile({ rotation: { team: undefined, roster } }));
  expect(summary).toContain('### infra');
  expect(summary).not.toContain('dee');
});

test('who is in a secret team that was kept does not serve by name once the file makes it a squad', async () => {
  const acme = await begin({ permissions: granted });
  const description = 'kept by paydown';
  await createTeam(acme, 'infra on duty', { description, privacy: 'secret' });
  await addByHand(acme, 'infra-on-duty', 'dee');
  await acme.as('pat').configures('.github', teamFile());
  await acme.quiet();
  const roster = [{ squad: 'Secret', team: 'infra-on-duty' }, 'bo'];
  const rotations = [{ name: 'other', starts: '2026-01-05T09:00', every: '1 week', roster }];
  const sha = await acme.as('pat').configures('.github', teamFile({ rotations }));
  const [check] = await acme.checkRuns('.github', sha);
  expect(check?.summary).not.toContain('dee');
  expect(await acme.everything('infra')).not.toContain('dee');
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['bo']);
});

test('whoever cannot see where an agreement is taken back hears of it where they were asked', async () => {
  const { acme, parser } = await withParser({ file: { home: 'acme/infra' }, holder: '.github' });
  await say(acme, 'ana', parser, '/rotation ask @bo 2026-01-06..2026-01-07');
  await say(acme, 'bo', parser, '/rotation accept');
  const hidden = await acme.as('pat').opens('secret', 'Hidden', { labels: [] });
  acme.github.intercept(({ path }) =>
    path.endsWith('/secret/collaborators/bo/permission')
      ? { kind: 'answer', status: 200, body: { permission: 'none', role_name: '', user: null } }
      : undefined,
  );
  await say(acme, 'ana', hidden, '/rotation undo');
  expect((await replies(acme, parser)).at(-1)).toContain('@bo: **ana** took back what was agreed.');
});
