/** The words of the stories: what people do on GitHub, and what they see there once everything is quiet. */
import { stringify } from 'yaml';
import { type StageOptions, stage, type World } from './world.ts';

const CONFIG_PATH = '.github/paydown.yml';

/** A repository of acme by its name, or another one as `owner/name`. */
function at(repository: string): { owner: string; repo: string } {
  const [owner = '', repo] = repository.split('/');
  return repo === undefined ? { owner: 'acme', repo: owner } : { owner, repo };
}

export type IssueAt = { readonly repo: string; readonly number: number };
type Said = { readonly by: string; readonly body: string };
type Dashboard = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
};

/** A config file: a weekly rotation of ana, bo and cy from Monday 5 January 2026, 09:00 in Berlin, changed at will. */
export function configFile(changes: { rotation?: object; [key: string]: unknown } = {}): string {
  const { rotation, ...rest } = changes;
  const infra = { name: 'infra', starts: '2026-01-05T09:00', every: '1 week', roster: ['ana', 'bo', 'cy'] };
  const base = { version: 1, timezone: 'Europe/Berlin', rotations: [{ ...infra, ...rotation }] };
  return stringify({ ...base, ...rest });
}

/** Somebody at work. Nothing waits for the App: whoever looks does. */
type Person = {
  configures(repo: string, content: string): Promise<string>;
  removesConfig(repo: string): Promise<void>;
  /** Opens an issue, as debt where nothing else is said. */
  opens(
    repo: string,
    title: string,
    as?: { labels?: string[]; assignees?: string[]; body?: string },
  ): Promise<IssueAt>;
  labels(issue: IssueAt, label: string): Promise<void>;
  unlabels(issue: IssueAt, label: string): Promise<void>;
  closes(issue: IssueAt, reason?: 'completed' | 'not_planned'): Promise<void>;
  reopens(issue: IssueAt): Promise<void>;
  retitles(issue: IssueAt, title: string): Promise<void>;
  assigns(issue: IssueAt, login: string): Promise<void>;
  unassigns(issue: IssueAt, login: string): Promise<void>;
  comments(issue: IssueAt, body: string): Promise<void>;
  deletes(issue: IssueAt): Promise<void>;
  transfers(issue: IssueAt, repo: string): Promise<IssueAt>;
  /** Makes a repository private or public. */
  makes(repo: string, visibility: 'private' | 'public'): Promise<void>;
};

/** What anybody sees once the App and GitHub are quiet. */
type View = {
  owners(issue: IssueAt): Promise<string[]>;
  comments(issue: IssueAt): Promise<Said[]>;
  labelsOf(issue: IssueAt): Promise<string[]>;
  stateOf(issue: IssueAt): Promise<string>;
  /** The open issue of the bot's own that is an alarm; it fails if there are more. */
  alarmIssue(repo: string): Promise<{ number: number; title: string; body: string } | undefined>;
  /** The body of the one comment that the bot keeps on a debt issue; it fails if there are more. */
  livingComment(issue: IssueAt): Promise<string | undefined>;
  /** All dashboards of a repository, oldest first. */
  dashboards(repo: string): Promise<Dashboard[]>;
  /** The open dashboard of a repository; it fails if there is not exactly one. */
  dashboard(repo: string): Promise<Dashboard>;
  /** Where to comment on it. */
  dashboardIssue(repo: string): Promise<IssueAt>;
  /** The announcements of a kind on all dashboards of a repository, oldest first. */
  announcements(repo: string, kind: 'handoff' | 'heartbeat'): Promise<string[]>;
  /** Every word in a repository: titles, bodies and comments. */
  everything(repo: string): Promise<string>;
  checkRuns(repo: string, sha: string): Promise<CheckRun[]>;
};

type CheckRun = {
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
  readonly lines: string[];
};

export type Story = World & View & { as(login: string): Person };

/** Sets the stage; each config file is in its repository before anything else happens. */
export async function begin(
  options: StageOptions & { configs?: Record<string, string> } = {},
): Promise<Story> {
  const world = await stage(options);
  const as = (login: string) => person(world, login);
  for (const [repo, content] of Object.entries(options.configs ?? {}))
    await as('pat').configures(repo, content);
  await world.quiet();
  return Object.assign(world, viewOf(world), { as });
}

function person(world: World, login: string): Person {
  const { issues, repos } = world.github.as(login).rest;
  const on = (issue: IssueAt) => ({ ...at(issue.repo), issue_number: issue.number });
  return {
    configures: (repo, content) => world.github.commitFile(login, repo, CONFIG_PATH, content),
    async removesConfig(repo) {
      const file = { ...at(repo), path: CONFIG_PATH };
      const { data } = await repos.getContent(file);
      if (Array.isArray(data)) throw new Error(`${CONFIG_PATH} is a folder`);
      await repos.deleteFile({ ...file, message: 'No more', sha: data.sha });
    },
    async opens(repo, title, as = {}) {
      const { data } = await issues.create({ ...at(repo), title, labels: ['tech-debt'], ...as });
      return { repo, number: data.number };
    },
    labels: async (issue, label) => void (await issues.addLabels({ ...on(issue), labels: [label] })),
    unlabels: async (issue, name) => void (await issues.removeLabel({ ...on(issue), name })),
    closes: async (issue, reason = 'completed') =>
      void (await issues.update({ ...on(issue), state: 'closed', state_reason: reason })),
    reopens: async (issue) => void (await issues.update({ ...on(issue), state: 'open' })),
    retitles: async (issue, title) => void (await issues.update({ ...on(issue), title })),
    assigns: async (issue, whom) => void (await issues.addAssignees({ ...on(issue), assignees: [whom] })),
    unassigns: async (issue, whom) =>
      void (await issues.removeAssignees({ ...on(issue), assignees: [whom] })),
    comments: async (issue, body) => void (await issues.createComment({ ...on(issue), body })),
    deletes: ({ repo, number }) => world.github.deleteIssue(login, repo, number),
    async transfers({ repo, number }, target) {
      return { repo: target, number: await world.github.transferIssue(login, repo, number, target) };
    },
    makes: async (repo, visibility) =>
      void (await repos.update({ ...at(repo), private: visibility === 'private' })),
  };
}

