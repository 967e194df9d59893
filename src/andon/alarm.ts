/**
 * What becomes of an alarm, by pure rules.
 *
 * An alarm begins *pulled*. Whoever is on duty, or leads, **acknowledges** it: somebody looks at it, and nobody is
 * called any more. They **resolve** it, acknowledged before or not, by saying how, by closing the alarm issue or by
 * taking its label off. Whoever pulled it may **withdraw** it at any time before, by saying so, by closing the issue or by
 * taking the label off; of somebody who did both, pull it and serve, a closing as completed resolves it. An issue that is
 * deleted, or moved to where nobody is on duty, **removes** its alarm.
 *
 * Resolved, withdrawn and removed are ends: nothing follows, and the cord can be pulled anew. Until an end is reached
 * there is a way to it: those who lead can always resolve, and where nobody is named as a lead, whoever maintains the
 * repository leads. Whoever left has no part in it any more. What anybody else does to the issue ends nothing; it *stands*, and is put back as it was.
 */
import { isSameLogin } from '../logins.ts';

type AlarmState = 'pulled' | 'acknowledged' | 'resolved' | 'withdrawn' | 'removed';

/** Somebody who was mentioned, and why; `on duty since`: they came on duty while the alarm was open. */
export type Told = { readonly login: string; readonly as: 'on duty' | 'on duty since' | 'engineering' };

export type Alarm = {
  readonly repositoryId: number;
  /** Stays the same wherever the alarm issue goes. */
  readonly key: string;
  /** The alarm issue; null until one is opened. */
  readonly number: number | null;
  /** Where the cord was pulled, if an issue opened for the alarm; null where the issue there became it. */
  readonly pull: number | null;
  readonly title: string;
  readonly htmlUrl: string;
  readonly puller: string;
  /** Why, in the puller's own words; null where they put the label on. */
  readonly reason: string | null;
  readonly pulledAt: Date;
  readonly state: AlarmState;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
  readonly resolution: string | null;
  /** Who closed the alarm issue last, or took its label off, without being one of those who may. */
  readonly contestedBy: string | null;
  readonly told: readonly Told[];
  readonly escalatedAt: Date | null;
};

/** What somebody does about an alarm. */
export type Deed =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'unlabel' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'resolve'; readonly how: string }
  | { readonly kind: 'close'; readonly as: 'completed' | 'dropped' };

/** Who does it: whoever is on duty or leads serves, and strangers have no part in it, also if they had one once. */
export type Doer = { readonly login: string; readonly standing: 'serves' | 'colleague' | 'stranger' };

export type Verdict =
  | { readonly kind: 'changed'; readonly alarm: Alarm }
  /** Nothing comes of what was done to the issue. */
  | { readonly kind: 'stands'; readonly alarm: Alarm }
  | { readonly kind: 'refused'; readonly because: 'over' | 'acknowledged' | 'not serving' | 'not theirs' };

export function isOpen({ state }: Pick<Alarm, 'state'>): boolean {
  return state === 'pulled' || state === 'acknowledged';
}

/** What comes of a deed. */
export function judge(alarm: Alarm, deed: Deed, by: Doer, now: Date): Verdict {
  if (!isOpen(alarm)) return { kind: 'refused', because: 'over' };
  const serves = by.standing === 'serves';
  const isTheirs = by.standing !== 'stranger' && isSameLogin(alarm.puller, by.login);
  switch (deed.kind) {
    case 'acknowledge':
      if (!serves) return { kind: 'refused', because: 'not serving' };
      if (alarm.state === 'acknowledged') return { kind: 'refused', because: 'acknowledged' };
      return { kind: 'changed', alarm: acknowledged(alarm, by, now) };
    case 'resolve':
      return serves
        ? ended(alarm, 'resolved', by, now, deed.how)
        : { kind: 'refused', because: 'not serving' };
    case 'withdraw':
      return isTheirs ? ended(alarm, 'withdrawn', by, now) : { kind: 'refused', because: 'not theirs' };
    case 'close':
      if (isTheirs && (deed.as === 'dropped' || !serves)) return ended(alarm, 'withdrawn', by, now);
      return serves ? ended(alarm, 'resolved', by, now) : contested(alarm, by);
    case 'unlabel':
      if (isTheirs) return ended(alarm, 'withdrawn', by, now);
      return serves ? ended(alarm, 'resolved', by, now) : contested(alarm, by);
    case 'remove':
      return ended(alarm, 'removed', by, now);
  }
}

function acknowledged(alarm: Alarm, { login }: Doer, now: Date): Alarm {
  return { ...alarm, state: 'acknowledged', acknowledgedAt: now, acknowledgedBy: login };
}

function ended(
  alarm: Alarm,
  state: 'resolved' | 'withdrawn' | 'removed',
  by: Doer,
  now: Date,
  resolution: string | null = null,
): Verdict {
  // Whoever resolves it has looked at it.
  const seen = state === 'resolved' && alarm.state === 'pulled' ? acknowledged(alarm, by, now) : alarm;
  return {
    kind: 'changed',
    alarm: { ...seen, state, endedAt: now, endedBy: by.login, resolution, contestedBy: null },
  };
}

function contested(alarm: Alarm, { login }: Doer): Verdict {
  return { kind: 'stands', alarm: { ...alarm, contestedBy: login } };
}
