import { Temporal } from 'temporal-polyfill';
import { type Config, numberOfDay } from '../config/index.ts';
import { addMs, DAY, isoWeek, toDate, type Week, zoned } from '../time.ts';

/** The first heartbeat after an instant: the configured local time, which keeps to the wall clock over DST. */
export function nextHeartbeat(config: Config, after: Date): Date {
  const { day, at } = config.heartbeat;
  const today = zoned(after, config.timezone).toPlainDate();
  const ahead = (numberOfDay(day) - today.dayOfWeek + 7) % 7;
  const time = Temporal.PlainTime.from(at);
  const on = (days: number) =>
    toDate(today.add({ days }).toZonedDateTime({ timeZone: config.timezone, plainTime: time }));
  const first = on(ahead);
  return first > after ? first : on(ahead + 7);
}

/** The week that a heartbeat reports: the last complete one. */
export function reportedWeek(config: Config, heartbeat: Date): Week {
  return weekBefore(isoWeek(heartbeat, config.timezone), config.timezone);
}

export function weekBefore({ start }: Week, timezone: string): Week {
  return isoWeek(addMs(start, -DAY), timezone);
}
