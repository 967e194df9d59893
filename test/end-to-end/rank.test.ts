import { expect, test } from 'vitest';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

/** A body as GitHub writes it from the tech-debt issue form. */
function form(effort: string, interest: string): string {
  return [
    `### Effort to fix\n\n${effort}`,
    `### Cost of leaving it, per week\n\n${interest}`,
    '### Area\n\n_No response_',
    '### Business outcome it hurts\n\n_No response_',
    '### What is wrong, and what would be better?\n\nIt is old.',
  ].join('\n\n');
}

async function edits(acme: Story, { repo, number }: IssueAt, body: string): Promise<void> {
  await acme.github.as('pat').rest.issues.update({ owner: 'acme', repo, issue_number: number, body });
  await acme.quiet();
}

/** Somebody turns a thumb up or down on an issue; no webhook tells of it. */
async function votes(acme: Story, login: string, issue: IssueAt, content: '+1' | '-1' | 'heart') {
  const at = { owner: 'acme', repo: issue.repo, issue_number: issue.number };
  await acme.github.as(login).rest.reactions.createForIssue({ ...at, content });
}

/** The titles that stand in the queue of the dashboard, in order. */
async function queued(acme: Story, titles: readonly string[]): Promise<string[]> {
  const { body } = await acme.dashboard('api');
  const queue = body.slice(body.indexOf('**Waiting for an owner**'));
  return titles
    .filter((title) => queue.includes(title))
    .toSorted((a, b) => queue.indexOf(a) - queue.indexOf(b));
}

const TITLES = ['Nobody guessed', 'Slow', 'Quick', 'Never'];

/** Ana has no room: what comes waits. */
async function withQueue(): Promise<{ acme: Story; all: IssueAt[]; held: IssueAt }> {
  const acme = await begin({ configs: { api: configFile({ rotation: { cap: 1 } }) } });
  const pat = acme.as('pat');
  const held = await pat.opens('api', 'Hers already');
  await acme.quiet();
  const bodies = ['', form('4 weeks', '1 hour'), form('2 days', '1 day'), form('1 day', 'nothing')];
  const all: IssueAt[] = [];
  for (const [index, title] of TITLES.entries()) {
    all.push(await pat.opens('api', title, { body: bodies[index] ?? '' }));
    await acme.quiet();
  }
  return { acme, all, held };
}

test('room goes to what pays back soonest, and the dashboard says in which order and why', async () => {
  const { acme, all, held } = await withQueue();
  const [nobodyGuessed = held, , quick = held] = all;
  expect(await queued(acme, TITLES)).toEqual(['Quick', 'Nobody guessed', 'Slow', 'Never']);
  expect((await acme.dashboard('api')).body).toContain(
    'Quick (pays back in 2 weeks: 2 days to fix, 1 day a week to leave)',
  );
  await acme.as('ana').closes(held);
  expect(await acme.owners(quick)).toEqual(['ana']);
  await acme.as('ana').closes(quick);
  expect(await acme.owners(nobodyGuessed)).toEqual(['ana']);
});

test('editing the body changes the cost, and what cannot be read is told where the owner looks', async () => {
  const { acme, all, held } = await withQueue();
  const [nobodyGuessed = held] = all;
  await edits(
    acme,
    nobodyGuessed,
    '## effort to fix: \r\n<!-- a guess -->\r\n\r\nHALF A DAY\r\n\r\n**Interest:** 1 day a week',
  );
  expect(await queued(acme, TITLES)).toEqual(['Nobody guessed', 'Quick', 'Slow', 'Never']);
  await edits(acme, held, form('soonish', '2 hours'));
  expect(await acme.livingComment(held)).toContain(
    'What this issue says under "Effort to fix" was not understood, so it counts as unknown.',
  );
  await edits(acme, held, form('a day', '2 hours'));
  expect(await acme.livingComment(held)).not.toContain('was not understood');
});

test('votes count from the night on: thumbs up less thumbs down, and nothing else', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { cap: 0 } }) } });
  const titles = ['Oldest', 'Loved', 'Wanted', 'Disputed'];
  const issues: IssueAt[] = [];
  for (const title of titles) {
    issues.push(await acme.as('pat').opens('api', title));
    await acme.travelTo(new Date(acme.now().getTime() + 60_000).toISOString());
  }
  expect(await queued(acme, titles)).toEqual(titles);
  const [oldest, loved, wanted, disputed] = issues as [IssueAt, IssueAt, IssueAt, IssueAt];
  await votes(acme, 'ana', loved, 'heart');
  await votes(acme, 'ana', wanted, '+1');
  await votes(acme, 'bo', wanted, '+1');
  for (const login of ['ana', 'bo']) await votes(acme, login, disputed, '+1');
  await votes(acme, 'cy', disputed, '-1');
  await votes(acme, 'cy', oldest, '-1');
  const before = acme.github.requests.length;
  await acme.travelTo('2026-01-06T03:00:30Z');
  expect(await queued(acme, titles)).toEqual(['Wanted', 'Disputed', 'Loved', 'Oldest']);
  const asked = acme.github.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
  expect(asked.filter((one) => one.includes('/events'))).toEqual([]);
});

test('whoever comments has a voice, one each, and it goes along when the issue moves', async () => {
  const acme = await begin({
    configs: { '.github': configFile({ home: 'acme/infra', rotation: { cap: 1 } }) },
  });
  const pat = acme.as('pat');
  await pat.opens('api', 'Hers already');
  await acme.quiet();
  const [older, talkedOf] = [await pat.opens('api', 'Older'), await pat.opens('api', 'Talked of')];
  await acme.quiet();
  for (const words of ['It bites me each week.', 'Again!', '/debt why'])
    await acme.as('cy').comments(talkedOf, words);
  await acme.as('dee').comments(older, '/debt why');
  await acme.as('bo').comments(talkedOf, 'Me too.');
  await acme.quiet();
  const moved = await pat.transfers(talkedOf, 'web');
  await acme.quiet();
  await pat.comments(moved, '/debt why');
  const why = (await acme.comments(moved)).at(-1)?.body;
  expect(why).toContain('**1st of 3**: its cost is not known, no votes, 2 people spoke');
  const { body } = await acme.dashboard('infra');
  const queue = body.slice(body.indexOf('**Waiting for an owner**'));
  expect(queue.indexOf('Talked of')).toBeLessThan(queue.indexOf('Older'));
});

test('the past brings costs and votes as well', async () => {
  const acme = await begin();
  const pat = acme.as('pat');
  const plain = await pat.opens('api', 'Plain');
  const loud = await pat.opens('api', 'Loud');
  await pat.opens('api', 'Cheap', { body: form('2 hours', '1 day') });
  await votes(acme, 'ana', loud, '+1');
  await acme.quiet();
  await pat.configures('api', configFile({ rotation: { cap: 0 } }));
  expect(await queued(acme, ['Plain', 'Loud', 'Cheap'])).toEqual(['Cheap', 'Loud', 'Plain']);
  expect(plain.number).toBeLessThan(loud.number);
});

test('a shift starts with the top of the rank, be it moved or given from the queue', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  await pat.opens('api', 'Old and slow', { body: form('4 weeks', '1 hour') });
  await acme.quiet();
  await pat.opens('api', 'New and quick', { body: form('2 days', '1 day') });
  await acme.travelTo('2026-01-12T08:00:05Z');
  const [announcement] = await acme.announcements('api', 'handoff');
  expect(announcement).toMatch(
    /Where to start: .*New and quick \(pays back in 2 weeks: 2 days to fix, 1 day a week to leave\)\n/,
  );
});
