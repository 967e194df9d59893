/** What GitHub says, in the words of the house: the only shapes of GitHub that the other rooms see. */
import { type IssueForm, readForm } from '../issue-form.ts';
import { storable, type Visibility } from '../store/index.ts';

export type RepositoryFacts = {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly visibility: Visibility;
  readonly defaultBranch: string;
  readonly archived: boolean;
};

/** The App on one account, and what the owners of the account granted. */
export type InstallationFacts = {
  readonly id: number;
  readonly account: string;
  readonly state: 'active' | 'suspended';
  readonly permissions: { readonly [permission: string]: string };
  readonly events: readonly string[];
  /** GitHub's page where an owner of the account sees and accepts what the App asks for. */
  readonly settingsUrl: string;
};

export type IssueFacts = {
  readonly number: number;
  readonly title: string;
  readonly htmlUrl: string;
  readonly author: string;
  readonly open: boolean;
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  /** What is read of the body; the body itself is kept nowhere. */
  readonly form: IssueForm;
  /** 👍 less 👎. They change without a trace: neither `updatedAt` nor an event tells of it. */
  readonly votes: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** Where a repository is, for a request: names change, so they are looked up when one is made. */
export type Place = { readonly owner: string; readonly name: string };

/** The parts of GitHub's repository object that are read, in webhooks and answers alike. */
export type RawRepository = {
  id: number;
  name: string;
  owner: { login: string } | null;
  private?: boolean | undefined;
  visibility?: string | undefined;
  default_branch?: string | undefined;
  archived?: boolean | undefined;
};

/** The parts of GitHub's issue object that are read, in webhooks and answers alike. */
export type RawIssue = {
  number: number;
  title: string;
  html_url: string;
  user?: { login: string } | null | undefined;
  state?: string | undefined;
  state_reason?: string | null | undefined;
  labels?: readonly (string | { name?: string | null })[] | undefined;
  assignees?: readonly ({ login: string } | null)[] | null | undefined;
  body?: string | null | undefined;
  reactions?: { '+1'?: number; '-1'?: number } | null | undefined;
  created_at: string;
  updated_at: string;
  pull_request?: unknown;
  locked?: boolean | undefined;
};

/** The parts of GitHub's installation object that are read ("Get an installation for the authenticated app"). */
export type RawInstallation = {
  id: number;
  account: { login?: string; slug?: string } | null;
  suspended_at: string | null;
  permissions: object;
  events: string[];
  html_url: string;
};

export function installationFacts(raw: RawInstallation): InstallationFacts {
  return {
    id: raw.id,
    account: raw.account?.login ?? raw.account?.slug ?? '',
    state: raw.suspended_at ? 'suspended' : 'active',
    permissions: { ...raw.permissions },
    events: raw.events,
    settingsUrl: raw.html_url,
  };
}

export function repositoryFacts(raw: RawRepository): RepositoryFacts {
  return {
    id: raw.id,
    owner: raw.owner?.login ?? '',
    name: raw.name,
    visibility: visibilityOf(raw),
    defaultBranch: raw.default_branch ?? 'main',
    archived: raw.archived ?? false,
  };
}

/** GitHub Enterprise Server of old sends no `visibility`; then `private` decides. */
function visibilityOf(raw: RawRepository): Visibility {
  if (raw.visibility === 'internal' || raw.visibility === 'public') return raw.visibility;
  return raw.visibility === undefined && raw.private === false ? 'public' : 'private';
}

export function issueFacts(raw: RawIssue): IssueFacts {
  return {
    number: raw.number,
    title: storable(raw.title),
    htmlUrl: raw.html_url,
    author: raw.user?.login ?? 'ghost',
    open: raw.state !== 'closed',
    stateReason: raw.state_reason ?? null,
    labels: (raw.labels ?? []).map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
    assignees: (raw.assignees ?? []).flatMap((user) => (user ? [user.login] : [])),
    form: readForm(raw.body),
    votes: votesIn(raw),
    createdAt: new Date(raw.created_at),
    updatedAt: new Date(raw.updated_at),
  };
}

/**
 * One person, one vote: GitHub counts how often each reaction was left and does not say by whom, so that a heart or a
 * rocket of somebody whose thumb is up would count twice ("REST API endpoints for reactions").
 */
function votesIn({ reactions }: RawIssue): number {
  return (reactions?.['+1'] ?? 0) - (reactions?.['-1'] ?? 0);
}
