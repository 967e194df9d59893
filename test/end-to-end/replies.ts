/** The words of stories about slash commands. */
import { begin, configFile, type IssueAt, type Story } from './story.ts';

/** A story with one debt issue, which whoever is on duty owns; `holder` is the repository of the config file. */
export async function withParser({
  rotation = {},
  file = {},
  holder = 'api',
}: {
  rotation?: object;
  file?: object;
  holder?: string;
} = {}): Promise<{ acme: Story; parser: IssueAt }> {
  const acme = await begin({ configs: { [holder]: configFile({ rotation, ...file }) } });
  const parser = await acme.as('pat').opens('api', 'Old parser');
  await acme.quiet();
  return { acme, parser };
}

/** Somebody comments. @returns the id of the comment */
export async function say(acme: Story, login: string, issue: IssueAt, body: string): Promise<number> {
  const { issues } = acme.github.as(login).rest;
  const at = { owner: 'acme', repo: issue.repo, issue_number: issue.number };
  const { data } = await issues.createComment({ ...at, body });
  await acme.quiet();
  return data.id;
}

const REPLY = /^<!-- paydown:reply:[\d/]+ -->\n/;

/** What the bot replied to commands on an issue, without its markers. */
export async function replies(acme: Story, issue: IssueAt): Promise<string[]> {
  const bot = `${acme.github.credentials.slug}[bot]`;
  const said = (await acme.comments(issue)).filter(({ by, body }) => by === bot && REPLY.test(body));
  return said.map(({ body }) => body.replace(REPLY, ''));
}

/** How many thumbs are up on the comments of an issue. */
export async function thumbs(acme: Story, { repo, number }: IssueAt): Promise<number> {
  await acme.quiet();
  const { issues } = acme.github.as('pat').rest;
  const { data } = await issues.listComments({ owner: 'acme', repo, issue_number: number, per_page: 100 });
  return data.reduce((sum, comment) => sum + (comment.reactions?.['+1'] ?? 0), 0);
}
