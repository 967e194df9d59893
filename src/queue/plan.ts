/**
 * What a room decides. A plan is committed in one transaction; its effects then leave through the outbox.
 * Whoever adds a feature adds to what is wanted, not another path to GitHub.
 */
import type { CheckReport, IssueFacts, TeamRefusal, TeamRole } from '../github/index.ts';
import type { Db } from '../store/index.ts';

/** Something that is brought from what is to what should be. */
export type Thing =
  /** The config file that governs a repository. */
  | { kind: 'config'; repositoryId: number }
  /** The config file in a commit, or in a pull request's head, whose problems a check reports. */
  | { kind: 'check'; repositoryId: number; sha: string; pull: number }
  /** What was posted of a repository, or in it. */
  | { kind: 'telling'; installationId: number; repositoryId: number }
  /** What an installation granted, and the repositories that it can see. */
  | { kind: 'installation'; installationId: number }
  | { kind: 'issue'; repositoryId: number; number: number }
  /** What GitHub answered to a change of an issue's assignees; facts are written in one lane only. */
  | { kind: 'answer'; repositoryId: number; number: number; login: string; answer: Answer }
  /** The debt of a scope that nobody owns: it gets whatever room there is. */
  | { kind: 'queue'; scopeId: number }
  /** Work that is not debt and was given to somebody on duty. */
  | { kind: 'shield'; repositoryId: number; number: number }
  /** One slash command, of those in a comment. */
  | { kind: 'command'; repositoryId: number; commentId: number; ordinal: number }
  | { kind: 'handoff'; scopeId: number; rotation: string }
  /** Who is told of a shift before it begins, and of one that lacks people. */
  | { kind: 'notice'; scopeId: number; rotation: string }
  /** The GitHub teams that a config file names. */
  | { kind: 'teams'; scopeId: number }
  /** What GitHub answered to a change of a team's members. */
  | {
      kind: 'membership';
      scopeId: number;
      team: string;
      login: string;
      change: 'join' | 'leave';
      /** `there`: they were in the team already; `promoted`: somebody made them a maintainer since. */
      became: 'joined' | 'there' | 'left' | 'promoted' | 'refused';
      role?: TeamRole;
      refusal?: TeamRefusal | 'outside' | 'pending';
    }
  /** One alarm: its issue, and what is said there. `key` is the alarm's own. */
  | { kind: 'alarm'; repositoryId: number; key: string }
  /** Alarms of a scope that nobody acknowledged in time, and what its repositories say of those that are open. */
  | { kind: 'andon'; scopeId: number }
  /**
   * The check that stands on what is to be merged while an alarm is open: on all of it, where `pull` and `sha` are empty;
   * on one pull request; or on a merge group's commit, which is named by that pull request, its last.
   */
  | { kind: 'line'; repositoryId: number; pull: number; sha: string }
  | { kind: 'heartbeat'; scopeId: number }
  /** What is due of the iterations that are given to infrastructure: a proposal, a beginning, an end. */
  | { kind: 'iteration'; scopeId: number }
  /** Every day: whether owners of debt that is quiet keep it. */
  | { kind: 'nudges'; scopeId: number }
  /** What time does about decisions on the debt of a scope: their dates, and challenges and appeals without an answer. */
  | { kind: 'decisions'; scopeId: number }
  | { kind: 'dashboard'; scopeId: number }
  /** The retros of a scope whose time has come. */
  | { kind: 'retro'; scopeId: number }
  /** The checklist in one retro. */
  | { kind: 'actions'; scopeId: number; retro: string }
  /** Every night: all repositories of a scope are reconciled. */
  | { kind: 'reconciliation'; scopeId: number }
  /** The open debt of a repository, as GitHub lists it against what is recorded. */
  | { kind: 'reconcile'; repositoryId: number }
  /** What was closed in a repository lately, debt or not, as GitHub lists it. */
  | { kind: 'closings'; repositoryId: number }
  /** The sums of a repository's ledger by weeks, where those on record are of other weeks or areas. */
  | { kind: 'recount'; repositoryId: number }
  /**
   * The past of a repository, a page at a time: of its issues with the debt label of this number (the first, where it
   * is not said), and after the last label, of those that lost one. `read` is how many were read with this label.
   */
  | { kind: 'backfill'; repositoryId: number; page: number; label?: number; after?: string; read?: number };

