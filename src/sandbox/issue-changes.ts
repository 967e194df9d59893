import type { Issue, JsonObject, User } from './types.ts';

/** The label as the history names it. */
export type LabelBrief = { readonly name: string; readonly color: string };

/** One thing that happened to an issue, as GitHub would tell of it. */
export type Change =
  | { readonly kind: 'edited'; readonly from: { readonly title?: string; readonly body?: string | null } }
  | { readonly kind: 'unlabeled' | 'labeled'; readonly label: LabelBrief }
  | { readonly kind: 'unassigned' | 'assigned'; readonly assignee: User }
  | { readonly kind: 'demilestoned' | 'milestoned'; readonly milestone: NonNullable<Issue['milestone']> }
  | { readonly kind: 'closed' | 'reopened' };

/**
 * What happened to an issue between two looks at it. The order is the one in which it is told: what was taken
 * away before what was added, and the state last.
 */
export function changesBetween(before: Issue, after: Issue): Change[] {
  return [
    ...editsBetween(before, after),
    ...missing(labelsOf(before), labelsOf(after), nameOf).map((label) => ({
      kind: 'unlabeled' as const,
      label,
    })),
    ...missing(labelsOf(after), labelsOf(before), nameOf).map((label) => ({
      kind: 'labeled' as const,
      label,
    })),
    ...missing(assigneesOf(before), assigneesOf(after), loginOf).map((assignee) => ({
      kind: 'unassigned' as const,
      assignee,
    })),
    ...missing(assigneesOf(after), assigneesOf(before), loginOf).map((assignee) => ({
      kind: 'assigned' as const,
      assignee,
    })),
    ...milestonesBetween(before, after),
    ...(before.state === after.state
      ? []
      : [{ kind: after.state === 'closed' ? 'closed' : 'reopened' } as const]),
  ];
}

/** What happened to an issue that was opened with labels and assignees: GitHub tells of each by itself. */
export function changesAtOpening(issue: Issue): Change[] {
  return changesBetween({ ...issue, labels: [], assignees: [], milestone: null }, issue);
}

/**
 * The entry that a change leaves in the history, if it leaves one: an edit of the body does not. Source: GitHub
 * Docs, "Issue event types".
 */
export function historyOf(
  change: Change,
  after: Issue,
  actor: User,
): { event: string; details: JsonObject } | null {
  switch (change.kind) {
    case 'edited':
      if (change.from.title === undefined) return null;
      return { event: 'renamed', details: { rename: { from: change.from.title, to: after.title } } };
    case 'labeled':
    case 'unlabeled':
      return {
        event: change.kind,
        details: { label: { name: change.label.name, color: change.label.color } },
      };
    case 'assigned':
    case 'unassigned':
      return { event: change.kind, details: { assignee: change.assignee, assigner: actor } };
    case 'milestoned':
    case 'demilestoned':
      return { event: change.kind, details: { milestone: { title: change.milestone.title } } };
    case 'closed':
      return { event: 'closed', details: { state_reason: after.state_reason ?? null } };
    case 'reopened':
      return { event: 'reopened', details: { state_reason: null } };
  }
}

/** What a change adds to the webhook that tells of it ("Webhook events and payloads"). */
export function payloadOf(change: Change): JsonObject {
  switch (change.kind) {
    case 'edited': {
      const edits = Object.entries(change.from).map(([field, from]) => [field, { from: from ?? '' }]);
      return { changes: Object.fromEntries(edits) };
    }
    case 'labeled':
    case 'unlabeled':
      return { label: change.label };
    case 'assigned':
    case 'unassigned':
      return { assignee: change.assignee };
    case 'milestoned':
    case 'demilestoned':
      return { milestone: change.milestone };
    default:
      return {};
  }
}

/** The labels that an issue wears. */
export function labelsOf(issue: Issue): LabelBrief[] {
  return issue.labels.map((label) => {
    if (typeof label === 'string') return { name: label, color: 'ededed' };
    return { ...label, name: label.name ?? '', color: label.color ?? 'ededed' };
  });
}

/** Whoever an issue is given to. */
export function assigneesOf(issue: Issue): User[] {
  return issue.assignees ?? [];
}

function milestonesBetween({ milestone: before }: Issue, { milestone: after }: Issue): Change[] {
  if (before?.number === after?.number) return [];
  return [
    ...(before ? [{ kind: 'demilestoned', milestone: before } as const] : []),
    ...(after ? [{ kind: 'milestoned', milestone: after } as const] : []),
  ];
}

function editsBetween(before: Issue, after: Issue): Change[] {
  const from = {
    ...(before.title === after.title ? {} : { title: before.title }),
    ...((before.body ?? '') === (after.body ?? '') ? {} : { body: before.body ?? null }),
  };
  return Object.keys(from).length > 0 ? [{ kind: 'edited', from }] : [];
}

/** What is in `all` and not in `others`, compared by `keyOf`. */
function missing<T>(all: readonly T[], others: readonly T[], keyOf: (one: T) => string): T[] {
  const known = new Set(others.map(keyOf));
  return all.filter((one) => !known.has(keyOf(one)));
}

function nameOf(label: LabelBrief): string {
  return label.name;
}

function loginOf(user: User): string {
  return user.login;
}
