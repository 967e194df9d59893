/** The cord among people who change their mind, leave, or pull it at once. */
import { expect, test } from 'vitest';
import { alarmComments, withCord } from './andon-story.ts';
import { replies, say } from './replies.ts';
import { begin, configFile } from './story.ts';

test('of two pulls in one comment the first one counts, and after its end the next is an alarm of its own', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon the build is red\n/andon the tests are slow');
  expect(await alarmComments(acme, build)).toEqual([expect.stringContaining('Why: the build is red')]);
  expect(await replies(acme, build)).toEqual([expect.stringContaining('An alarm is open here already.')]);
  await say(acme, 'bo', build, '/andon withdraw\n/andon nobody\n/andon withdraw\n/andon everybody is stuck');
  expect((await alarmComments(acme, build)).map((comment) => comment.split('\n\n').slice(0, 2))).toEqual([
    [expect.stringContaining('is withdrawn'), 'Why: the build is red'],
    [expect.stringContaining('is withdrawn'), 'Why: nobody'],
    [expect.stringContaining('was pulled'), 'Why: everybody is stuck'],
  ]);
  expect(await acme.labelsOf(build)).toContain('andon');
});

test('on a closed issue an alarm issue opens, and that one stays closed', async () => {
  const { acme, build } = await withCord();
  await acme.as('cy').closes(build);
  await say(acme, 'bo', build, '/andon the build is red again');
  const issue = await acme.alarmIssue('api');
  expect(issue?.title).toBe('Andon: the build is red again');
  expect(issue?.body).toContain(`**bo** pulled the andon cord on #${build.number}.`);
  expect(await acme.stateOf(build)).toBe('closed');
  expect(await acme.labelsOf(build)).not.toContain('andon');
});

test('two cords pulled at once are two alarms, each with its own end', async () => {
  const { acme, build } = await withCord();
  const keys = await acme.as('cy').opens('api', 'Keys were stolen', { labels: [] });
  await Promise.all([
    acme.as('bo').comments(build, '/andon the build is red'),
    acme.as('cy').comments(keys, '/andon rotate all keys'),
  ]);
  const shown = (await acme.dashboard('api')).body;
  expect(shown).toContain('The build is red, pulled by **bo**');
  expect(shown).toContain('Keys were stolen, pulled by **cy**');
  await say(acme, 'ana', build, '/andon resolve it is green');
  const { body } = await acme.dashboard('api');
  expect(body).not.toContain('The build is red');
  expect(body).toContain('Keys were stolen, pulled by **cy**');
});

test('a comment that is edited pulls no cord, and takes none back; nor does deleting it once it was heard', async () => {
  const { acme, build } = await withCord();
  const { issues } = acme.github.as('bo').rest;
  const at = { owner: 'acme', repo: 'api' };
  const late = await say(acme, 'bo', build, 'The build is red');
  await issues.updateComment({ ...at, comment_id: late, body: '/andon the build is red' });
  expect(await acme.labelsOf(build)).not.toContain('andon');
  const heard = await say(acme, 'bo', build, '/andon nobody can release');
  await issues.updateComment({ ...at, comment_id: heard, body: '/andon withdraw' });
  await issues.deleteComment({ ...at, comment_id: heard });
  expect(await alarmComments(acme, build)).toEqual([expect.stringContaining('Why: nobody can release')]);
  expect(await acme.labelsOf(build)).toContain('andon');
});

test('an alarm issue that is moved out of the scope ends its alarm', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon the build is red');
  await acme.as('pat').transfers(build, 'web');
  expect((await acme.dashboard('api')).body).not.toContain('[!CAUTION]');
});

test('whoever left the organisation ends nothing, though the roster and the agreement still name them', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon the build is red');
  const left = /\/(?:collaborators|members|memberships)\/(?:ana|dee)(?:\/|$)/;
  acme.github.intercept(({ path }) =>
    left.test(path) ? { kind: 'answer', status: 404, body: {} } : undefined,
  );
  await say(acme, 'ana', build, '/andon ack');
  await say(acme, 'dee', build, '/andon resolve it is green');
  await acme.as('ana').closes(build);
  expect(await acme.stateOf(build)).toBe('open');
  expect((await alarmComments(acme, build))[0]).toContain('**The andon cord was pulled.**');
  await say(acme, 'pat', build, '/andon resolve it is green');
  expect((await alarmComments(acme, build))[0]).toContain('**This alarm is resolved.**');
});

test('people on duty who left are replaced by whoever maintains the repository, so that an alarm has a way out', async () => {
  const seed = {
    organisation: 'acme',
    people: ['ana', 'bo', 'pat'],
    owners: ['pat'],
    repositories: [{ name: 'api' }],
  };
  const rotation = { roster: ['ana'] };
  const acme = await begin({ seed, configs: { api: configFile({ andon: {}, rotation }) } });
  const build = await acme.as('bo').opens('api', 'The build is red', { labels: [] });
  await say(acme, 'bo', build, '/andon the build is red');
  acme.github.intercept(({ path }) =>
    /\/(?:collaborators|members|memberships)\/(?:ana|bo)(?:\/|$)/.test(path)
      ? { kind: 'answer', status: 404, body: {} }
      : undefined,
  );
  for (const login of ['ana', 'bo']) await say(acme, login, build, '/andon resolve it is green');
  expect(await acme.labelsOf(build)).toContain('andon');
  await say(acme, 'pat', build, '/andon resolve it is green');
  expect(await acme.labelsOf(build)).not.toContain('andon');
});