export type Answer =
  | { kind: 'assigned' | 'unassigned'; issue: Stored<IssueFacts> }
  /** GitHub would not have this assignee. */
  | { kind: 'unassignable' };

/** As it comes back from a jsonb column: instants are ISO text. */
export type Stored<T> = { readonly [K in keyof T]: T[K] extends Date ? string : T[K] };

/**
 * One change to make on GitHub; making it twice is the same as making it once. A `body` may tell of other
 * repositories behind veils (`veil.ts`).
 */
export type Effect =
  | { kind: 'comment'; repositoryId: number; number: number; marker: string; body: string }
  /** The one answer to the commands in a comment, as long as that one is there. */
  | { kind: 'reply'; repositoryId: number; number: number; commentId: number; marker: string; body: string }
  /** A thumb up on a comment. */
  | { kind: 'reaction'; repositoryId: number; commentId: number }
  | { kind: 'assign'; repositoryId: number; number: number; login: string }
  | { kind: 'unassign'; repositoryId: number; number: number; login: string }
  /** From one person to another, or to nobody; nothing where the first is not assigned any more. */
  | { kind: 'reassign'; repositoryId: number; number: number; from: string; to: string | null }
  /** Adds somebody to a GitHub team; `repositoryId` is that of the config file, in whose organisation the team is. */
  | { kind: 'join'; repositoryId: number; scopeId: number; team: string; login: string }
  /** Takes somebody off a team whom the bot added; `role` is the one that they got then. */
  | { kind: 'leave'; repositoryId: number; scopeId: number; team: string; login: string; role: TeamRole }
  /** Opens the bot's own issue in the home of a scope, or edits its body. */
  | {
      kind: 'dashboard';
      repositoryId: number;
      scopeId: number;
      marker: string;
      title: string;
      body: string;
    }
  /**
   * Opens an issue of the bot's own, once; people write in it, so it is never edited. Its number is then found by its
   * marker (`findPostedIssue`), and `then` is settled.
   */
  | {
      kind: 'opening';
      repositoryId: number;
      marker: string;
      title: string;
      body: string;
      labels: readonly string[];
      then: Thing;
    }
  /** Closes an issue for a reason, or opens it again. */
  | { kind: 'state'; repositoryId: number; number: number; to: 'open' | 'completed' | 'not_planned' }
  /** Adds a label to an issue, or takes it off. */
  | { kind: 'label'; repositoryId: number; number: number; label: string; change: 'add' | 'remove' }
  /** Makes a milestone, unless there is one of this title, or closes it. `dueOn` is a day, `YYYY-MM-DD`. */
  | {
      kind: 'milestone';
      repositoryId: number;
      title: string;
      description: string;
      dueOn: string;
      to: 'open' | 'closed';
    }
  /** Puts an issue that is in no milestone into the one of this title, or takes it out of that one. */
  | { kind: 'milestoned'; repositoryId: number; number: number; title: string; change: 'in' | 'out' }
  /** Closes the bot's own issue, whose place another one took. */
  | { kind: 'retirement'; repositoryId: number; number: number; marker: string; body: string }
  /** A comment on the bot's own issue that carries `dashboard` as its marker. */
  | {
      kind: 'announcement';
      repositoryId: number;
      scopeId: number;
      dashboard: string;
      marker: string;
      body: string;
    }
  /** Edits what was posted, for others than before may read it. */
  | { kind: 'retelling'; repositoryId: number; number: number; marker: string }
  | { kind: 'check'; repositoryId: number; report: CheckReport };

export type Plan = {
  /** Effects of before that are not wanted any more; those that have not left are called back. */
  readonly cancel?: readonly Effect[];
  /** Writes the records; everything in here is in the same transaction as the effects. */
  readonly write?: (db: Db) => Promise<void>;
  readonly settle?: readonly Thing[];
  readonly effects?: readonly Effect[];
};

