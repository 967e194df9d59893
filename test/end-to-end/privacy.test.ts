/** Nothing that is reported may be seen by more people than the repository it comes from, whatever changes. */
import { expect, test } from 'vitest';
import type { SandboxSeed } from '../../src/sandbox/index.ts';
import { begin, configFile, type Story } from './story.ts';

const HANDOFF = '2026-01-12T08:00:05Z';
const labels = ['tech-debt'];

/** `den` is the repository whose visibility matters, `office` a home that few see, `plaza` one that all see. */
const seed = (den: 'public' | 'private'): SandboxSeed => ({
  organisation: 'acme',
  people: ['ana', 'bo', 'cy', 'pat'],
  outsiders: ['stranger'],
  repositories: [
    { name: '.github' },
    { name: '.github-private', visibility: 'private' },
    { name: 'den', visibility: den, labels },
    { name: 'office', visibility: 'private', labels },
    { name: 'plaza', labels },
  ],
});

const reportsTo = (home: string, more: object = {}) =>
  configFile({ home: `acme/${home}`, rotation: { cap: 1 }, ...more });

/** What everything that is told of the den is recognised by: titles, its name, links. */
const TOLD = ['Broken vault door', 'Leaking cellar', 'Dusty attic', 'Paid tapestry', 'acme/den', '/den/'];

async function expectUntold(acme: Story, repo: string) {
  const text = await acme.everything(repo);
  for (const word of TOLD) expect(text).not.toContain(word);
}

/** Of the den, one issue was paid, one is begun, one moves, one waits: so each roll-up has something to name. */
async function liveAWeek(acme: Story) {
  const ana = acme.as('ana');
  const paid = await ana.opens('den', 'Paid tapestry');
  expect(await acme.owners(paid)).toEqual(['ana']);
  await acme.travelTo('2026-01-06T10:00:00Z');
  await ana.closes(paid);
  await acme.quiet();
  const begun = await ana.opens('den', 'Broken vault door');
  expect(await acme.owners(begun)).toEqual(['ana']);
  await acme.travelTo('2026-01-07T10:00:00Z');
  await ana.comments(begun, 'I have begun.');
  await ana.opens('den', 'Leaking cellar');
  await acme.quiet();
  await acme.travelTo(HANDOFF);
  await ana.opens('den', 'Dusty attic');
  await acme.quiet();
}

async function expectTold(acme: Story, home: string) {
  const [handoff = ''] = await acme.announcements(home, 'handoff');
  expect(handoff).toContain('Broken vault door');
  expect(handoff).toContain('Thanks to **ana**');
  const [heartbeat = ''] = await acme.announcements(home, 'heartbeat');
  expect(heartbeat).toMatch(/Oldest open \(\d days\): .*Broken vault door/);
  expect(await acme.everything(home)).toContain('Dusty attic');
}

test('a repository that becomes private is taken out of all that was told of it, and told of again when it is public', async () => {
  const acme = await begin({ seed: seed('public'), configs: { '.github': reportsTo('plaza') } });
  await liveAWeek(acme);
  await expectTold(acme, 'plaza');
  await acme.as('pat').makes('den', 'private');
  await expectUntold(acme, 'plaza');
  const [handoff = ''] = await acme.announcements('plaza', 'handoff');
  expect(handoff).toContain('- Stays with **ana**, as the work has begun: an issue in a repository that not');
  expect(handoff).toContain('Thanks to somebody.');
  expect(handoff).toContain('@bo is on duty');
  await acme.as('pat').makes('den', 'public');
  await expectTold(acme, 'plaza');
});

test('a home that becomes public stops telling of what is private, also where it has a config file of its own', async () => {
  const configs = { '.github': reportsTo('office'), office: configFile() };
  const acme = await begin({ seed: seed('private'), configs });
  await liveAWeek(acme);
  const told = await acme.everything('office');
  for (const word of ['Broken vault door', 'acme/den']) expect(told).toContain(word);
  await acme.as('pat').makes('office', 'public');
  await expectUntold(acme, 'office');
});

test('what changes its visibility while nobody listens is noticed at the next start, or the next night', async () => {
  const acme = await begin({ seed: seed('public'), configs: { '.github': reportsTo('plaza') } });
  await liveAWeek(acme);
  await acme.stopApp();
  await acme.as('pat').makes('den', 'private');
  await acme.github.settled();
  await acme.startApp();
  await expectUntold(acme, 'plaza');
  await acme.as('pat').makes('den', 'public');
  await expectTold(acme, 'plaza');

  acme.losesWebhooks();
  await acme.as('pat').makes('den', 'private');
  await acme.github.settled();
  acme.hearsWebhooks();
  await acme.travelTo('2026-01-13T02:00:05Z');
  await expectUntold(acme, 'plaza');
});

test('what waits to leave is worded for those who may read it when it leaves', async () => {
  const acme = await begin({ seed: seed('public'), configs: { '.github': reportsTo('plaza') } });
  const slow = acme.github.intercept(({ method, path }) =>
    method !== 'GET' && path.startsWith('/repos/acme/plaza/') ? { kind: 'answer', status: 503 } : undefined,
  );
  await liveAWeek(acme);
  expect(await acme.announcements('plaza', 'handoff')).toEqual([]);
  const sent: string[] = [];
  await acme.as('pat').makes('den', 'private');
  await acme.quiet();
  acme.github.intercept(({ method, path, body }) => {
    if (method !== 'GET' && path.startsWith('/repos/acme/plaza/')) sent.push(JSON.stringify(body));
    return undefined;
  });
  slow();
  await acme.travelTo('2026-01-12T12:00:00Z');
  expect(await acme.announcements('plaza', 'handoff')).toHaveLength(1);
  expect(await acme.announcements('plaza', 'heartbeat')).toHaveLength(1);
  expect(sent.length).toBeGreaterThan(2);
  for (const word of TOLD) expect(sent.join('\n')).not.toContain(word);
  await expectUntold(acme, 'plaza');
});

