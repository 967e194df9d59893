import { expect, test } from 'vitest';
import { begin, configFile, type Story } from './story.ts';

test('an issue that a person gave to somebody is left alone, without a word', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser', {
    labels: ['tech-debt'],
    assignees: ['dee'],
  });
  expect(await acme.owners(parser)).toEqual(['dee']);
  expect(await acme.comments(parser)).toEqual([]);
  expect((await acme.dashboard('api')).body).toContain('| 1 | 1 | 0 | 0 |');
});

test('a person who reassigns decides: nobody is put back, then or at the handoff', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.assigns(parser, 'dee');
  await pat.unassigns(parser, 'ana');
  expect(await acme.owners(parser)).toEqual(['dee']);
  expect(await acme.livingComment(parser)).toContain('**dee** owns this debt, as a person decided.');

  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['dee']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('a person who unassigns is respected until the next handoff', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  const parser = await pat.opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  await pat.unassigns(parser, 'ana');
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.livingComment(parser)).toContain(
    'Paydown leaves it alone until the next handoff, Mon 12 Jan 2026, 09:00 (Europe/Berlin)',
  );
  await pat.retitles(parser, 'Very old parser');
  expect(await acme.owners(parser)).toEqual([]);
  expect((await acme.dashboard('api')).body).toContain('| 1 | 0 | 0 | 1 |');

  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.comments(parser)).toHaveLength(1);
});

test('whoever has the fewest open debt issues is next, whoever assigned them, in the whole scope', async () => {
  const config = configFile({ home: 'acme/infra', rotation: { on_duty: 2 } });
  const acme = await begin({ configs: { '.github': config } });
  const pat = acme.as('pat');
  const own = { labels: ['tech-debt'], assignees: ['ana'] };
  const chosen = await pat.opens('web', 'Chosen by a person', own);
  expect(await acme.comments(chosen)).toEqual([]);
  const first = await pat.opens('api', 'First');
  expect(await acme.owners(first)).toEqual(['bo']);
  const second = await pat.opens('api', 'Second');
  expect(await acme.owners(second)).toEqual(['ana']);
});

test('past the cap debt waits in the queue, and the oldest gets the first room', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { on_duty: 2, cap: 1 } }) } });
  const pat = acme.as('pat');
  const first = await pat.opens('api', 'First');
  expect(await acme.owners(first)).toEqual(['ana']);
  const second = await pat.opens('api', 'Second');
  expect(await acme.owners(second)).toEqual(['bo']);
  await acme.travelTo('2026-01-05T11:00:00Z');
  const third = await pat.opens('api', 'Third');
  await acme.travelTo('2026-01-05T12:00:00Z');
  const fourth = await pat.opens('api', 'Fourth');
  expect([await acme.owners(third), await acme.owners(fourth)]).toEqual([[], []]);
  expect(await acme.comments(third)).toEqual([]);
  const { body } = await acme.dashboard('api');
  expect(body).toContain('| 4 | 2 | 2 | 0 |');
  expect(body.indexOf('Third')).toBeGreaterThan(body.indexOf('Waiting for an owner'));
  expect(body.indexOf('Fourth')).toBeGreaterThan(body.indexOf('Third'));

  await pat.closes(second);
  expect([await acme.owners(third), await acme.owners(fourth)]).toEqual([['bo'], []]);
  await pat.unlabels(first, 'tech-debt');
  expect(await acme.owners(fourth)).toEqual(['ana']);
});

test('whoever says on GitHub that they are busy gets nothing new', async () => {
  const acme = await begin({ configs: { api: configFile({ rotation: { on_duty: 2 } }) } });
  acme.github.setStatus('ana', 'busy');
  const first = await acme.as('pat').opens('api', 'First');
  const second = await acme.as('pat').opens('api', 'Second');
  expect([await acme.owners(first), await acme.owners(second)]).toEqual([['bo'], ['bo']]);
});

/** What the bot assigns is done, and answered 502; `then` happens before the App tries again, and unheard. */
async function assignedUnanswered(
  acme: Story,
  then: (issue: { repo: string; number: number }) => Promise<void>,
) {
  let tried = 0;
  const end = acme.github.intercept(({ method, path, by }) => {
    if (by === 'pat' || method !== 'POST' || !path.endsWith('/assignees')) return undefined;
    tried += 1;
    acme.losesWebhooks();
    return { kind: 'answer-after', status: 502 };
  });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await expect.poll(() => tried, { timeout: 30_000 }).toBeGreaterThan(0);
  end();
  await then(parser);
  await acme.quiet();
  await acme.travelTo('2026-01-05T10:05:00Z');
  return parser;
}

test('an owner whom a person unassigned before the App heard that it had assigned them is not put back', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await assignedUnanswered(acme, (issue) => acme.as('pat').unassigns(issue, 'ana'));
  expect(await acme.owners(parser)).toEqual([]);
  expect(await acme.livingComment(parser)).toContain('a person unassigned its owner');
});

test('an owner whose assignment is only repeated to the App is not assigned a second time', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await assignedUnanswered(acme, async () => {});
  expect(await acme.owners(parser)).toEqual(['ana']);
  const posted = acme.github.requests.filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/assignees'),
  );
  expect(posted).toHaveLength(1);
});

test('whom a person assigned while GitHub was down keeps the issue alone', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  let tried = 0;
  const end = acme.github.intercept(({ method, path, by }) => {
    if (by === 'pat' || method !== 'POST' || !path.endsWith('/assignees')) return undefined;
    tried += 1;
    return { kind: 'answer', status: 502 };
  });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await expect.poll(() => tried, { timeout: 30_000 }).toBeGreaterThan(0);
  acme.losesWebhooks();
  await acme.as('pat').assigns(parser, 'dee');
  end();
  await acme.travelTo('2026-01-05T10:05:00Z');
  expect(await acme.owners(parser)).toEqual(['dee']);
  expect(await acme.livingComment(parser)).toContain('**dee** owns this debt, as a person decided.');
});

test('an assignment that GitHub makes late, after a person gave the issue to somebody, is taken back', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const pat = acme.as('pat');
  let late = 'not yet';
  const end = acme.github.intercept(({ method, path, by }) => {
    if (by === 'pat' || method !== 'POST' || !path.endsWith('/assignees')) return undefined;
    const issue = { repo: 'api', number: Number(path.split('/').at(-2)) };
    const until = async () => {
      await pat.unassigns(issue, 'ana');
      await pat.assigns(issue, 'dee');
      await acme.github.settled();
      // Time for the App to settle what it heard; then GitHub does what it was asked before.
      await new Promise((resolve) => setTimeout(resolve, 500));
      await pat.assigns(issue, 'ana');
      late = 'done';
    };
    return { kind: 'late', until };
  });
  const parser = await pat.opens('api', 'Old parser');
  await expect.poll(() => late, { timeout: 30_000 }).toBe('done');
  end();
  expect(await acme.owners(parser)).toEqual(['dee']);
});

test('whoever comes on duty and says on GitHub that they are busy is handed no debt', async () => {
  const acme = await begin({ configs: { api: configFile() } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  expect(await acme.owners(parser)).toEqual(['ana']);
  acme.github.setStatus('bo', 'busy');
  await acme.travelTo('2026-01-12T08:00:05Z');
  expect(await acme.owners(parser)).toEqual([]);
  expect((await acme.announcements('api', 'handoff'))[0]).toContain(
    '1 untouched issue went back to the queue.',
  );
  acme.github.setStatus('bo', 'free');
  await acme.as('pat').retitles(parser, 'Older parser');
  expect(await acme.owners(parser)).toEqual(['bo']);
});
