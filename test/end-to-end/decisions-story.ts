/** The words of stories about decisions: bo and cy lead engineering, pat leads product, dee design, and eve is the CEO. */
import type { SandboxSeed } from '../../src/sandbox/index.ts';
import { begin, configFile, type IssueAt, type Story } from './story.ts';

const AGREEMENT = { engineering: ['bo', 'cy'], product: ['pat'], design: ['dee'], ceo: 'eve' };

const acme: SandboxSeed = {
  organisation: 'acme',
  people: ['ana', 'bo', 'cy', 'dee', 'pat'],
  outsiders: ['stranger', 'eve'],
  repositories: [
    { name: 'api', labels: ['tech-debt', 'bug'] },
    { name: 'web', labels: ['tech-debt'] },
    { name: '.github' },
    { name: 'infra' },
    { name: 'secret', visibility: 'private', labels: ['tech-debt'] },
  ],
};

/** A story with one debt issue, of which ana is on duty. */
export async function withAgreement({
  file = {},
  body,
  holder = 'api',
}: {
  file?: Record<string, unknown>;
  body?: string;
  holder?: string;
} = {}): Promise<{ acme: Story; parser: IssueAt }> {
  const config = configFile({ agreement: AGREEMENT, ...file });
  const story = await begin({ seed: acme, configs: { [holder]: config } });
  const parser = await story.as('pat').opens('api', 'Old parser', body === undefined ? {} : { body });
  await story.quiet();
  return { acme: story, parser };
}

/** What the bot wrote about decisions on an issue, without its markers, oldest first. */
export async function decided(acme: Story, issue: IssueAt): Promise<string[]> {
  const bot = `${acme.github.credentials.slug}[bot]`;
  const marked = /^<!-- paydown:decision:[^ ]+ -->\n/;
  const said = (await acme.comments(issue)).filter(({ by, body }) => by === bot && marked.test(body));
  return said.map(({ body }) => body.replace(marked, ''));
}

export async function labelsOf(acme: Story, { repo, number }: IssueAt): Promise<string[]> {
  await acme.quiet();
  const { issues } = acme.github.as('pat').rest;
  const { data } = await issues.get({ owner: 'acme', repo, issue_number: number });
  return data.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')));
}

/** What was answered to each command of a comment that held several. */
export function ofMany(reply: string): Map<string, string> {
  const shares = reply.split(/^`(?=\/)/m).filter((share) => share !== '');
  return new Map(
    shares.map((share) => {
      const [line = '', ...words] = share.split('`\n\n');
      return [line, words.join('`\n\n')] as const;
    }),
  );
}
