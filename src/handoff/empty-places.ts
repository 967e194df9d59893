/** Leads hear of somebody who is not there in the middle of a shift when nobody can cover. */
import { leadsOf, type Rotation } from '../config/index.ts';
import { isSameLogin } from '../logins.ts';
import { type EmptyPlace, isWorthCalling } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import { earliest, latest } from '../time.ts';
import type { Empty } from './notices.ts';
import type { Saying } from './notices-due.ts';
import { emptyPlacesBody, gapMarker } from './wording-notice.ts';

type Places = {
  readonly now: Date;
  readonly empty: readonly EmptyPlace[];
  /** What was said of all shifts. */
  readonly told: readonly Empty[];
};

/**
 * Tells of each place that is empty from some time in a shift on, unless it was told of as it is. What shrinks, ends or
 * is mended is taken down without a word.
 */
export function withEmptyPlaces(
  scope: Scope,
  { name, timezone }: Rotation,
  start: Date,
  { now, empty, told }: Places,
  saying: Saying,
): Saying {
  const { notice: before, comments } = saying;
  const fresh = empty
    .filter(({ shift }) => shift.getTime() === start.getTime())
    .filter((one) => isWorthCalling(one) && !told.some((before) => isWithin(one, before)))
    .map(({ login, from, to }) => ({ login, from, to }));
  // What shrank is told anew should it grow again.
  const stands = before.empty
    .filter((told) => !fresh.some((one) => touches(one, told)))
    .flatMap((told) => empty.filter((one) => touches(one, told)).map((one) => common(one, told)));
  if (fresh.length === 0) {
    if (isSame(stands, before.empty)) return saying;
    return { notice: { ...before, empty: stands }, comments };
  }
  const telling = before.tellings + 1;
  const marker = gapMarker(name, start, telling);
  const body = emptyPlacesBody(
    { marker, rotation: name, timezone, leads: leadsOf(scope.config), now },
    fresh,
  );
  return {
    notice: { ...before, tellings: telling, empty: [...stands, ...fresh] },
    comments: [...comments, { marker, body }],
  };
}

function isWithin(one: Empty, told: Empty): boolean {
  return isSameLogin(one.login, told.login) && one.from >= told.from && one.to <= told.to;
}

function common(one: Empty, { login, from, to }: Empty): Empty {
  return { login, from: latest(one.from, from), to: earliest(one.to, to) };
}

function isSame(some: readonly Empty[], others: readonly Empty[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

function touches(one: Empty, other: Empty): boolean {
  return isSameLogin(one.login, other.login) && one.from < other.to && one.to > other.from;
}
