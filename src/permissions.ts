/**
 * What each feature needs of GitHub, and what is off without it. `app.yml` asks for exactly what is needed here by
 * features that are not optional, and a test holds the two together. Source of the names and levels: GitHub's
 * documentation, "Permissions required for GitHub Apps" and "Webhook events and payloads".
 */

type Level = 'read' | 'write';

/** In the order of what they allow. */
const levels: readonly (Level | 'admin')[] = ['read', 'write', 'admin'];

export type Feature = {
  readonly needs: { readonly [permission: string]: Level };
  /** What does not happen without it, as a user would say it. */
  readonly off: string;
  /** Not in `app.yml`: whoever wants the feature adds the permission to their App. */
  readonly optional?: true;
};

export const features = {
  'owners and dashboard': {
    needs: { issues: 'write' },
    off: 'debt is given to nobody, nothing is commented, no command is heard, and no dashboard is kept',
  },
  'config file': {
    needs: { contents: 'read' },
    off: 'the config file is not read, so no change of it comes into force',
  },
  'check on commits': {
    needs: { checks: 'write', contents: 'read' },
    off: 'nothing says on a commit what is wrong with the config file, or what it does',
  },
  'check on pull requests': {
    needs: { checks: 'write', contents: 'read', pull_requests: 'read' },
    off: 'nothing says on a pull request what is wrong with the config file, or what merging it does',
  },
  'linked pull requests': {
    needs: { pull_requests: 'read' },
    off: 'a linked pull request may not count as started work, so the issue moves on at the handoff',
  },
  'team of those on duty': {
    needs: { members: 'write' },
    off: 'no GitHub team is changed',
    optional: true,
  },
  'squads that are GitHub teams': {
    needs: { members: 'read' },
    off: 'nobody knows who is in such a squad',
    optional: true,
  },
  'commands of all members': {
    needs: { members: 'read' },
    off: 'members of the organisation who were given nothing in a public repository can neither pull the cord nor challenge a decision there',
    optional: true,
  },
  'check of the andon': {
    needs: { checks: 'write', pull_requests: 'read', contents: 'read' },
    off: 'no pull request is stopped while an alarm is open',
    optional: true,
  },
  'debt paid in passing': {
    needs: { pull_requests: 'read' },
    off: 'merged pull requests with a debt label are not counted',
  },
  'names and visibility': {
    needs: { metadata: 'read' },
    off: 'nothing is known of any repository',
  },
} satisfies { [name: string]: Feature };

export type FeatureName = keyof typeof features;

/** What GitHub says that an installation granted; null where it was never asked. */
export type Granted = { readonly [permission: string]: string } | null;

/** The events that `app.yml` subscribes to: the permission that each needs, and what comes late without it. */
export const events = {
  issues: { needs: 'issues', late: 'new and changed debt is noticed at night only' },
  issue_comment: {
    needs: 'issues',
    late: "commands are not heard, and an owner's comment is noticed at the handoff only",
  },
  label: {
    needs: 'issues',
    late: 'a debt label that is renamed is taken for another one, so what carried it counts as debt no more',
  },
  push: { needs: 'contents', late: 'a change of the config file is noticed late, and not checked' },
  pull_request: {
    needs: 'pull_requests',
    late: 'the config file in a pull request is not checked, and debt paid in passing is noticed at night only',
  },
  repository: { needs: 'metadata', late: 'a renamed or hidden repository is noticed late' },
} satisfies { [event: string]: { needs: string; late: string } };

/** Whether a feature has all that it needs. What was never asked for counts as granted: GitHub has the last word. */
export function isOn(name: FeatureName, granted: Granted): boolean {
  return missingFor(features[name], granted).length === 0;
}

export type Off = { readonly feature: string; readonly missing: readonly string[]; readonly off: string };

/** The features that are off for want of a permission, with what is missing, such as `checks: write`. */
export function switchedOff(granted: Granted): Off[] {
  return Object.entries<Feature>(features)
    .filter(([, { optional }]) => !optional)
    .map(([feature, one]) => ({ feature, missing: missingFor(one, granted), off: one.off }))
    .filter(({ missing }) => missing.length > 0);
}

/** The same of one feature, optional or not, for where the config asks for it. */
export function missingOf(name: FeatureName, granted: Granted): Off[] {
  const one: Feature = features[name];
  const missing = missingFor(one, granted);
  return missing.length > 0 ? [{ feature: name, missing, off: one.off }] : [];
}

export type Unheard = { readonly event: string; readonly late: string };

/** The events that are not sent, though the permission for them is there. */
export function unheard(granted: Granted, sent: readonly string[]): Unheard[] {
  return Object.entries(events)
    .filter(([event, { needs }]) => !sent.includes(event) && has(granted, needs, 'read'))
    .map(([event, { late }]) => ({ event, late }));
}

function missingFor({ needs }: Feature, granted: Granted): string[] {
  return Object.entries(needs)
    .filter(([permission, level]) => !has(granted, permission, level))
    .map(([permission, level]) => `${permission}: ${level}`);
}

function has(granted: Granted, permission: string, level: Level): boolean {
  if (granted === null) return true;
  return levels.slice(levels.indexOf(level)).some((enough) => enough === granted[permission]);
}
