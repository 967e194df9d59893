import { type ApiRequest, Refusal } from './types.ts';

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
  [/^\/orgs\/[^/]+\/(teams|members|memberships|invitations)(\/|$)/, ['members']],
  [/^\/orgs\/[^/]+\/repos$/, ['administration']],
];

const ALWAYS: readonly RegExp[] = [/^\/graphql$/, /^\/installation\/token$/];

/**
 * Rejects with 403 where the App writes without the permission. Source: GitHub Docs, "Permissions required for
 * GitHub Apps".
 */
export function requirePermission(request: ApiRequest): void {
  const { by, method, path } = request;
  if (by.kind !== 'installation' || method === 'GET' || ALWAYS.some((pattern) => pattern.test(path))) return;
  const needed = NEEDED.find(([pattern]) => pattern.test(path))?.[1] ?? [];
  if (needed.some((name) => by.permissions[name] === 'write')) return;
  throw new Refusal(403, 'Resource not accessible by integration');
}
