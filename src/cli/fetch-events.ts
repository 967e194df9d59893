/** Fetching a repository's issue events from GitHub, patiently, so that it can be interrupted and resumed. */
import type { IssueEvent } from '../debt/index.ts';
import { UserError } from '../errors.ts';
import { EVENTS_A_PAGE, type EventPage, GitHubError, issueEventPages, mayPass } from '../github/index.ts';
import { addMs, type Clock, isoSeconds } from '../time.ts';
import { eventOf } from './events-file.ts';
import { refusal } from './fetch-refusals.ts';
import type { Progress } from './progress.ts';
import { cachePlace, openSaved, type SavedEvents } from './saved-events.ts';

export type Fetch = { readonly repo: string; readonly save: string | undefined };

export type FetchSurroundings = {
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly progress: Progress;
};

type Ask = (page: number) => Promise<{ readonly events: readonly IssueEvent[]; readonly more: boolean }>;

/** How long to wait before asking again where nothing was answered, in milliseconds. */
const PATIENCE = [1000, 4000, 15_000];

/**
 * All issue events of a repository, newest first or not. Pages are kept as they come, and asked for from where they
 * ended the last time.
 *
 * @throws UserError with what to do, where GitHub refuses or cannot be reached
 */
export async function fetchEvents(
  { repo, save }: Fetch,
  around: FetchSurroundings,
): Promise<readonly IssueEvent[]> {
  const { env, progress } = around;
  const apiUrl = apiUrlOf(env);
  const place =
    save === undefined ? cachePlace(apiUrl.host, repo, env) : { file: save, afterwards: 'kept' as const };
  const saved = await openSaved(place, repo);
  const ask = asking(repo, apiUrl, around);
  try {
    if (saved.events.length > 0) await catchUp(saved, ask);
    if (!saved.isComplete) await goOn(saved, ask);
    await saved.complete();
    return saved.events;
  } finally {
    progress.stop();
  }
}

/** Adds what happened since, the oldest first, so that a process that is killed meanwhile leaves no gap. */
async function catchUp(saved: SavedEvents, ask: Ask): Promise<void> {
  const fresh: IssueEvent[] = [];
  for (let page = 1; ; page += 1) {
    const { events, more } = await ask(page);
    const unknown = events.filter((event) => !saved.has(event));
    fresh.push(...unknown);
    if (unknown.length < events.length || !more) break;
  }
  await saved.add(fresh.toReversed());
}

/** Adds what is older, from the page on which the known ones end. */
async function goOn(saved: SavedEvents, ask: Ask): Promise<void> {
  let page = Math.max(1, Math.floor(saved.events.length / EVENTS_A_PAGE));
  let answer = await ask(page);
  // Events of issues that were deleted are gone, so that older ones move up: no page may be left out.
  while (page > 1 && !answer.events.some((event) => saved.has(event))) {
    page -= 1;
    answer = await ask(page);
  }
  for (;;) {
    await saved.add(answer.events.filter((event) => !saved.has(event)));
    if (!answer.more) return;
    page += 1;
    answer = await ask(page);
  }
}

function asking(repo: string, apiUrl: URL, around: FetchSurroundings): Ask {
  const token = around.env.GITHUB_TOKEN?.trim() || undefined;
  const pages = issueEventPages({ apiUrl: apiUrl.href.replace(/\/+$/, ''), token, clock: around.clock });
  const [owner = '', name = ''] = repo.split('/');
  return async (page) => {
    const answer = await patiently(
      () => pages({ owner, name }, page),
      around,
      (error) => refusal(error, { repo, page, apiUrl, hasToken: token !== undefined }),
    );
    around.progress.at(page, answer.last ?? page);
    return { events: answer.events.map(readAnswer), more: answer.more };
  };
}

/** Waits as long as a rate limit asks for, and a few times for an answer. */
async function patiently(
  ask: () => Promise<EventPage>,
  { clock, sleep, progress }: FetchSurroundings,
  refuse: (error: GitHubError) => EventPage,
): Promise<EventPage> {
  let patience = PATIENCE;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      const { meaning } = error;
      const [pause, ...rest] = patience;
      if (meaning.kind === 'limited') {
        progress.note(`GitHub's rate limit is used up; going on at ${isoSeconds(meaning.retryAt)}.`);
        await sleep(Math.max(0, meaning.retryAt.getTime() - clock().getTime()));
      } else if (mayPass(meaning) && !isUnauthorized(error) && pause !== undefined) {
        patience = rest;
        progress.note(`No answer from GitHub; asking again at ${isoSeconds(addMs(clock(), pause))}.`);
        await sleep(pause);
      } else {
        return refuse(error);
      }
    }
  }
}

function isUnauthorized({ cause }: GitHubError): boolean {
  return cause instanceof Error && 'status' in cause && cause.status === 401;
}

function readAnswer(value: unknown): IssueEvent {
  const event = eventOf(value);
  if (!event)
    throw new UserError('GitHub answered with an event that is none: is GITHUB_API_URL a GitHub API?');
  return event;
}

function apiUrlOf({ GITHUB_API_URL: url }: NodeJS.ProcessEnv): URL {
  const given = url?.trim() || 'https://api.github.com';
  if (URL.canParse(given) && /^https?:/.test(given)) return new URL(given);
  throw new UserError('GITHUB_API_URL must be an http(s) URL, such as https://github.example.com/api/v3.');
}
