/** The words of stories about the andon cord. */
import { begin, configFile, type IssueAt, type Story } from './story.ts';

export const agreement = { engineering: ['dee'], product: ['pat'] };

/** A story with a cord, and an issue that is no debt. */
export async function withCord(file: object = {}): Promise<{ acme: Story; build: IssueAt }> {
  const acme = await begin({ configs: { api: configFile({ andon: {}, agreement, ...file }) } });
  const build = await acme.as('cy').opens('api', 'The build is red', { labels: ['bug'] });
  await acme.quiet();
  return { acme, build };
}

/** What the bot says of the alarms on an issue, without its markers. */
export async function alarmComments(acme: Story, issue: IssueAt): Promise<string[]> {
  const bot = `${acme.github.credentials.slug}[bot]`;
  const said = (await acme.comments(issue)).filter(({ by }) => by === bot);
  return said
    .filter(({ body }) => body.startsWith('<!-- paydown:andon:'))
    .map(({ body }) => body.replace(/^<!--.*-->\n/, ''));
}
