/** The words of stories about retros. */
import type { IssueAt, Story } from './story.ts';

type Seen = IssueAt & { readonly title: string; readonly body: string; readonly state: string };

/** All issues of the bot in a repository but the dashboards, oldest first. */
async function openedByBot(acme: Story, repo: string): Promise<Seen[]> {
  await acme.quiet();
  const { rest, paginate } = acme.github.as('pat');
  const bot = `${acme.github.credentials.slug}[bot]`;
  const all = { owner: 'acme', repo, state: 'all', direction: 'asc', per_page: 100 } as const;
  return (await paginate(rest.issues.listForRepo, all))
    .filter(({ user, body }) => user?.login === bot && !body?.startsWith('<!-- paydown:dashboard:'))
    .map(({ number, title, body, state }) => ({ repo, number, title, body: body ?? '', state }));
}

/** The retros of a repository, oldest first. */
export async function retros(acme: Story, repo: string): Promise<Seen[]> {
  return (await openedByBot(acme, repo)).filter(({ title }) => title.startsWith('Retro: '));
}

/** The issues that came out of retros in a repository, oldest first. */
export async function fromRetros(acme: Story, repo: string): Promise<Seen[]> {
  return (await openedByBot(acme, repo)).filter(({ title }) => !title.startsWith('Retro: '));
}

/** Somebody writes the list of actions of a retro anew. */
export async function plans(
  acme: Story,
  login: string,
  retro: IssueAt,
  lines: readonly string[],
): Promise<void> {
  const { issues } = acme.github.as(login).rest;
  const at = { owner: 'acme', repo: retro.repo, issue_number: retro.number };
  const { data } = await issues.get(at);
  const [head = ''] = (data.body ?? '').split('\n- [');
  await issues.update({ ...at, body: [head.trimEnd(), '', ...lines].join('\n') });
  await acme.quiet();
}

const MARKER = '<!-- paydown:retro:actions -->\n';

/** What the one comment on a retro says of its actions, line by line; it fails if there are more. */
export async function became(acme: Story, retro: IssueAt): Promise<string[] | undefined> {
  const said = (await acme.comments(retro)).filter(({ body }) => body.startsWith(MARKER));
  if (said.length > 1) throw new Error(`There are ${said.length} comments on the actions.`);
  return said[0]?.body
    .slice(MARKER.length)
    .split('\n')
    .filter((line) => line.startsWith('- '));
}
