/** The andon cord: pulled, acknowledged, resolved, withdrawn, and who may. */
import { describe, expect, test } from 'vitest';
import { agreement, alarmComments, withCord } from './andon-story.ts';
import { asABot, deliver } from './as-a-bot.ts';
import { replies, say, thumbs } from './replies.ts';
import { begin, configFile } from './story.ts';

test('a cord that is pulled makes the issue an alarm, tells who is on duty and who leads engineering, and stands first on the dashboard', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon nobody can release: the build of main is red');
  const [comment = '', ...more] = await alarmComments(acme, build);
  expect(more).toEqual([]);
  expect(comment).toContain('**The andon cord was pulled.** Thank you, **bo**');
  expect(comment).toContain('Why: nobody can release: the build of main is red');
  expect(comment).toContain('@ana: you are told, for you are on duty.');
  expect(comment).toContain('@dee: you are told, for you lead engineering.');
  expect(await acme.labelsOf(build)).toContain('andon');
  expect(await thumbs(acme, build)).toBe(1);
  const { body } = await acme.dashboard('api');
  expect(body.split('\n')[1]).toBe('> [!CAUTION]');
  expect(body).toContain('> **An alarm is open**');
  expect(body).toContain('pulled by **bo**');
});

test('a reason with code or a tag in it pulls the cord as well', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon `main` is red: Vec<u8> is gone');
  expect((await alarmComments(acme, build))[0]).toContain('Why: \\`main\\` is red: Vec&lt;u8&gt; is gone');
  expect(await thumbs(acme, build)).toBe(1);
});

test('whoever is on duty acknowledges and resolves it, in the same comment, and the puller is thanked', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon the build is red');
  await say(acme, 'ana', build, '/andon ack');
  expect((await alarmComments(acme, build))[0]).toContain('Acknowledged by **ana**, Mon 5 Jan 2026, 11:00');
  await say(acme, 'ana', build, '/andon resolve the Cache was full');
  const [comment = '', ...more] = await alarmComments(acme, build);
  expect(more).toEqual([]);
  expect(comment).toContain(
    '**This alarm is resolved.** Thank you, **bo**, for pulling the cord, and **ana** for seeing to it.',
  );
  expect(comment).toContain('How it was resolved: the Cache was full');
  expect(await acme.labelsOf(build)).not.toContain('andon');
  expect((await acme.dashboard('api')).body).not.toContain('[!CAUTION]');
});

test('pulled on a pull request, an alarm issue opens, which is closed when it is resolved there', async () => {
  const { acme } = await withCord();
  const number = await acme.github.openPullRequest('cy', 'api', {
    ...{ title: 'Faster', branch: 'faster', path: 'fast.txt', content: 'fast' },
  });
  const pull = { repo: 'api', number };
  await say(acme, 'bo', pull, '/andon this deletes data');
  expect(await replies(acme, pull)).toEqual([
    'Thank you for pulling the cord. An issue labelled `andon` opens in this repository, and whoever is on duty is told there.',
  ]);
  const issue = await acme.alarmIssue('api');
  expect(issue?.title).toBe('Andon: this deletes data');
  const at = { repo: 'api', number: issue?.number ?? 0 };
  expect((await alarmComments(acme, at))[0]).toContain('@ana: you are told');
  await say(acme, 'dee', pull, '/andon resolve it is behind a flag');
  expect(await acme.alarmIssue('api')).toBeUndefined();
  expect((await alarmComments(acme, at))[0]).toContain('is resolved');
});

describe('the label', () => {
  test('pulls the cord, and taking it off by who put it on takes the alarm back', async () => {
    const { acme, build } = await withCord();
    await acme.as('bo').labels(build, 'Andon');
    expect((await alarmComments(acme, build))[0]).toContain('Thank you, **bo**');
    await acme.as('bo').unlabels(build, 'Andon');
    expect((await alarmComments(acme, build))[0]).toContain('**This alarm is withdrawn.**');
    await acme.travelTo('2026-01-05T10:30:00Z');
    await acme.as('bo').labels(build, 'andon');
    expect(await alarmComments(acme, build)).toHaveLength(2);
  });

  test('is put back where somebody takes it off who may end nothing, and resolves where it is who serves', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    await acme.as('cy').unlabels(build, 'andon');
    expect(await acme.labelsOf(build)).toContain('andon');
    expect((await alarmComments(acme, build))[0]).toContain(
      '**cy** closed this issue or took its label off. That ends an alarm only',
    );
    await acme.as('dee').unlabels(build, 'andon');
    expect((await alarmComments(acme, build))[0]).toContain('**This alarm is resolved.**');
  });
});

