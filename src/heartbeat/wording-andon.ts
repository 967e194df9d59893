/** What the weekly report says of the andon cord: numbers are the team's, and whoever pulled it is thanked. */
import type { AlarmNumbers } from '../andon/index.ts';
import { joinList, plural, thanked } from '../text.ts';
import { DAY, HOUR, MINUTE } from '../time.ts';
import { median } from './statistics.ts';

/** At most one line, in a week in which the cord was pulled. */
export function alarmLines(alarms: AlarmNumbers | undefined): string[] {
  if (!alarms || alarms.pulled === 0) return [];
  const { pulled, lately, acknowledgedIn, resolvedIn } = alarms;
  const verb = pulled === 1 ? 'was' : 'were';
  const times = [
    ...(acknowledgedIn.length > 0 ? [`${inWords(median(acknowledgedIn))} to acknowledge`] : []),
    ...(resolvedIn.length > 0 ? [`${inWords(median(resolvedIn))} to resolve`] : []),
  ];
  const took = times.length > 0 ? `; it usually takes ${joinList(times)}` : '';
  return [
    `${plural(pulled, 'alarm')} ${verb} pulled, ${lately.pulled} in ${plural(lately.weeks, 'week')}${took}.`,
  ];
}

/** People thanked by name; more would push the numbers off a phone's screen. */
const NAMES = 5;

export function cordThanks(alarms: AlarmNumbers | undefined): string[] {
  const pullers = alarms?.pullers ?? [];
  if (pullers.length === 0) return [];
  const others = pullers.length - NAMES;
  const names = pullers.slice(0, NAMES).map(thanked);
  const all = others > 0 ? [...names, plural(others, 'other')] : names;
  return [`Thanks to ${joinList(all)} for pulling the cord.`];
}

/** A length of time by its largest unit, rounded. @param ms in milliseconds */
function inWords(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  if (ms < 1.5 * HOUR) return plural(Math.round(ms / MINUTE), 'minute');
  if (ms < 2 * DAY) return plural(Math.round(ms / HOUR), 'hour');
  return plural(Math.round(ms / DAY), 'day');
}
