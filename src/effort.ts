/**
 * Spans of work as people write them: `3 days`, `2h`, `1.5 weeks`, `half a day`, `1 week 2 days`, `2-3 days`. All are
 * told in working days: a day has 8 hours, a week 5 days, a month 4 weeks.
 */

/** A longer text is no span, in UTF-16 units; remarks do not count. */
const LONGEST = 80;

const MINUTE = 1 / (8 * 60);
const HOUR = 1 / 8;
const WEEK = 5;
const MONTH = 20;

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ half: 0.5, a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 },
  ...{ seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12 },
};
const FRACTIONS: Readonly<Record<string, number>> = { '¼': 0.25, '½': 0.5, '¾': 0.75 };

const NUMBER = String.raw`\d{1,4}(?:[.,]\d{1,3})?(?: ?/ ?[1-9]\d?)?`;
const WORD = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const AMOUNT = `(?:${NUMBER}|${WORD}(?![a-z]))(?: and a half)?|(?:half an?|half|an?)(?![a-z])`;
const UNIT =
  '(?:(?:working|work|business|person|man)[ -]?)?(minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|[mhdw])';
const TO = '(?:-|to|or)';

const FIRST = new RegExp(
  `(?:(${NUMBER}|${WORD}) ?${TO} ?)?(${AMOUNT})[ -]?${UNIT}(?![a-z])( and a half)?`,
  'y',
);
/** What follows begins with a word between, or with a digit: `2 hours a week` is no sum. */
const MORE = / ?(?:(?:,|and|\+|&) ?(?=[\da-z])|(?=\d))(?!a half$)/y;
const UNTIL = new RegExp(` ?${TO} ?`, 'y');

const ROUGHLY =
  /^(?:~|≈|<|>|about|around|roughly|approximately|approx\.?|circa|ca\.?|up to|at most|at least|maybe|perhaps) ?/;
const OR_SO = / ?(?:\?|!|\.|\+|or so|or less|or more|of work|of effort)$/;
/** Where a remark begins. */
const REMARK = /[.;]\s|[.;]$|\(|, (?!\d)| - (?!\d)|\bbecause\b/;

/** @returns working days, more than none; undefined where it cannot be read */
export function readEffort(text: string): number | undefined {
  const days = readSpan(plain(text));
  return days !== undefined && days > 0 ? days : undefined;
}

const NOTHING = /^(?:0|zero|none|nothing|no cost|free)$/;
const EACH = / ?(?:\/|per|an?|each|every) ?(?:working )?(day|d|week|wk|w|month|mo)$/;
const ADVERB = / (daily|weekly|monthly)$/;

/** @returns working days a week; a span that names no period is one a week. Undefined where it cannot be read. */
export function readInterest(text: string): number | undefined {
  const said = plain(text);
  const [each, period = 'w'] = EACH.exec(said) ?? ADVERB.exec(said) ?? [''];
  const rest = said.slice(0, said.length - each.length);
  if (NOTHING.test(said) || NOTHING.test(rest)) return 0;
  const whole = readSpan(said);
  if (whole !== undefined) return whole;
  const span = readSpan(rest.replace(OR_SO, ''));
  return span === undefined ? undefined : span * timesAWeek(period);
}

function timesAWeek(period: string): number {
  if (period.startsWith('d')) return WEEK;
  return period.startsWith('m') ? WEEK / MONTH : 1;
}

function plain(text: string): string {
  const lower = text
    .slice(0, LONGEST + 1)
    .toLowerCase()
    .replace(/(\d?) ?([¼½¾])/g, (_, whole: string, part: string) => {
      return String(Number(whole || 0) + (FRACTIONS[part] ?? 0));
    })
    .replace(/[–—−]/g, '-')
    .replace(/[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const said = (lower.split(REMARK)[0] ?? '').trim();
  return said.length > LONGEST ? '' : said.replace(ROUGHLY, '').replace(OR_SO, '').trim();
}

function readSpan(text: string): number | undefined {
  const first = readSum(text, 0);
  if (!first) return undefined;
  if (first.end === text.length) return first.days;
  UNTIL.lastIndex = first.end;
  const last = UNTIL.test(text) ? readSum(text, UNTIL.lastIndex) : undefined;
  return last?.end === text.length ? (first.days + last.days) / 2 : undefined;
}

type Sum = { readonly days: number; readonly end: number };

function readSum(text: string, start: number): Sum | undefined {
  let sum: Sum | undefined;
  for (let at = start; ; ) {
    FIRST.lastIndex = at;
    const found = FIRST.exec(text);
    if (!found) return sum;
    sum = { days: (sum?.days ?? 0) + daysOf(found), end: FIRST.lastIndex };
    MORE.lastIndex = sum.end;
    if (!MORE.test(text)) return sum;
    at = MORE.lastIndex;
  }
}

/** Of `2 to 3 days`, the middle. */
function daysOf([, from, to = '', unit = '', half]: RegExpExecArray): number {
  const amount = from === undefined ? numberOf(to) : (numberOf(from) + numberOf(to)) / 2;
  return (amount + (half ? 0.5 : 0)) * unitOf(unit);
}

function numberOf(text: string): number {
  const [whole = '', half] = text.split(' and a ');
  const word = whole.split(' ')[0] ?? '';
  const [upper = '', lower] = whole.replace(',', '.').split('/');
  const number = NUMBERS[word] ?? Number(upper) / Number(lower ?? 1);
  return half ? number + 0.5 : number;
}

function unitOf(unit: string): number {
  if (unit.startsWith('mo')) return MONTH;
  if (unit.startsWith('m')) return MINUTE;
  if (unit.startsWith('h')) return HOUR;
  return unit.startsWith('w') ? WEEK : 1;
}
