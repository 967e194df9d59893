/** Reads back from the simulated GitHub, as one of its people; every claim of the story goes through here. */
import { isDeepStrictEqual } from 'node:util';
import { parseMarker } from '../../text.ts';
import type { Sandbox } from '../index.ts';
import { isObject, type JsonObject } from '../types.ts';

export const LABEL = 'tech-debt';

const REPOSITORIES = ['api', 'web', 'infra'] as const;

/** The story and the simulated GitHub do not agree. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch';
}

/** An issue by its short name, such as `api#1`. */
export type Ref = string;

export type Said = { readonly id: number; readonly body: string; readonly createdAt: Date };

type Seen = {
  readonly title: string;
  readonly body: string;
  /** `open`, or how it was closed. */
  readonly state: 'open' | 'completed' | 'not_planned';
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** The bot's comments, oldest first. */
  readonly said: readonly Said[];
};

type Check = {
  readonly conclusion: string | null;
  readonly title: string | null;
  readonly summary: string;
  readonly annotations: readonly { readonly line: number; readonly message: string }[];
};

/** What stands on a dashboard: `notice` is said to those who come, and `gap` to the leads, before a shift. */
export type Announced = 'handoff' | 'notice' | 'gap' | 'heartbeat' | 'reply';

export type Eyes = {
  issue(ref: Ref): Promise<Seen>;
  /** The dashboards, oldest first. */
  dashboards(): Promise<readonly { readonly ref: Ref; readonly state: 'open' | 'closed' }[]>;
  /** The open dashboard. */
  dashboard(): Promise<{ readonly ref: Ref } & Seen>;
  /** The bot's comments of a kind on all dashboards, oldest first. */
  announced(kind: Announced): Promise<readonly Said[]>;
  /** The bot's reactions to a comment, such as `+1`. */
  reactions(ref: Ref, commentId: number): Promise<readonly string[]>;
  check(sha: string): Promise<Check>;
  /** How many open issues carry the debt label. */
  openDebt(): Promise<number>;
};

/** @throws Mismatch unless both are equal */
export function agree(what: string, found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new Mismatch(
    `${what}: the story says ${JSON.stringify(expected)}, GitHub says ${JSON.stringify(found)}`,
  );
}

/** @throws Mismatch unless the text holds what is looked for */
export function agreeThatItSays(what: string, text: string, part: string): void {
  if (!text.includes(part)) throw new Mismatch(`${what} does not say "${part}" but:\n${text}`);
}

/** The parts of a short name: `api#1` is issue 1 of `acme/api`. */
export function parts(ref: Ref): { owner: string; repo: string; issue_number: number } {
  const [repo = '', number] = ref.split('#');
  return { owner: 'acme', repo, issue_number: Number(number) };
}

export function openEyes(github: Sandbox): Eyes {
  const { rest } = github.as('pat');
  const bot = `${github.credentials.slug}[bot]`;

  async function said(ref: Ref): Promise<Said[]> {
    const { data } = await rest.issues.listComments({ ...parts(ref), per_page: 100 });
    return data
      .filter((comment) => comment.user?.login === bot)
      .map(({ id, body, created_at }) => ({ id, body: body ?? '', createdAt: new Date(created_at) }));
  }

  const eyes: Eyes = {
    async issue(ref) {
      const { data } = await rest.issues.get(parts(ref));
      return {
        title: data.title,
        body: data.body ?? '',
        state: stateOf(data),
        labels: data.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
        assignees: (data.assignees ?? []).map(({ login }) => login),
        said: await said(ref),
      };
    },
    async dashboards() {
      const { data } = await rest.issues.listForRepo({
        ...{ owner: 'acme', repo: 'infra', state: 'all', creator: bot, direction: 'asc', per_page: 100 },
      });
      const dashboards = data.filter(({ body }) => parseMarker(body ?? '')?.kind === 'dashboard');
      return dashboards.map(({ number, state }) => {
        return { ref: `infra#${number}`, state: state === 'open' ? 'open' : 'closed' };
      });
    },
    async dashboard() {
      const open = (await eyes.dashboards()).filter(({ state }) => state === 'open');
      agree('How many dashboards are open', open.length, 1);
      const ref = open[0]?.ref ?? '';
      return { ref, ...(await eyes.issue(ref)) };
    },
    async announced(kind) {
      const all: Said[] = [];
      for (const { ref } of await eyes.dashboards()) all.push(...(await said(ref)));
      return all.filter(({ body }) => announcedBy(body) === kind);
    },
    async reactions(ref, comment_id) {
      const { owner, repo } = parts(ref);
      const { data } = await rest.reactions.listForIssueComment({ owner, repo, comment_id });
      return data.filter(({ user }) => user?.login === bot).map(({ content }) => content);
    },
    async check(ref) {
      const where = { owner: 'acme', repo: '.github' };
      const { data } = await rest.checks.listForRef({ ...where, ref, check_name: 'paydown/config' });
      agree(`How many checks are on commit ${ref}`, data.check_runs.length, 1);
      const run = data.check_runs[0];
      const found = await rest.checks.listAnnotations({ ...where, check_run_id: run?.id ?? 0 });
      const annotations = listOf(found.data).map(({ start_line, message }) => ({
        line: Number(start_line),
        message: String(message),
      }));
      const { title = null, summary } = run?.output ?? {};
      return { conclusion: run?.conclusion ?? null, title, summary: summary ?? '', annotations };
    },
    async openDebt() {
      const lists = REPOSITORIES.map((repo) =>
        rest.issues.listForRepo({ owner: 'acme', repo, labels: LABEL, state: 'open', per_page: 100 }),
      );
      return (await Promise.all(lists)).flatMap(({ data }) => data).length;
    },
  };
  return eyes;
}

/** Notices and gaps are kinds of their own by the beginning of their key. */
function announcedBy(body: string): string | undefined {
  const marker = parseMarker(body);
  const ahead = /^(notice|gap)\//.exec(marker?.key ?? '')?.[1];
  return marker?.kind === 'handoff' && ahead !== undefined ? ahead : marker?.kind;
}

/** The emulator wraps the list of annotations in an object, which GitHub does not. */
function listOf(data: unknown): JsonObject[] {
  const list = isObject(data) ? data.check_annotations : data;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function stateOf(issue: { state: string; state_reason?: string | null | undefined }): Seen['state'] {
  if (issue.state === 'open') return 'open';
  return issue.state_reason === 'not_planned' ? 'not_planned' : 'completed';
}