test('a repository that is taken from the App is taken out of what was told of it', async () => {
  const acme = await begin({ seed: seed('public'), configs: { '.github': reportsTo('plaza') } });
  await liveAWeek(acme);
  await acme.github.changeAccess('pat', { kind: 'taken', repository: 'den' });
  await expectUntold(acme, 'plaza');
  expect((await acme.dashboard('plaza')).body).toContain('| 0 | 0 | 0 | 0 |');
});

test('what a scope that has ended told of a repository goes as well', async () => {
  const acme = await begin({ seed: seed('public'), configs: { '.github': reportsTo('plaza') } });
  await liveAWeek(acme);
  const file = { owner: 'acme', repo: '.github', path: '.github/paydown.yml' };
  const { repos } = acme.github.as('pat').rest;
  const { data } = await repos.getContent(file);
  await repos.deleteFile({ ...file, message: 'No more', sha: 'sha' in data ? data.sha : '' });
  await expectTold(acme, 'plaza');
  await acme.as('pat').makes('den', 'private');
  await expectUntold(acme, 'plaza');
});

test('observing, what would be given is told by its number alone where it may not be named', async () => {
  const acme = await begin({
    seed: seed('public'),
    configs: { '.github': reportsTo('plaza', { mode: 'observe' }) },
  });
  await acme.as('ana').opens('den', 'Leaking cellar');
  expect((await acme.dashboard('plaza')).body).toMatch(/- give .*Leaking cellar.* to \*\*ana\*\*/);
  await acme.as('pat').makes('den', 'private');
  await expectUntold(acme, 'plaza');
  expect((await acme.dashboard('plaza')).body).toContain(
    '- give away 1 issue in repositories that not everybody here can see',
  );
});

test('a home that moves to where more people read takes along what they may read, and the old one points there', async () => {
  const acme = await begin({ seed: seed('private'), configs: { '.github': reportsTo('office') } });
  await liveAWeek(acme);
  await expectTold(acme, 'office');
  await acme.as('pat').configures('.github', reportsTo('plaza'));
  await expectUntold(acme, 'plaza');
  const [old, ...more] = await acme.dashboards('office');
  expect(more).toEqual([]);
  expect(old?.state).toBe('closed');
  const { number } = await acme.dashboard('plaza');
  expect(old?.body).toContain(`This dashboard continues in acme/plaza#${number}.`);

  await acme.as('pat').configures('.github', reportsTo('office'));
  const back = await acme.dashboard('office');
  expect(back.number).toBe(old?.number);
  expect(back.body).toContain('Dusty attic');
  const [left] = await acme.dashboards('plaza');
  expect(left?.state).toBe('closed');
  expect(left?.body).toContain('This dashboard continues in another repository.');
  expect(await acme.everything('plaza')).not.toContain('office');
});

test('the new home that an old one points to is named no longer once it is private', async () => {
  const acme = await begin({ seed: seed('public'), configs: { '.github': reportsTo('plaza') } });
  await acme.dashboard('plaza');
  await acme.as('pat').configures('.github', reportsTo('den'));
  const [before] = await acme.dashboards('plaza');
  expect(before?.body).toContain('acme/den#');
  await acme.as('pat').makes('den', 'private');
  await expectUntold(acme, 'plaza');
  expect((await acme.dashboards('plaza')).map(({ state }) => state)).toEqual(['closed']);
});

test('what is wrong with a private config file is quoted only where everybody may read the file', async () => {
  const broken = (home: string) => configFile({ home: `acme/${home}`, rotation: { roaster: ['ana'] } });
  const acme = await begin({ seed: seed('private'), configs: { '.github-private': reportsTo('office') } });
  await acme.as('pat').configures('.github-private', broken('office'));
  expect((await acme.dashboard('office')).body).toContain('roaster');
  await acme.as('pat').configures('.github-private', reportsTo('plaza'));
  // Of versions that follow each other at once, the last alone is read.
  await acme.quiet();
  await acme.as('pat').configures('.github-private', broken('plaza'));
  expect((await acme.dashboard('plaza')).body).toContain(
    'the last good one stays in force: the check on its commit says why',
  );
  expect(await acme.everything('plaza')).not.toContain('roaster');
  await acme.as('pat').configures('.github-private', reportsTo('office'));
  await acme.quiet();
  await acme.as('pat').configures('.github-private', broken('office'));
  expect((await acme.dashboard('office')).body).toContain('roaster');
  await acme.as('pat').makes('office', 'public');
  expect(await acme.everything('office')).not.toContain('roaster');
});

test('a check on a pull request does not tell whether there is a private repository of some name', async () => {
  const acme = await begin({ seed: seed('private'), configs: { '.github': reportsTo('plaza') } });
  const checkOf = async (home: string) => {
    const number = await acme.github.openPullRequest('pat', '.github', {
      title: `Report to ${home}`,
      branch: home,
      path: '.github/paydown.yml',
      content: reportsTo(home, { mode: 'observe' }),
    });
    const at = { owner: 'acme', repo: '.github', pull_number: number };
    const { head } = (await acme.github.as('pat').rest.pulls.get(at)).data;
    const [check] = await acme.checkRuns('.github', head.sha);
    return JSON.stringify(check).replaceAll(home, 'HOME').replaceAll(head.sha, 'SHA');
  };
  const there = await checkOf('office');
  expect(await checkOf('palace')).toBe(there);
  expect(there).toContain('with 1 warning');
  expect(await checkOf('plaza')).not.toContain('warning');
});
