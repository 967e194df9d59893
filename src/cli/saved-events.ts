/**
 * What was fetched so far: a file with one event a line, called `FILE.part` until everything is there. Its events are
 * the newest of a repository, without a gap; only older ones may be missing.
 */
import { appendFile, mkdir, readFile, rename, rm, truncate } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { IssueEvent } from '../debt/index.ts';
import { fileTrouble, UserError } from '../errors.ts';
import { eventOf } from './events-file.ts';

export type SavedEvents = {
  readonly events: readonly IssueEvent[];
  readonly isComplete: boolean;
  readonly has: (event: IssueEvent) => boolean;
  readonly add: (events: readonly IssueEvent[]) => Promise<void>;
  /** Says that no older event is missing any more. */
  readonly complete: () => Promise<void>;
};

/** Where the file is, and what becomes of it when everything is there. */
export type SavePlace = { readonly file: string; readonly afterwards: 'kept' | 'deleted' };

/** Where a fetch without `--save` can be resumed: in the user's own cache, for it may tell of private issues. */
export function cachePlace(host: string, repo: string, env: NodeJS.ProcessEnv): SavePlace {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const name = `${host}-${repo}`.toLowerCase().replaceAll(/[^\w.-]/g, '-');
  return { file: join(cache, 'paydown', `${name}.ndjson`), afterwards: 'deleted' };
}

/** Opens what is there. @throws UserError where the file is something else, of another repository, or unusable */
export async function openSaved({ file, afterwards }: SavePlace, repo: string): Promise<SavedEvents> {
  const part = `${file}.part`;
  const whole = afterwards === 'kept' ? await readSaved(file, repo) : undefined;
  const events = whole ?? (await readSaved(part, repo)) ?? [];
  const ids = new Set(events.map(({ id }) => id));
  const target = whole ? file : part;
  await usable(target, () => mkdir(dirname(target), { recursive: true, mode: 0o700 }));
  return {
    events,
    isComplete: whole !== undefined,
    has: ({ id }) => ids.has(id),
    async add(more) {
      const text = more.map((event) => `${JSON.stringify(event)}\n`).join('');
      await usable(target, () => appendFile(target, text, { mode: 0o600 }));
      events.push(...more);
      for (const { id } of more) ids.add(id);
    },
    async complete() {
      if (whole) return;
      if (afterwards === 'deleted') await rm(part, { force: true });
      else await usable(file, () => rename(part, file));
    },
  };
}

/** The events of a file, or undefined if there is none. What a process that was killed left half written is cut off. */
async function readSaved(file: string, repo: string): Promise<IssueEvent[] | undefined> {
  const text = await usable(file, () => readFile(file, 'utf8').catch(nothingThere));
  if (text === undefined) return undefined;
  if (text !== '' && !text.startsWith('{')) throw foreign(file);
  const end = text.lastIndexOf('\n') + 1;
  const events = text
    .slice(0, end)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => savedEvent(line, file));
  const others = events.find(({ issue }) => issue?.repository_url && !isOf(issue.repository_url, repo));
  if (others)
    throw new UserError(
      `${file} holds events of ${others.issue?.repository_url}: name another file to --save`,
    );
  if (end < text.length) await usable(file, () => truncate(file, Buffer.byteLength(text.slice(0, end))));
  return events;
}

function savedEvent(line: string, file: string): IssueEvent {
  try {
    const event = eventOf(JSON.parse(line));
    if (event) return event;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw foreign(file);
}

function foreign(file: string): UserError {
  return new UserError(
    `${file} is not what --save wrote: name another file, or analyse this one with --events`,
  );
}

function isOf(repositoryUrl: string, repo: string): boolean {
  return repositoryUrl.toLowerCase().endsWith(`/${repo.toLowerCase()}`);
}

function nothingThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

async function usable<T>(file: string, use: () => Promise<T>): Promise<T> {
  return use().catch((cause: unknown) => {
    const help = 'name a place that can be written to with --save FILE';
    throw new UserError(`${file} cannot be used: ${fileTrouble(cause)}; ${help}`, { cause });
  });
}
