/**
 * What GitHub's refusals mean for whoever asked. Sources: GitHub's documentation, "Troubleshooting the REST
 * API" and "Rate limits for the REST API".
 */
import { z } from 'zod';
import { messageOf } from '../errors.ts';

/** A request that GitHub did not carry out (or did not say so). */
export class GitHubError extends Error {
  readonly meaning: Meaning;
  constructor(message: string, meaning: Meaning, cause: unknown) {
    super(message, { cause });
    this.meaning = meaning;
  }
}

export type Meaning =
  /** Trying again cannot help: gone, forbidden, not understood. */
  | { kind: 'refused'; status: number }
  /** A limit was hit; nothing more may be asked before `retryAt`. */
  | { kind: 'limited'; retryAt: Date }
  /** GitHub, or the way to it, failed; it may have done what was asked. */
  | { kind: 'unsure' }
  /** There was no answer; GitHub may do what was asked, and may still be at it. */
  | { kind: 'unanswered' };

type HttpError = {
  status: number;
  message: string;
  response?: { headers?: Record<string, string | number | undefined>; data?: unknown };
};

/** A secondary limit that names no time asks for at least a minute. */
const LIMIT_PAUSE = 60_000;

export function toGitHubError(error: unknown, request: string, now: Date): GitHubError {
  const told = GraphqlErrors.safeParse(error).data;
  if (told) {
    const message = `${request}: ${messageOf(told.errors[0]?.message ?? 'GraphQL failed')}`;
    return new GitHubError(message, meaningOfGraphql(told, now), error);
  }
  if (!isHttpError(error)) {
    return new GitHubError(`${request}: no answer (${messageOf(error)})`, { kind: 'unanswered' }, error);
  }
  const message = [`${request}: ${error.status}`, ...reasonOf(error), ...helpFor(error)].join(' ');
  return new GitHubError(message, meaningOf(error, now), error);
}

const Word = z.string().regex(/^\w+$/).optional().catch(undefined);
const Reason = z.object({
  message: z.string(),
  errors: z.array(z.object({ field: Word, code: Word })).catch([]),
});

/** GitHub's own words and the fields that it names, and nothing else: who fails may send back what it was sent. */
function reasonOf({ status, response }: HttpError): string[] {
  const reason = status < 500 ? Reason.safeParse(response?.data).data : undefined;
  if (!reason) return [];
  return [messageOf(reason.message), ...reason.errors.map(({ field, code }) => `(${field} ${code})`)];
}

export function isRefused(error: unknown, ...statuses: number[]): boolean {
  if (!(error instanceof GitHubError) || error.meaning.kind !== 'refused') return false;
  return statuses.length === 0 || statuses.includes(error.meaning.status);
}

/** What Octokit throws where GraphQL answers 200 with errors ("Rate limits and query limits for the GraphQL API"). */
const GraphqlErrors = z.object({
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.undefined()])).catch({}),
  status: z.undefined(),
});

function meaningOfGraphql({ errors, headers }: z.infer<typeof GraphqlErrors>, now: Date): Meaning {
  const types = errors.map(({ type }) => type);
  if (types.includes('RATE_LIMITED')) return { kind: 'limited', retryAt: retryAt(headers, now) };
  if (types.includes('NOT_FOUND')) return { kind: 'refused', status: 404 };
  if (types.includes('FORBIDDEN')) return { kind: 'refused', status: 403 };
  return { kind: 'unsure' };
}

/** Whether trying again may help by itself: GitHub, or the way to it, failed. */
export function mayPass({ kind }: Meaning): boolean {
  return kind === 'unsure' || kind === 'unanswered';
}

/** Whether GitHub may still be at what it was asked. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof GitHubError && error.meaning.kind === 'unanswered';
}

/** What stands behind a refusal whose own words do not say it; nothing for those that speak for themselves. */
function helpFor({ status, message, response }: HttpError): string[] {
  if (status === 404) return ['(it is gone, or the App has no access to it)'];
  if (status !== 403 || !message.startsWith('Resource not accessible by integration')) return [];
  const accepted = response?.headers?.['x-accepted-github-permissions'];
  if (!accepted) return ['(the App lacks a permission here)'];
  return [`(the App needs the permission ${permissionsOf(String(accepted))} here)`];
}

/**
 * `issues: write or pull requests: write` of `issues=write; pull_requests=write`: a semicolon parts sets of which one
 * is enough, a comma the permissions of a set ("Troubleshooting the REST API": insufficient permissions errors).
 */
function permissionsOf(accepted: string): string {
  const sets = accepted.split(';').map((set) => set.split(',').map(permissionOf).join(' and '));
  return sets.join(' or ');
}

function permissionOf(pair: string): string {
  return pair.trim().replaceAll('_', ' ').replace('=', ': ');
}

function meaningOf(error: HttpError, now: Date): Meaning {
  const { status } = error;
  const headers = error.response?.headers ?? {};
  if (status === 429 || (status === 403 && isLimit(error, headers))) {
    return { kind: 'limited', retryAt: retryAt(headers, now) };
  }
  if (status >= 500 || status === 408 || status === 401) return { kind: 'unsure' };
  return { kind: 'refused', status };
}

function isLimit(error: HttpError, headers: Record<string, string | number | undefined>): boolean {
  if (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0') return true;
  return /secondary rate limit|abuse detection|rate limit exceeded/i.test(error.message);
}

function retryAt(headers: Record<string, string | number | undefined>, now: Date): Date {
  const seconds = Number(headers['retry-after']);
  if (Number.isFinite(seconds)) return new Date(now.getTime() + Math.max(1, seconds) * 1000);
  const reset = Number(headers['x-ratelimit-reset']);
  const used = headers['x-ratelimit-remaining'] === '0';
  if (used && Number.isFinite(reset)) return new Date(Math.max(reset * 1000, now.getTime() + 1000));
  return new Date(now.getTime() + LIMIT_PAUSE);
}

function isHttpError(error: unknown): error is HttpError {
  return (
    error instanceof Error && 'status' in error && typeof error.status === 'number' && hasResponse(error)
  );
}

/** Octokit says 500 where no answer came at all. */
function hasResponse(error: object): boolean {
  return 'response' in error && error.response !== undefined;
}
