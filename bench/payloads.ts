import { createRequire } from 'node:module';

type Example = Record<string, unknown> & { action?: string };
type Examples = readonly { readonly name: string; readonly examples: readonly Example[] }[];

/** An event that the App lets by, of usual size (11 KB): what is measured with it is the door and the inbox. */
export const LET_BY = 'fork';

export function letByPayload(installationId: number): string {
  return JSON.stringify({ ...exampleOf(LET_BY, undefined), installation: { id: installationId } });
}

/** What tells one labelled issue from another; organisations and repositories are named after their numbers. */
export type LabelledIssue = {
  readonly installationId: number;
  readonly owner: string;
  readonly repository: { readonly id: number; readonly name: string };
  readonly number: number;
};

export function labelledPayload({ installationId, owner, repository, number }: LabelledIssue): string {
  const example = exampleOf('issues', 'labeled');
  const now = new Date().toISOString();
  const label = { name: 'tech-debt' };
  const issue = { number, labels: [label], assignees: [], assignee: null, created_at: now, updated_at: now };
  const names = { ...repository, full_name: `${owner}/${repository.name}`, owner: { login: owner } };
  return JSON.stringify({
    ...example,
    label,
    issue: { ...(example.issue as object), ...issue },
    repository: { ...(example.repository as object), ...names },
    installation: { id: installationId },
  });
}

/** GitHub's own example of a payload. */
function exampleOf(event: string, action: string | undefined): Example {
  const all = createRequire(import.meta.url)('@octokit/webhooks-examples') as Examples;
  const examples = all.find(({ name }) => name === event)?.examples ?? [];
  const found = examples.find((one) => one.action === action);
  if (!found) throw new Error(`There is no example of ${event} ${action}.`);
  return found;
}
