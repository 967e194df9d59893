/** Who covers at once where somebody is not there in a shift that has begun. */
import type { Rotation } from '../config/index.ts';
import type { Interval } from './availability.ts';
import type { Cover } from './covers.ts';
import { byWaiting, isAvailable, type Person, queueOf, type Waiting } from './queue.ts';
import type { History, Shift } from './schedule.ts';
import { standingAfter } from './turns.ts';

/**
 * Covers for those who serve and are not there: the longest-waiting one who is available for as long as that lasts, at
 * most until the shift ends. Where there is nobody, it stays as it is.
 *
 * @param history with the running shift
 * @param declined who (in lower case) is asked last, for they declined once in this shift
 */
export function standIns(
  rotation: Rotation,
  history: History,
  shift: Shift,
  serving: readonly string[],
  now: Date,
  declined: ReadonlySet<string> = new Set(),
): Omit<Cover, 'id'>[] {
  const { queue } = standingAfter(rotation, history);
  queue.sort(byWaiting);
  const busy = new Set(serving.map(fold));
  return serving.flatMap((owner) => {
    const until = absentUntil(personIn(queue, owner), now, shift.end);
    if (!until) return [];
    const free = allFree(queue, busy, { start: now.getTime(), end: until.getTime() });
    const substitute = free.find((login) => !declined.has(fold(login))) ?? free[0];
    if (!substitute) return [];
    busy.add(fold(substitute));
    return [{ owner, substitute, from: now, to: until }];
  });
}

/** When somebody who serves comes or goes next; where one of them is not there, when anybody does. */
export function nextPresenceChange(
  rotation: Rotation,
  history: History,
  serving: readonly string[],
  now: Date,
): Date | undefined {
  const { queue } = standingAfter(rotation, history);
  const people = serving.map((login) => personIn(queue, login));
  const isUncovered = people.some((person) => !person || !isThere(person.present, now.getTime()));
  // Whoever comes back may be the one who can cover.
  const watched = isUncovered ? queue.flatMap((one) => one.people) : people;
  const changes = watched
    .flatMap((person) => person?.present ?? [])
    .flatMap(({ start, end }) => [start, end])
    .filter((at) => at > now.getTime() && Number.isFinite(at));
  return changes.length > 0 ? new Date(Math.min(...changes)) : undefined;
}

/** Whether somebody stands on the roster and is not away. */
export function isPresent(rotation: Rotation, history: History, login: string, at: Date): boolean {
  const person = personIn([...queueOf(rotation, history).values()], login);
  return person !== undefined && isThere(person.present, at.getTime());
}

/** When the first of these people comes. */
export function nextArrival(
  rotation: Rotation,
  history: History,
  logins: readonly string[],
  now: Date,
): Date | undefined {
  const queue = [...queueOf(rotation, history).values()];
  const starts = logins
    .flatMap((login) => personIn(queue, login)?.present ?? [])
    .map(({ start }) => start)
    .filter((at) => at > now.getTime());
  return starts.length > 0 ? new Date(Math.min(...starts)) : undefined;
}

/** Nothing where the person is there. */
function absentUntil(person: Person | undefined, now: Date, end: Date): Date | undefined {
  const at = now.getTime();
  const coming = person?.present.find((interval) => interval.end > at);
  if (coming && coming.start <= at) return undefined;
  return coming && coming.start < end.getTime() ? new Date(coming.start) : end;
}

/** Those who could, the longest waiting first. */
function allFree(queue: readonly Waiting[], busy: ReadonlySet<string>, span: Interval): string[] {
  return queue
    .flatMap(({ people }) => people)
    .filter(
      ({ login, present }) =>
        !busy.has(fold(login)) && isThere(present, span.start) && isAvailable(present, span),
    )
    .map(({ login }) => login);
}

function isThere(present: readonly Interval[], at: number): boolean {
  return present.some(({ start, end }) => start <= at && at < end);
}

function personIn(queue: readonly Waiting[], login: string): Person | undefined {
  return queue.flatMap(({ people }) => people).find((person) => fold(person.login) === fold(login));
}

function fold(login: string): string {
  return login.toLowerCase();
}
