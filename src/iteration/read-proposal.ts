import { proposalMarker } from '../debt/index.ts';
import { isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { findPostedIssue } from '../queue/index.ts';
import { repositoryById, type Scope } from '../scope/index.ts';
import { type Checklist, readChecklist } from './checklist.ts';
import type { OnRecord } from './records.ts';

/** What people made of a proposal. */
export type Said =
  | { readonly kind: 'list'; readonly list: Checklist; readonly number: number }
  /** It never got to them. */
  | { readonly kind: 'nothing' }
  /** Somebody closed it, or did away with it. */
  | { readonly kind: 'no' };

/** Where the pages of issues are, besides the host that a list of Paydown's own links to. */
const GITHUB = ['github.com', 'www.github.com', 'redirect.github.com'];

/** Reads the proposal of an iteration where it was opened. */
export async function readProposal(
  house: House,
  scope: Scope,
  { day, homeId }: OnRecord,
  pages: readonly string[],
): Promise<Said> {
  const home = await repositoryById(house.db, homeId);
  if (!home || home.taken) return { kind: 'nothing' };
  const marker = proposalMarker(scope.id, day);
  const github = await house.github.installation(scope.installationId);
  try {
    const posted = await findPostedIssue(house.db, homeId, marker);
    const number = posted?.number ?? (await github.findIssue(home, marker));
    if (number === undefined) return { kind: 'nothing' };
    const written = await github.written(home, number);
    if (written?.state !== 'open') return { kind: 'no' };
    return { kind: 'list', list: readChecklist(written.body, hostsOf(pages)), number };
  } catch (error) {
    // What may not be read says nothing.
    if (!isRefused(error)) throw error;
    return { kind: 'nothing' };
  }
}

function hostsOf(pages: readonly string[]): string[] {
  return [...new Set([...GITHUB, ...pages.flatMap((page) => URL.parse(page)?.host.toLowerCase() ?? [])])];
}
