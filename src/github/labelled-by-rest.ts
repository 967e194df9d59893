/**
 * Labelled issues where GraphQL cannot tell of them: a GitHub Enterprise Server of before knows fewer fields. REST
 * tells no past with them, so each issue's own is asked for by itself.
 */
import { z } from 'zod';
import { at } from './ask.ts';
import { issueFacts, type Place } from './facts.ts';
import type { LabelledPage } from './labelled-issues.ts';
import type { Octokit } from './octokit.ts';
import { withLabel } from './with-label.ts';

const SIZE = 100;
/** No cursor of GraphQL's is a number: they are in Base64, and end otherwise. */
const PAGE = /^page (?<number>\d+)$/;

/** Which page of REST begins here; nothing where GraphQL goes on. */
export function pageOfRest(after: string | null): number | undefined {
  const number = PAGE.exec(after ?? '')?.groups?.number;
  return number === undefined ? undefined : Number(number);
}

/** One page of all issues with a label, open and closed, oldest first ("List repository issues"). */
export async function labelledByRest(
  octokit: Octokit,
  place: Place,
  label: string,
  page: number,
): Promise<LabelledPage> {
  const { asked, has } = withLabel(label);
  const { data } = await octokit.rest.issues.listForRepo({
    ...{ ...at(place), ...asked, state: 'all', sort: 'created', direction: 'asc' },
    ...{ per_page: SIZE, page },
  });
  const issues = data
    .filter((issue) => !issue.pull_request)
    .map(issueFacts)
    .filter(has);
  const isLast = data.length < SIZE;
  return {
    issues: issues.map((issue) => ({ issue, past: [], told: 'incomplete' })),
    // REST tells no number: those are meant that are known of.
    total: (page - 1) * SIZE + issues.length,
    next: isLast ? null : `page ${page + 1}`,
  };
}

const Told = z.object({
  errors: z.array(z.object({ type: z.string().optional(), message: z.string().catch('') })).min(1),
});

/** What a GitHub answers that does not know GraphQL, or not these fields, and will not the next time either. */
export function isUnknownToGraphql(error: unknown): boolean {
  if (error instanceof z.ZodError) return true;
  if (error instanceof Error && 'status' in error) return UNKNOWN.includes(Number(error.status));
  // Limits, and what the App may not see, have a type ("Rate limits and query limits for the GraphQL API").
  return (
    Told.safeParse(error).data?.errors.every(
      ({ type, message }) => type === undefined && !message.startsWith('Something went wrong'),
    ) ?? false
  );
}

const UNKNOWN = [400, 404, 405, 410, 422, 501];
