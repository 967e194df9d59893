/**
 * Who is to be added to a team and who taken off, so that its members are those on duty. Only whom Paydown added does it
 * take off; what people decide by hand stands. Pure: the same facts and records lead to the same decisions.
 */
import { addMs, MINUTE } from '../time.ts';

/** A membership that Paydown gave, or is about to; `login` in lower case. */
export type Given = {
  readonly login: string;
  readonly state: 'joining' | 'added' | 'leaving' | 'removed' | 'refused';
  readonly until: Date | null;
  /** When it came to this state. */
  readonly at: Date;
};

type Facts = {
  /** Those on duty, by their login in lower case, with the end of the shift. */
  readonly wanted: ReadonlyMap<string, Date>;
  /** Those who are in the team, in lower case. */
  readonly there: ReadonlySet<string>;
};

export type Decision = { readonly login: string } & (
  | { readonly kind: 'join' | 'leave' }
  /** On duty again before they were taken off. */
  | { readonly kind: 'stay' }
  /** Off duty before they were added. */
  | { readonly kind: 'never mind' }
  /** Somebody took them off: they are not added again before their next shift. */
  | { readonly kind: 'removed'; readonly until: Date }
  /** What was remembered of them is over. */
  | { readonly kind: 'forget' }
);

/** What there is to be done; nothing for whoever is as they should be. */
export function decide({ wanted, there }: Facts, given: readonly Given[], now: Date): Decision[] {
  const known = new Map(given.map((one) => [one.login, one]));
  const fresh = [...wanted.keys()].filter((login) => !known.has(login) && !there.has(login));
  return [
    ...fresh.map((login): Decision => ({ login, kind: 'join' })),
    ...given.flatMap((one): Decision[] => {
      const kind = next(one, wanted.get(one.login), there.has(one.login) ? 'there' : 'not there', now);
      return kind ? [{ login: one.login, ...kind }] : [];
    }),
  ];
}

type Next =
  | Omit<Extract<Decision, { kind: 'removed' }>, 'login'>
  | { kind: Exclude<Decision['kind'], 'removed'> };

function next(
  { state, until, at }: Given,
  shiftEnd: Date | undefined,
  place: 'there' | 'not there',
  now: Date,
): Next | undefined {
  switch (state) {
    case 'joining':
      return shiftEnd ? undefined : { kind: 'never mind' };
    case 'leaving':
      return shiftEnd ? { kind: 'stay' } : undefined;
    case 'added':
      if (place === 'there' || !isSettled(at, now)) return shiftEnd ? undefined : { kind: 'leave' };
      return shiftEnd ? { kind: 'removed', until: shiftEnd } : { kind: 'forget' };
    case 'removed':
      if (place === 'there') return { kind: 'forget' };
      if (until && until > now) return undefined;
      return { kind: shiftEnd ? 'join' : 'forget' };
    case 'refused':
      if (!shiftEnd || place === 'there') return { kind: 'forget' };
      return isSettled(at, now) ? { kind: 'join' } : undefined;
  }
}

/** GitHub's lists may lag behind what was just changed; and what it just refused it refuses again. */
export function isSettled(at: Date, now: Date): boolean {
  return addMs(at, MINUTE) <= now;
}
