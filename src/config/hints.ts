/** What somebody most likely meant by a value that cannot be used, as the end of a sentence; empty where that is open. */

import { distance } from 'fastest-levenshtein';

type Hint = (text: string) => string | undefined;

/** An error text for a field of text: what it must be, and what was probably meant. */
export function hinting(expectation: string, hint: Hint) {
  return ({ input }: { readonly input?: unknown }) => {
    const found = typeof input === 'string' && input.length <= LONGEST ? hint(input.trim()) : undefined;
    return found === undefined ? expectation : `${expectation}; ${found}`;
  };
}

/** Longer texts, in characters, are no slip of a value of ours. */
const LONGEST = 100;

const meant = (text: string) => `did you mean \`${text}\`?`;

const UNITS: Readonly<Record<string, string>> = { h: 'hour', d: 'day', w: 'week', m: 'month' };
const LENGTHS: Readonly<Record<string, string>> = {
  ...{ hourly: '1 hour', daily: '1 day', weekly: '1 week', monthly: '1 month', quarterly: '3 months' },
  ...{ fortnight: '2 weeks', fortnightly: '2 weeks', biweekly: '2 weeks', yearly: '12 months' },
};

export function lengthHint(text: string): string | undefined {
  const plain = text.toLowerCase();
  const word = LENGTHS[plain.replace(/^(?:every|1|an?) +|[- ]/g, '')];
  if (word !== undefined) return meant(word);
  const [inMinutes, minutes] = /^(?:every +)?(\d{0,4}) *min(?:ute)?s?$/.exec(plain) ?? [];
  if (inMinutes !== undefined) return minutesHint(Number(minutes));
  if (/^\d{1,4}$/.test(plain)) return `say of what, such as \`${plain} ${plain === '1' ? 'day' : 'days'}\``;
  const [, digits = '', unit = ''] =
    /^p?(?:every +)?(\d{0,4}) *(h|d|w|m|hours?|days?|weeks?|months?)$/.exec(plain) ?? [];
  const amount = digits === '' ? 1 : Number(digits);
  const name = UNITS[unit.slice(0, 1)];
  if (name === undefined || amount === 0) return undefined;
  return meant(`${amount} ${name}${amount === 1 ? '' : 's'}`);
}

function minutesHint(minutes: number): string {
  const hours = minutes / 60;
  if (hours >= 1 && Number.isInteger(hours)) return meant(`${hours} ${hours === 1 ? 'hour' : 'hours'}`);
  return 'minutes are not counted, so say at least `1 hour`';
}

export function loginHint(text: string): string | undefined {
  if (/^@[A-Za-z\d-]+$/.test(text)) return meant(text.slice(1));
  if (/^@?[\w.-]+\/[\w.-]+$/.test(text)) return 'a team stands for nobody here, so list its members';
  if (/^\S+@\S+\.\S+$/.test(text)) return 'an email address is none';
  if (/^[\w-]+(?: +[\w-]+)+$/.test(text)) return 'if these are several, put commas between them';
  return undefined;
}

/** Offsets and most abbreviations know nothing of summer time. */
export function timezoneHint(text: string): string | undefined {
  const isOffset = /^(?:[A-Za-z]{0,5} ?[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,5})$/.test(text);
  return isOffset
    ? 'an offset or an abbreviation does not know when clocks change, so name a city'
    : undefined;
}

/** A span of weekdays, such as `mon-fri`, and the days of it in their order; nothing where its ends are no days. */
export function daysOfSpan(text: string, days: readonly string[]): readonly string[] {
  const ends = /^([a-z]+) *(?:-|–|\.\.|to|until) *([a-z]+)$/.exec(text.toLowerCase());
  const [from = -1, to = -1] = (ends?.slice(1) ?? []).map((end) =>
    end.length < 2 ? -1 : days.findIndex((day) => day.startsWith(end)),
  );
  return from === -1 ? [] : days.slice(from, to + 1);
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

export function dayHint(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year !== undefined && name === undefined) return 'there are twelve months';
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (name !== undefined && Number(day) > last) return `${name} ${year} has ${last} days`;
  if (/^\d{4}-\d\d-\d\d[T ]/.test(text)) return `days are meant here, so ${meant(text.slice(0, 10))}`;
  const [, first, second, then] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  return then && first && second
    ? meant(`${then}-${second.padStart(2, '0')}-${first.padStart(2, '0')}`)
    : undefined;
}

export function localTimeHint(text: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(text))
    return dayHint(text) ?? `its time is missing: ${meant(`${text}T09:00`)}`;
  const [, plain, zone] =
    /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)$/.exec(text) ?? [];
  if (plain && zone) return `without \`${zone}\`, ${meant(plain)}`;
  return dayHint(text.slice(0, 10));
}

export function timeOfDayHint(text: string): string | undefined {
  if (/^\d:[0-5]\d$/.test(text)) return meant(`0${text}`);
  const [, hour, minute = '00', half = ''] = /^(\d{1,2})(?:[:.h]([0-5]\d))? ?(am|pm)?$/i.exec(text) ?? [];
  if (Number(hour) === 24 && minute === '00') return 'the latest is `23:59`';
  const at = half === '' ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return at < 24 ? meant(`${String(at).padStart(2, '0')}:${minute}`) : undefined;
}

export function repositoryHint(text: string): string | undefined {
  const [, path] = /^(?:https?:\/\/|git@)[\w.-]+[/:]([\w-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(text) ?? [];
  if (path !== undefined) return meant(path);
  return /^[\w.-]+$/.test(text) ? `its owner is missing, as in \`acme/${text}\`` : undefined;
}

export function globHint(text: string): string | undefined {
  return /[\^$()[\]|\\+]/.test(text) ? 'regular expressions are not used here' : undefined;
}

/** Of the values that a key may have, the one in another case, or the one that was cut short or misspelt. */
export function optionMeant(value: unknown, options: readonly unknown[]): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const texts = options.filter((option) => typeof option === 'string');
  const written = value.trim().toLowerCase().slice(0, LONGEST);
  const [begun, ...others] = texts.filter((option) => option.startsWith(written));
  if (begun !== undefined && others.length === 0) return begun;
  const [nearest, second] = texts
    .map((option) => ({ option, letters: distance(option, written) }))
    .filter(({ option, letters }) => letters <= option.length / 3)
    .toSorted((a, b) => a.letters - b.letters);
  return nearest?.letters === second?.letters ? undefined : nearest?.option;
}