export const nothing: Plan = {};

/** Wanted by a newer version, whose replicas overlap with this one: it is tried again, until one of those does it. */
export function unknownHere(wanted: never): Error {
  return new Error(`this version does not know how to do this: ${(wanted as { kind: string }).kind}`);
}

/** Effects with the same key want the same spot on GitHub: the newer one replaces the pending one. */
export function effectKey(effect: Effect): string {
  const at = `${effect.repositoryId}`;
  switch (effect.kind) {
    case 'comment':
    case 'reply':
    case 'retelling':
      return `${at}#${effect.number} ${effect.marker}`;
    case 'reaction':
      return `${at} comment ${effect.commentId} reaction`;
    case 'assign':
    case 'unassign':
      return `${at}#${effect.number} @${effect.login.toLowerCase()}`;
    case 'reassign':
      return `${at}#${effect.number} @${effect.from.toLowerCase()} handed back`;
    case 'join':
    case 'leave':
      return `${effectTarget(effect)} @${effect.login.toLowerCase()}`;
    case 'label':
      return `${at}#${effect.number} label ${effect.label.toLowerCase()}`;
    case 'state':
      return `${at}#${effect.number} state`;
    case 'milestone':
      return `${at} milestone ${effect.title}`;
    case 'milestoned':
      return `${at}#${effect.number} milestone`;
    case 'opening':
    case 'dashboard':
    case 'retirement':
      return dashboardKey(effect.repositoryId, effect.marker);
    case 'announcement':
      return `${at} ${effect.dashboard} ${effect.marker}`;
    case 'check':
      return `${at} ${effect.report.name} ${effect.report.sha}`;
  }
}

export function dashboardKey(repositoryId: number, marker: string): string {
  return `${repositoryId} ${marker}`;
}

/** Effects with the same target are made in the order in which they were wanted. */
export function effectTarget(effect: Effect): string {
  const at = `${effect.repositoryId}`;
  switch (effect.kind) {
    case 'comment':
    case 'assign':
    case 'unassign':
    case 'reassign':
    case 'retelling':
    case 'label':
    case 'state':
      return `${at}#${effect.number}`;
    // Whoever asked need not wait until the issue is as they asked, nor one answer for the other.
    case 'reply':
    case 'reaction':
      return effectKey(effect);
    case 'join':
    case 'leave':
      return `${at} team ${effect.team}`;
    // The issues come after the milestone that they are put into.
    case 'milestone':
    case 'milestoned':
      return `${at} milestone ${effect.title}`;
    case 'opening':
    case 'dashboard':
    case 'retirement':
      return `${at} ${effect.marker}`;
    case 'announcement':
      // Not behind the dashboard: it has to wait for that one, and ask for it where it is gone.
      return `${at} ${effect.dashboard} announcements`;
    case 'check':
      return `${at} checks`;
  }
}

/** The key under which a thing waits for settling: asking twice is asking once. */
export function thingKey(thing: Thing): string {
  const { kind, ...which } = thing.kind === 'answer' ? { ...thing, answer: thing.answer.kind } : thing;
  return `${kind} ${Object.values(which).join(' ')}`;
}

/**
 * Who may read comes before who governs, that before what is owned, what people wait for before what only reports. What
 * a new config will do is looked at before it does it.
 */
const order: readonly Thing['kind'][] = [
  'telling',
  'check',
  'config',
  'installation',
  'answer',
  // Before the handoffs: who is in a squad that is a team decides who serves.
  'membership',
  'teams',
  'reconciliation',
  'reconcile',
  'handoff',
  'iteration',
  'issue',
  'command',
  'alarm',
  'line',
  'andon',
  'shield',
  'decisions',
  'queue',
  'notice',
  'nudges',
  'actions',
  'retro',
  'closings',
  'recount',
  'heartbeat',
  'dashboard',
  'backfill',
];

export function thingRank(thing: Thing): number {
  return order.indexOf(thing.kind);
}
