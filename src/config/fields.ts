/**
 * The values that the config is made of. Every error text is what the value must be, to be read after
 * "it must be"; `phrase.ts` puts the rest of the sentence around it.
 */
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import {
  dayHint,
  daysOfSpan,
  globHint,
  hinting,
  lengthHint,
  localTimeHint,
  loginHint,
  repositoryHint,
  timeOfDayHint,
  timezoneHint,
} from './hints.ts';
import { isTimezone, nearestTimezone } from './timezone.ts';

const LOGIN = 'a GitHub login without the @: letters, digits and single hyphens, at most 39, such as `ana`';

/** Source: GitHub's sign-up form; "Username considerations for external authentication" for the `_shortcode`. */
export const login = z
  .string(LOGIN)
  .regex(/^(?=.{1,39}$)[A-Za-z\d]+(?:-[A-Za-z\d]+)*(?:_[A-Za-z\d]+)?$/, {
    error: hinting(LOGIN, loginHint),
  })
  .meta({ title: 'login' });

const REPOSITORY = 'a repository as owner/name, such as `acme/infra`';

export const repository = z
  .string(REPOSITORY)
  .regex(/^[A-Za-z\d][A-Za-z\d_-]{0,38}\/(?!\.{1,2}$)[A-Za-z\d._-]{1,100}$/, {
    error: hinting(REPOSITORY, repositoryHint),
  })
  .meta({ title: 'owner/name' });

export const timezone = z
  .string('a time zone, such as `Europe/Berlin`')
  .refine(isTimezone, {
    error: ({ input }) => {
      const expectation = 'a time zone of the IANA database, such as `Europe/Berlin`';
      const near = nearestTimezone(String(input));
      if (near === undefined) return hinting(expectation, timezoneHint)({ input });
      return `${expectation}; did you mean \`${near}\`?`;
    },
  })
  .meta({ title: 'time zone' });

const DAY = 'a day of the calendar as YYYY-MM-DD, such as `2026-03-01`';

export const day = z
  .string(DAY)
  .regex(/^\d{4}-\d\d-\d\d$/, { error: hinting(DAY, dayHint), abort: true })
  .refine((text) => exists(() => Temporal.PlainDate.from(text, { overflow: 'reject' })), {
    error: hinting(DAY, dayHint),
  })
  .meta({ title: 'day' });

const LOCAL_TIME =
  'a local time as YYYY-MM-DDTHH:MM, without a zone (`timezone` says which), such as `2026-01-05T09:00`';

export const localTime = z
  .string(LOCAL_TIME)
  .regex(/^\d{4}-\d\d-\d\d[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, {
    error: hinting(LOCAL_TIME, localTimeHint),
    abort: true,
  })
  .refine((text) => exists(() => Temporal.PlainDateTime.from(text, { overflow: 'reject' })), {
    error: hinting(LOCAL_TIME, localTimeHint),
  })
  .transform((text) => text.replace(' ', 'T'))
  .meta({ title: 'local time' });

const TIME_OF_DAY = 'a time of day as HH:MM, such as `09:30`';

export const timeOfDay = z
  .string(TIME_OF_DAY)
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: hinting(TIME_OF_DAY, timeOfDayHint) })
  .meta({ title: 'HH:MM' });

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export const weekday = z.enum(DAYS, `one of ${DAYS.join(', ')}`);

/** As `weekday`, in a list of them: people write spans of days there. */
export const weekdays = z.array(
  z.enum(DAYS, {
    error: hinting(`one of ${DAYS.join(', ')}`, (text) => spanHint(text, (days) => days)),
  }),
  {
    error: hinting('a list of days, such as `[monday, tuesday]`', (text) =>
      spanHint(text, (days) => `[${days}]`),
    ),
  },
);

function spanHint(text: string, written: (days: string) => string): string | undefined {
  const days = daysOfSpan(text, DAYS);
  return days.length === 0 ? undefined : `did you mean \`${written(days.join(', '))}\`?`;
}

/** The number of a weekday by ISO 8601, in which Monday is 1. */
export function numberOfDay(day: z.output<typeof weekday>): number {
  return DAYS.indexOf(day) + 1;
}

/** A length of time in the calendar of a time zone; hours are elapsed time. */
export type Length = { readonly amount: number; readonly unit: 'hours' | 'days' | 'weeks' | 'months' };

const LENGTH = 'a number of hours, days, weeks or months (1 to 9999), such as `2 weeks`';

export const length = z
  .string(LENGTH)
  .regex(/^[1-9]\d{0,3} +(hour|day|week|month)s?$/, { error: hinting(LENGTH, lengthHint) })
  .transform((text): Length => {
    const amount = Number.parseInt(text, 10);
    if (text.includes('hour')) return { amount, unit: 'hours' };
    if (text.includes('day')) return { amount, unit: 'days' };
    return { amount, unit: text.includes('week') ? 'weeks' : 'months' };
  })
  .meta({ title: 'length of time' });

const TEAM = "a GitHub team's slug, as in its address, without the organisation, such as `infra-on-duty`";

/** The slug of a team, in lower case; GitHub makes it of the team's name ("REST API endpoints for teams"). */
export const teamSlug = z
  .string(TEAM)
  .regex(/^[A-Za-z\d_](?:[A-Za-z\d_-]{0,98}[A-Za-z\d_])?$/, TEAM)
  .transform((slug) => slug.toLowerCase())
  .meta({ title: 'slug of a team' });

/** Control characters and line breaks, and what turns the direction of the text after it. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Text of at most 50 characters on one line, with something to see in it, as GitHub's labels are. */
export function shortText(what: string) {
  const expectation = `${what} of 1 to 50 visible characters on one line`;
  return z
    .string(expectation)
    .regex(/^\S(?:.{0,48}\S)?$/u, { error: expectation, abort: true })
    .refine((text) => VISIBLE.test(text) && !UNPRINTABLE.test(text), expectation)
    .meta({ title: 'text' });
}

const GLOB =
  'a pattern for repositories, such as `api-*` or `acme/web`, of letters, digits, `.`, `-`, `_`, `?` and at most three `*`';

/** More stars would let one who may write the file keep the process busy with matching. */
export const repositoryGlob = z
  .string(GLOB)
  .regex(/^(?!(?:[^*]*\*){4})[A-Za-z\d._?*-]{1,100}(?:\/[A-Za-z\d._?*-]{1,100})?$/, {
    error: hinting(GLOB, globHint),
  })
  .meta({ title: 'pattern' });

export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  const expectation = `a whole number, ${range}`;
  return z.int(expectation).min(least, expectation).max(most, expectation);
}

function exists(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
