import { expect, test } from 'vitest';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

/** What the bot answered to comments on an issue, markers left out. */
async function replies(acme: Story, issue: IssueAt): Promise<string[]> {
  const bot = `${acme.github.credentials.slug}[bot]`;
  const said = (await acme.comments(issue)).filter(({ by, body }) => by === bot && REPLY.test(body));
  return said.map(({ body }) => body.replace(REPLY, ''));
}

const REPLY = /^<!-- paydown:reply:\d+ -->\n/;

/** How many thumbs the bot put up on the comments of an issue. */
async function thumbs(acme: Story, { repo, number }: IssueAt): Promise<number> {
  await acme.quiet();
  const { issues } = acme.github.as('pat').rest;
  const { data } = await issues.listComments({ owner: 'acme', repo, issue_number: number, per_page: 100 });
  return data.reduce((sum, comment) => sum + (comment.reactions?.['+1'] ?? 0), 0);
}

async function withParser(rotation: object = {}, options: object = {}) {
  const acme = await begin({ configs: { api: configFile({ rotation }) }, ...options });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  return { acme, parser };
}

test('the owner releases a debt issue: a thumb says so, it goes to the next in line, and its comment tells it', async () => {
  const { acme, parser } = await withParser({ on_duty: 2 });
  expect(await acme.owners(parser)).toEqual(['ana']);
  await acme.as('ana').comments(parser, '/debt release');
  expect(await acme.owners(parser)).toEqual(['bo']);
  expect(await acme.livingComment(parser)).toContain('Released by **ana**, so it does not go back there.');
  expect(await thumbs(acme, parser)).toBe(1);
  expect(await replies(acme, parser)).toEqual([]);
});

test('/paydown help names the commands there are', async () => {
  const { acme, parser } = await withParser();
  await acme.as('pat').comments(parser, '/paydown help');
  const [help, ...more] = await replies(acme, parser);
  expect(more).toEqual([]);
  for (const usage of ['/rotation who', '/debt release', '/debt keep', '/paydown help'])
    expect(help).toContain(`\`${usage}\``);
});