describe('closing the alarm issue', () => {
  test('by who pulled it takes the alarm back', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    await acme.as('bo').closes(build);
    expect((await alarmComments(acme, build))[0]).toContain('**This alarm is withdrawn.**');
    expect(await acme.stateOf(build)).toBe('closed');
  });

  test('by who is on duty resolves it; by anybody else it is opened again, and the alarm goes on', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    await acme.as('cy').closes(build, 'not_planned');
    expect(await acme.stateOf(build)).toBe('open');
    expect((await acme.dashboard('api')).body).toContain('**An alarm is open**');
    await acme.as('ana').closes(build);
    expect((await alarmComments(acme, build))[0]).toContain('**This alarm is resolved.**');
    expect(await acme.stateOf(build)).toBe('closed');
  });
});

test('a bot that closes an alarm issue ends nothing, is answered once, and pulls no cord by labelling', async () => {
  const { acme, build } = await withCord();
  const quiet = await acme.as('cy').opens('api', 'Stale', { labels: [] });
  await say(acme, 'bo', build, '/andon the build is red');
  await asABot(acme, () => acme.as('cy').closes(build, 'not_planned'));
  await asABot(acme, () => acme.as('cy').labels(quiet, 'andon'));
  expect(await acme.stateOf(build)).toBe('open');
  expect((await alarmComments(acme, build))[0]).toContain('**stale\\[bot\\]** closed this issue');
  expect(await alarmComments(acme, quiet)).toEqual([]);
  await asABot(acme, () => acme.as('cy').closes(build, 'not_planned'));
  expect(await acme.stateOf(build)).toBe('closed');
  expect((await acme.dashboard('api')).body).toContain('**An alarm is open**');
});

describe('an alarm issue that goes', () => {
  test('deleted, takes its alarm along', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    await acme.as('pat').deletes(build);
    expect((await acme.dashboard('api')).body).not.toContain('[!CAUTION]');
  });

  test('to another repository of the scope, stays an alarm there, with the same comment', async () => {
    const file = configFile({ andon: {}, agreement, home: 'acme/infra' });
    const acme = await begin({ configs: { '.github': file } });
    const build = await acme.as('cy').opens('api', 'The build is red', { labels: [] });
    await say(acme, 'bo', build, '/andon the build is red');
    const moved = await acme.as('pat').transfers(build, 'web');
    expect((await acme.dashboard('infra')).body).toContain(`acme/web#${moved.number}`);
    expect(await acme.labelsOf(moved)).toContain('andon');
    await say(acme, 'ana', moved, '/andon resolve it is green');
    const [comment = '', ...more] = await alarmComments(acme, moved);
    expect(more).toEqual([]);
    expect(comment).toContain('**This alarm is resolved.**');
    expect((await acme.dashboard('infra')).body).not.toContain('[!CAUTION]');
  });
});

test('an alarm issue that Paydown opened is closed at the end, also where it was moved within the scope', async () => {
  const file = configFile({ andon: {}, agreement, home: 'acme/infra' });
  const acme = await begin({ configs: { '.github': file } });
  const number = await acme.github.openPullRequest('cy', 'api', {
    ...{ title: 'Faster', branch: 'faster', path: 'fast.txt', content: 'fast' },
  });
  await say(acme, 'bo', { repo: 'api', number }, '/andon this deletes data');
  const opened = { repo: 'api', number: (await acme.alarmIssue('api'))?.number ?? 0 };
  const moved = await acme.as('pat').transfers(opened, 'web');
  await say(acme, 'ana', moved, '/andon resolve it is behind a flag');
  expect(await acme.stateOf(moved)).toBe('closed');
  expect(await acme.labelsOf(moved)).not.toContain('andon');
});

