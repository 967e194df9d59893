/** Other work than debt that is given to people on duty. */
import { describe, expect, test } from 'vitest';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

const HEARTBEAT = '2026-01-12T08:00:05Z';
const labels = ['bug'];

async function withShield(rotation: object, file: object = {}): Promise<Story> {
  return begin({ configs: { api: configFile({ rotation, ...file }) } });
}

/** What the bot said on an issue, without its markers. */
async function said(acme: Story, issue: IssueAt): Promise<string[]> {
  const bot = `${acme.github.credentials.slug}[bot]`;
  const all = await acme.comments(issue);
  return all.filter(({ by }) => by === bot).map(({ body }) => body.replace(/^<!--.*-->\n/, ''));
}

async function heartbeat(acme: Story): Promise<string> {
  await acme.travelTo(HEARTBEAT);
  return (await acme.announcements('api', 'heartbeat')).at(-1) ?? '';
}

describe('counting', () => {
  test('the report says how much other work people on duty were given, and nobody hears of it before', async () => {
    const acme = await withShield({});
    const pat = acme.as('pat');
    const crash = await pat.opens('api', 'Crash', { labels, assignees: ['ana'] });
    const colours = await pat.opens('api', 'Colours', { labels });
    await pat.assigns(colours, 'ana');
    await pat.unassigns(colours, 'ana');
    await pat.assigns(colours, 'ana');
    await acme.as('ana').assigns(await pat.opens('api', 'Fonts', { labels }), 'ana');
    await pat.opens('api', 'For somebody else', { labels, assignees: ['bo'] });
    await pat.opens('api', 'Debt', { assignees: ['ana'] });
    expect([await said(acme, crash), await said(acme, colours)]).toEqual([[], []]);
    expect(await acme.owners(colours)).toEqual(['ana']);
    const report = await heartbeat(acme);
    expect(report).toContain('3 issues of other work were assigned to people on duty.');
    expect(report.slice(0, report.indexOf('<details>'))).not.toContain('ana');
  });

  test('a week in which nobody was disturbed says nothing of it', async () => {
    const acme = await withShield({ shield_except: ['bug'], facilitator: 'dee' });
    const pat = acme.as('pat');
    await pat.opens('api', 'Exempt', { labels, assignees: ['ana'] });
    await pat.opens('api', 'To the facilitator', { labels: [], assignees: ['dee'] });
    await pat.opens('api', 'Debt', { labels: ['tech-debt'], assignees: ['ana'] });
    expect(await heartbeat(acme)).not.toContain('other work');
  });

  test('what turns out to be debt, or exempt, was no interruption', async () => {
    const acme = await withShield({ shield_except: ['bug'] });
    const pat = acme.as('pat');
    const parser = await pat.opens('api', 'Old parser', { labels: [], assignees: ['ana'] });
    const crash = await pat.opens('api', 'Crash', { labels: [], assignees: ['ana'] });
    await pat.opens('api', 'Neither', { labels: [], assignees: ['ana'] });
    await acme.quiet();
    await acme.travelTo('2026-01-06T10:00:00Z');
    await pat.labels(parser, 'Tech-Debt');
    await pat.labels(crash, 'bug');
    await acme.quiet();
    expect(await heartbeat(acme)).toContain('1 issue of other work was assigned to people on duty.');
  });

  test('a label that exempts counts also where it is told of before the assignment', async () => {
    const acme = await withShield({ shield_except: ['bug'] });
    acme.losesWebhooks();
    const crash = await acme.as('pat').opens('api', 'Crash', { labels: [], assignees: ['ana'] });
    await acme.github.settled();
    const before = acme.github.deliveries.filter(({ event }) => event === 'issues');
    acme.leapTo('2026-01-05T10:01:00Z');
    await acme.as('pat').labels(crash, 'bug');
    await acme.github.settled();
    const both = acme.github.deliveries.filter(({ event }) => event === 'issues');
    acme.hearsWebhooks();
    for (const { guid } of both.slice(before.length)) await acme.github.redeliver(guid);
    await acme.quiet();
    for (const { guid } of before) await acme.github.redeliver(guid);
    await acme.quiet();
    expect(await heartbeat(acme)).not.toContain('other work');
  });

  test('whoever covers is shielded, and the one who is covered is not', async () => {
    const acme = await withShield({});
    const pat = acme.as('pat');
    const note = await pat.opens('api', 'Note', { labels: [] });
    await acme.as('bo').comments(note, '/rotation cover @ana 2026-01-05..2026-01-11');
    await acme.quiet();
    await acme.travelTo('2026-01-06T10:00:00Z');
    await pat.opens('api', 'To the one who is covered', { labels, assignees: ['ana'] });
    await pat.opens('api', 'To the cover', { labels, assignees: ['bo'] });
    await acme.quiet();
    expect(await heartbeat(acme)).toContain('1 issue of other work was assigned');
  });

  test('observing, it is counted for when the reports begin', async () => {
    const acme = await withShield({ shield: 'strict' }, { mode: 'observe' });
    const crash = await acme.as('pat').opens('api', 'Crash', { labels, assignees: ['ana'] });
    expect(await acme.owners(crash)).toEqual(['ana']);
    expect(await said(acme, crash)).toEqual([]);
    await acme.as('pat').configures('api', configFile({ rotation: { shield: 'strict' } }));
    expect(await acme.owners(crash)).toEqual(['ana']);
    expect(await heartbeat(acme)).toContain('1 issue of other work was assigned');
  });
});

