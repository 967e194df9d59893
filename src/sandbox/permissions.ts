import { type ApiRequest, Refusal } from './types.ts';

/** Who is in an organisation and its teams is not even read without the permission. */
const OF_MEMBERS = /^\/orgs\/[^/]+\/(teams|members|memberships|invitations)(\/|$)/;

/** Which permission a writing request of the App needs. The first pattern that fits decides. */
const NEEDED: readonly (readonly [pattern: RegExp, permissions: readonly string[]])[] = [
  [/^\/repos\/[^/]+\/[^/]+\/issues\/(\d+\/|comments\/)/, ['issues', 'pull_requests']],
  [/^\/repos\/[^/]+\/[^/]+\/(issues|labels|milestones)(\/|$)/, ['issues']],
  [/^\/repos\/[^/]+\/[^/]+\/pulls\/\d+\/merge$/, ['contents']],
  [/^\/repos\/[^/]+\/[^/]+\/pulls(\/|$)/, ['pull_requests']],
  [/^\/repos\/[^/]+\/[^/]+\/check-(runs|suites)(\/|$)/, ['checks']],
  [/^\/repos\/[^/]+\/[^/]+\/statuses\//, ['statuses']],
  [/^\/repos\/[^/]+\/[^/]+\/(contents|git|merges|branches|releases)(\/|$)/, ['contents']],
  [/^\/repos\/[^/]+\/[^/]+(\/(collaborators|topics|transfer|hooks)(\/|$)|$)/, ['administration']],
  [OF_MEMBERS, ['members']],
  [/^\/orgs\/[^/]+\/repos$/, ['administration']],
];

const ALWAYS: readonly RegExp[] = [/^\/graphql$/, /^\/installation\/token$/];

/**
 * Rejects with 403 where the App writes without the permission. Source: GitHub Docs, "Permissions required for
 * GitHub Apps".
 */
export function requirePermission(request: ApiRequest): void {
  const { by, method, path } = request;
  if (by.kind !== 'installation' || ALWAYS.some((pattern) => pattern.test(path))) return;
  if (method === 'GET') {
    if (OF_MEMBERS.test(path) && !by.permissions.members) throw refusedToApp();
    return;
  }
  const needed = NEEDED.find(([pattern]) => pattern.test(path))?.[1] ?? [];
  if (needed.some((name) => by.permissions[name] === 'write')) return;
  throw refusedToApp();
}

function refusedToApp(): Refusal {
  return new Refusal(403, 'Resource not accessible by integration');
}