describe('what comes twice, late or at once', () => {
  test('a second pull on the same issue tells that there is an alarm, and two leads at once end it once', async () => {
    const { acme, build } = await withCord({ agreement: { engineering: ['dee'], product: ['pat'] } });
    await acme.as('bo').comments(build, '/andon the build is red');
    await acme.as('cy').comments(build, '/andon it is still red');
    await acme.quiet();
    expect(await replies(acme, build)).toEqual([expect.stringContaining('An alarm is open here already.')]);
    await acme.as('dee').comments(build, '/andon resolve by dee');
    await acme.as('pat').comments(build, '/andon resolve by pat');
    expect(await alarmComments(acme, build)).toEqual([
      expect.stringContaining('How it was resolved: by dee'),
    ]);
    expect((await replies(acme, build)).at(-1)).toContain('No alarm is open here.');
  });

  test('an acknowledgement that comes twice names who was first', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    await acme.as('ana').comments(build, '/andon ack');
    await acme.as('dee').comments(build, '/andon ack');
    await acme.quiet();
    expect(await replies(acme, build)).toEqual([
      expect.stringContaining('**ana** has acknowledged this alarm already.'),
    ]);
  });

  test('webhooks that are delivered again change nothing, and no old label pulls the cord anew', async () => {
    const { acme, build } = await withCord();
    await acme.as('bo').labels(build, 'andon');
    await acme.quiet();
    await acme.travelTo('2026-01-05T10:30:00Z');
    await say(acme, 'ana', build, '/andon resolve it is green');
    const before = await acme.comments(build);
    for (const { guid, event, action, payload } of [...acme.github.deliveries]) {
      if (event !== 'issues' || action !== 'labeled') continue;
      await acme.github.redeliver(guid);
      // Once more as if it were another one, for what is done is known by its GUID alone.
      await deliver(acme, event, payload);
    }
    expect(await acme.comments(build)).toEqual(before);
    expect(await acme.labelsOf(build)).not.toContain('andon');
  });

  test('a comment of the bot that somebody deletes comes back with the next news', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    const { issues } = acme.github.as('pat').rest;
    const at = { owner: 'acme', repo: 'api' };
    const { data } = await issues.listComments({ ...at, issue_number: build.number });
    const living = data.find(({ body }) => body?.startsWith('<!-- paydown:andon:'));
    await issues.deleteComment({ ...at, comment_id: living?.id ?? 0 });
    await say(acme, 'ana', build, '/andon ack');
    expect(await alarmComments(acme, build)).toEqual([expect.stringContaining('Acknowledged by **ana**')]);
  });

  test('whoever deletes what they said before it is heard pulled nothing', async () => {
    const { acme, build } = await withCord();
    acme.losesWebhooks();
    const id = await say(acme, 'bo', build, '/andon the build is red');
    await acme.github.as('bo').rest.issues.deleteComment({ owner: 'acme', repo: 'api', comment_id: id });
    acme.hearsWebhooks();
    const lost = acme.github.deliveries.find(({ event }) => event === 'issue_comment');
    await acme.github.redeliver(lost?.guid ?? '');
    expect(await acme.labelsOf(build)).not.toContain('andon');
  });
});

describe('turned off', () => {
  test('without the key the cord does nothing, and says how to hang it up', async () => {
    const acme = await begin({ configs: { api: configFile() } });
    const build = await acme.as('cy').opens('api', 'The build is red', { labels: [] });
    await say(acme, 'bo', build, '/andon the build is red');
    expect(await replies(acme, build)).toEqual([expect.stringContaining('hangs it up with `andon: {}`')]);
    await acme.as('bo').labels(build, 'andon');
    expect(await alarmComments(acme, build)).toEqual([]);
  });

  test('an alarm that is open has a way out all the same', async () => {
    const { acme, build } = await withCord();
    await say(acme, 'bo', build, '/andon the build is red');
    await acme.as('pat').configures('api', configFile({ agreement }));
    await acme.quiet();
    await say(acme, 'ana', build, '/andon resolve it is green');
    expect((await alarmComments(acme, build))[0]).toContain('**This alarm is resolved.**');
  });

  test('observing, nothing is said or labelled', async () => {
    const { acme, build } = await withCord({ mode: 'observe' });
    await say(acme, 'bo', build, '/andon the build is red');
    await acme.as('bo').labels(build, 'andon');
    expect(await alarmComments(acme, build)).toEqual([]);
    expect((await acme.dashboard('api')).body).not.toContain('[!CAUTION]');
  });
});

test('a word that is meant for another command pulls no cord', async () => {
  const { acme, build } = await withCord();
  await say(acme, 'bo', build, '/andon resolved\n/andon\n/andon resolve');
  const [reply = ''] = await replies(acme, build);
  expect(reply).toContain('a cord is pulled with a few words that say why');
  expect(await acme.labelsOf(build)).not.toContain('andon');
});

test('an alarm of a private repository is on the dashboard of a public one without a word of it', async () => {
  const file = configFile({ andon: {}, agreement, home: 'acme/infra' });
  const acme = await begin({ configs: { '.github': file } });
  const keys = await acme.as('cy').opens('secret', 'Keys were stolen', { labels: [] });
  await say(acme, 'cy', keys, '/andon rotate all keys');
  await say(acme, 'ana', keys, '/andon ack');
  const { body } = await acme.dashboard('infra');
  expect(body).toContain(
    '> - an issue in a repository that not everybody here can see, since Mon 5 Jan 2026',
  );
  for (const secret of ['secret', 'keys', 'Keys', '**cy**']) expect(body).not.toContain(secret);
});