describe('advising', () => {
  test('one comment names who is free, and changes nothing', async () => {
    const away = [{ login: 'cy', from: '2026-01-05', to: '2026-01-06' }];
    const roster = ['ana', 'bo', 'cy', 'dee'];
    const acme = await withShield({ shield: 'advise', shield_except: ['incident'], away, roster });
    acme.github.setStatus('dee', 'busy');
    const crash = await acme.as('pat').opens('api', 'Crash', { labels, assignees: ['ana'] });
    expect(await said(acme, crash)).toEqual([
      [
        '@pat: **ana** is on duty in infra until Mon 12 Jan 2026, 09:00 (Europe/Berlin), and this issue carries no debt label. Nothing was changed.',
        'Free now: **bo** (on the roster, neither on duty nor away).',
        'Should **ana** do it all the same? Leave it as it is: this is said once on an issue, and what a person decides stands. Work with one of these labels may always be given to people on duty: `incident`.',
      ].join('\n\n'),
    ]);
    expect(await acme.owners(crash)).toEqual(['ana']);
    await acme.as('pat').unassigns(crash, 'ana');
    await acme.travelTo('2026-01-07T10:00:00Z');
    await acme.as('pat').assigns(crash, 'ana');
    expect(await said(acme, crash)).toHaveLength(1);
  });

  test('nobody is told what they took upon themselves', async () => {
    const acme = await withShield({ shield: 'strict' });
    const crash = await acme.as('pat').opens('api', 'Crash', { labels });
    await acme.as('ana').assigns(crash, 'ana');
    expect([await acme.owners(crash), await said(acme, crash)]).toEqual([['ana'], []]);
    expect(await heartbeat(acme)).toContain('1 issue of other work was assigned');
  });

  test('what was undone before it was seen is not talked about', async () => {
    const acme = await withShield({ shield: 'advise' });
    acme.losesWebhooks();
    const crash = await acme.as('pat').opens('api', 'Crash', { labels, assignees: ['ana'] });
    await acme.github.settled();
    const lost = acme.github.deliveries.filter(({ event }) => event === 'issues');
    await acme.as('pat').unassigns(crash, 'ana');
    await acme.github.settled();
    acme.hearsWebhooks();
    for (const { guid } of lost) await acme.github.redeliver(guid);
    expect(await said(acme, crash)).toEqual([]);
    expect(await heartbeat(acme)).toContain('1 issue of other work was assigned');
  });

  test('in a public repository nobody is told who of a private rota is free', async () => {
    const file = configFile({ home: 'acme/secret', rotation: { shield: 'advise' } });
    const acme = await begin({
      seed: {
        organisation: 'acme',
        people: ['ana', 'bo', 'cy', 'pat'],
        repositories: [
          { name: '.github-private', visibility: 'private' },
          { name: 'secret', visibility: 'private' },
          { name: 'api', labels: ['tech-debt'] },
        ],
      },
      configs: { '.github-private': file },
    });
    const crash = await acme.as('pat').opens('api', 'Crash', { labels: [], assignees: ['ana'] });
    const [text = ''] = await said(acme, crash);
    expect(text).toContain('Who is free is not told here');
    expect(text).not.toContain('**bo**');
  });
});