function viewOf(world: World): View {
  const { issues, checks } = world.github.as('pat').rest;
  const bot = `${world.github.credentials.slug}[bot]`;

  const allIssues = async (repo: string) => {
    await world.quiet();
    const all = { ...at(repo), state: 'all', direction: 'asc', per_page: 100 } as const;
    return world.github.as('pat').paginate(issues.listForRepo, all);
  };
  const comments = async ({ repo, number }: IssueAt): Promise<Said[]> => {
    await world.quiet();
    const { data } = await issues.listComments({ ...at(repo), issue_number: number, per_page: 100 });
    return data.map((comment) => ({ by: comment.user?.login ?? '', body: comment.body ?? '' }));
  };
  const byBot = (said: readonly Said[], kind: string) =>
    said
      .filter(({ by, body }) => by === bot && body.startsWith(`<!-- paydown:${kind}:`))
      .map(({ body }) => body);
  const dashboards = async (repo: string): Promise<Dashboard[]> =>
    (await allIssues(repo))
      .filter((issue) => issue.user?.login === bot && issue.body?.startsWith('<!-- paydown:dashboard:'))
      .map(({ number, title, body, state }) => ({ number, title, body: body ?? '', state }));

  return {
    comments,
    dashboards,
    async owners({ repo, number }) {
      await world.quiet();
      const { data } = await issues.get({ ...at(repo), issue_number: number });
      return (data.assignees ?? []).map((user) => user.login);
    },
    async labelsOf({ repo, number }) {
      await world.quiet();
      const { data } = await issues.get({ ...at(repo), issue_number: number });
      return data.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? '')));
    },
    async stateOf({ repo, number }) {
      await world.quiet();
      return (await issues.get({ ...at(repo), issue_number: number })).data.state;
    },
    async alarmIssue(repo) {
      const open = (await allIssues(repo)).filter(
        ({ user, body, state }) =>
          user?.login === bot && state === 'open' && body?.startsWith('<!-- paydown:andon:'),
      );
      const found = onlyOne(open, `open alarm issues in ${repo}`);
      return found && { number: found.number, title: found.title, body: found.body ?? '' };
    },
    async livingComment(issue) {
      return onlyOne(
        byBot(await comments(issue), 'debt'),
        `living comments on ${issue.repo}#${issue.number}`,
      );
    },
    async dashboard(repo) {
      const open = (await dashboards(repo)).filter(({ state }) => state === 'open');
      const dashboard = onlyOne(open, `open dashboards in ${repo}`);
      if (!dashboard) throw new Error(`There is no open dashboard in ${repo}.`);
      return dashboard;
    },
    async dashboardIssue(repo) {
      return { repo, number: (await this.dashboard(repo)).number };
    },
    async announcements(repo, kind) {
      const all = (await dashboards(repo)).map(({ number }) => comments({ repo, number }));
      return byBot((await Promise.all(all)).flat(), kind);
    },
    async everything(repo) {
      const all = await allIssues(repo);
      const said = await Promise.all(all.map(({ number }) => comments({ repo, number })));
      const written = all.flatMap(({ title, body }) => [title, body ?? '']);
      return [...written, ...said.flat().map(({ body }) => body)].join('\n');
    },
    async checkRuns(repo, sha) {
      await world.quiet();
      const runs = (await checks.listForRef({ ...at(repo), ref: sha })).data.check_runs;
      return Promise.all(
        runs.map(async ({ id, conclusion, output }) => {
          const { data } = await checks.listAnnotations({ ...at(repo), check_run_id: id });
          const lines = annotationsOf(data).map(
            (one) => `${one.path}:${one.start_line}: ${one.annotation_level}: ${one.message}`,
          );
          return { conclusion, title: output.title ?? '', summary: output.summary ?? '', lines };
        }),
      );
    },
  };
}

type Annotation = {
  path: string;
  start_line: number;
  annotation_level: string | null;
  message: string | null;
};

/** The simulated GitHub wraps the list, which GitHub does not. */
function annotationsOf(data: Annotation[] | { check_annotations: Annotation[] }): Annotation[] {
  return Array.isArray(data) ? data : data.check_annotations;
}

function onlyOne<T>(found: readonly T[], what: string): T | undefined {
  if (found.length > 1) throw new Error(`There are ${found.length} ${what}, and there should be one.`);
  return found[0];
}