describe('handing back', () => {
  test('whoever assigned it has it, once; whoever assigns again decides', async () => {
    const acme = await withShield({ shield: 'strict' });
    const pat = acme.as('pat');
    const crash = await pat.opens('api', 'Crash', { labels, assignees: ['ana'] });
    expect(await acme.owners(crash)).toEqual(['pat']);
    const [text = ''] = await said(acme, crash);
    expect(text).toContain('So it was handed back to you, and **ana** was unassigned.');
    expect(text).toContain('Should **ana** do it all the same? Assign them again');
    await acme.travelTo('2026-01-05T11:00:00Z');
    await pat.assigns(crash, 'ana');
    expect(await acme.owners(crash)).toEqual(['pat', 'ana']);
    expect(await said(acme, crash)).toHaveLength(1);
    expect(await heartbeat(acme)).toContain(
      '1 issue of other work was assigned to people on duty; 1 of them handed back.',
    );
  });

  test('two at once are handed back together, with one comment, and others keep it', async () => {
    const acme = await withShield({ shield: 'strict', on_duty: 2 });
    const crash = await acme.as('pat').opens('api', 'Crash', { labels, assignees: ['ana', 'bo', 'dee'] });
    expect((await acme.owners(crash)).toSorted()).toEqual(['dee', 'pat']);
    const told = await said(acme, crash);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/\*\*(ana|bo)\*\*/);
  });

  test('an assignment of before that is told late takes nothing back that somebody decided since', async () => {
    const acme = await withShield({ shield: 'strict' });
    const pat = acme.as('pat');
    acme.losesWebhooks();
    const crash = await pat.opens('api', 'Crash', { labels, assignees: ['ana'] });
    await acme.github.settled();
    const lost = acme.github.deliveries.filter(({ event }) => event === 'issues');
    await pat.unassigns(crash, 'ana');
    await acme.github.settled();
    acme.hearsWebhooks();
    await acme.travelTo('2026-01-05T11:00:00Z');
    await pat.assigns(crash, 'ana');
    expect(await acme.owners(crash)).toEqual(['pat']);
    await acme.travelTo('2026-01-05T12:00:00Z');
    await pat.assigns(crash, 'ana');
    expect(await acme.owners(crash)).toEqual(['pat', 'ana']);
    for (const { guid } of lost) await acme.github.redeliver(guid);
    expect(await acme.owners(crash)).toEqual(['pat', 'ana']);
  });

  test('whoever is on duty as well, or cannot be assigned, does not get it', async () => {
    const acme = await withShield({ shield: 'strict', on_duty: 2 });
    const crash = await acme.as('bo').opens('api', 'Crash', { labels, assignees: ['ana'] });
    expect(await acme.owners(crash)).toEqual([]);
    expect((await said(acme, crash))[0]).toContain(
      'So **ana** was unassigned. It was not given to you, for you are on duty as well.',
    );
    const refused = acme.github.intercept(({ method, path }) =>
      method === 'GET' && path.endsWith('/assignees/pat') ? { kind: 'answer', status: 404 } : undefined,
    );
    const colours = await acme.as('pat').opens('api', 'Colours', { labels, assignees: ['ana'] });
    expect(await acme.owners(colours)).toEqual([]);
    refused();
    expect((await said(acme, colours))[0]).toContain('for GitHub does not have you as an assignee here');
  });

  test('an answer that gets lost half-way is finished, and said once', async () => {
    const acme = await withShield({ shield: 'strict' });
    let failures = 0;
    const end = acme.github.intercept(({ method, path, by }) => {
      if (by === 'pat' || method !== 'DELETE' || !path.endsWith('/assignees')) return undefined;
      failures += 1;
      return failures === 1 ? { kind: 'answer', status: 502 } : undefined;
    });
    const crash = await acme.as('pat').opens('api', 'Crash', { labels, assignees: ['ana'] });
    await expect.poll(() => failures, { timeout: 30_000 }).toBeGreaterThan(0);
    await acme.quiet();
    await acme.travelTo('2026-01-05T10:10:00Z');
    end();
    expect(await acme.owners(crash)).toEqual(['pat']);
    expect(await said(acme, crash)).toHaveLength(1);
  });

  test('the App’s own dashboard is nobody’s other work', async () => {
    const acme = await withShield({ shield: 'strict' });
    const { number } = await acme.dashboard('api');
    await acme.as('pat').assigns({ repo: 'api', number }, 'ana');
    expect(await acme.owners({ repo: 'api', number })).toEqual(['ana']);
    expect(await heartbeat(acme)).not.toContain('other work');
  });
});
