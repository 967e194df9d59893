/**
 * What the tech-debt issue form (`config/issue-forms/`) says, read from the body of an issue. GitHub puts each field
 * there as a heading and what was written below it ("Syntax for issue forms"), and people edit that, or write bodies by
 * hand. Nothing else of a body is kept.
 */
import { readEffort, readInterest } from './effort.ts';
import { storable } from './store/index.ts';
import { writtenLines } from './written-lines.ts';

/** Work in working days. What is null was not said, or not understood. */
export type IssueForm = {
  readonly effort: number | null;
  /** What it costs to leave, in working days a week. */
  readonly interest: number | null;
  readonly area: string | null;
  /** Which business outcomes it hurts. */
  readonly outcomes: readonly string[];
  /** What was said and not understood. */
  readonly unread: readonly Unread[];
};

type Unread = 'effort' | 'interest';

export const blankForm: IssueForm = { effort: null, interest: null, area: null, outcomes: [], unread: [] };

/** No label of a field is longer. */
const LABEL = 60;
const LINE = 200;
const SHORT = 50;
const MOST_OUTCOMES = 5;

type Field = 'effort' | 'interest' | 'area' | 'outcomes';

/** How a field may be called, in lower case. The first is what the form calls it. */
export const FIELD_NAMES: Readonly<Record<Field, readonly string[]>> = {
  effort: ['effort to fix', 'effort', 'principal'],
  interest: [
    'cost of leaving it, per week',
    'cost of leaving it',
    'cost to leave',
    'interest per week',
    'interest',
  ],
  area: ['area'],
  outcomes: ['business outcome it hurts', 'business outcome hurt', 'business outcomes', 'business outcome'],
};

/** What the form offers, and what people who write by hand call it. */
export const USERS_EXPERIENCE = "Users' experience";
const ALSO_CALLED = /^(?:users?['’]?s? experience|ux)$/i;

/** Reads a body. Never throws, whatever it is given. */
export function readForm(body: string | null | undefined): IssueForm {
  const fields = fieldsOf(body ?? '');
  const first = (field: Field) => (fields.get(field) ?? []).map(cleaned).find((line) => line !== '');
  const effort = numberIn(first('effort'), readEffort);
  const interest = numberIn(first('interest'), readInterest);
  const unread: Unread[] = [];
  if (effort === 'unread') unread.push('effort');
  if (interest === 'unread') unread.push('interest');
  const area = first('area');
  return {
    effort: effort === 'unread' ? null : effort,
    interest: interest === 'unread' ? null : interest,
    area: area === undefined || isNotSaid(area) ? null : short(area),
    outcomes: outcomesIn(fields.get('outcomes') ?? []),
    unread,
  };
}

/** What GitHub and people write where they have nothing to say. */
const NOT_SAID = /^(?:no response|n\/?a|tbd|tba|todo|unknown|not known|not sure|no idea|none|[?.-]+)$/i;

function isNotSaid(text: string): boolean {
  return NOT_SAID.test(text);
}

function numberIn(
  said: string | undefined,
  read: (text: string) => number | undefined,
): number | null | 'unread' {
  if (said === undefined) return null;
  return read(said) ?? (isNotSaid(said) ? null : 'unread');
}

function outcomesIn(lines: readonly string[]): string[] {
  const all = lines
    .flatMap((line) => line.split(/[,;]/))
    .map(cleaned)
    .filter((text) => text !== '' && !isNotSaid(text))
    .map((text) => (ALSO_CALLED.test(text) ? USERS_EXPERIENCE : short(text)));
  return [...new Set(all)].slice(0, MOST_OUTCOMES);
}

function cleaned(line: string): string {
  return line
    .replace(/^\s*(?:[-+*]|\d{1,3}[.)])\s(?:\[[ x]\]\s)?/i, '')
    .replace(/[*_`]/g, '')
    .trim();
}

function short(text: string): string {
  return storable(text.slice(0, SHORT)).trim();
}

/** The lines of each field, where it is first given. Code, quotes and HTML comments say nothing. */
function fieldsOf(body: string): Map<Field, string[]> {
  const fields = new Map<Field, string[]>();
  let current: string[] | undefined;
  for (const line of writtenLines(body, LINE)) {
    const begun = fieldIn(line);
    if (begun === undefined) current?.push(line);
    else {
      const isFirst = begun.field !== 'other' && !fields.has(begun.field);
      current = isFirst ? [begun.rest] : undefined;
      if (begun.field !== 'other' && current) fields.set(begun.field, current);
    }
  }
  return fields;
}

/** The field that a line begins: a heading of any level, bold words, or its name and a colon. */
function fieldIn(line: string): { field: Field | 'other'; rest: string } | undefined {
  const isHeading = /^ {0,3}#{1,6}(?:\s|$)/.test(line);
  const text = cleaned(line.replace(/^ {0,3}#{1,6}(?=\s|$)/, ''));
  const isBold = /^\s*\*\*.*\*\*\s*$/.test(line);
  if (isHeading || isBold) {
    const field = fieldNamed(text);
    if (field || isHeading) return { field: field ?? 'other', rest: '' };
  }
  const colon = text.indexOf(':');
  const field = colon > 0 && colon <= LABEL ? fieldNamed(text.slice(0, colon)) : undefined;
  return field && { field, rest: text.slice(colon + 1) };
}

function fieldNamed(text: string): Field | undefined {
  const name = text
    .slice(0, LABEL)
    .toLowerCase()
    .replace(/\([^()]*\)/g, '')
    .replace(/[#:?]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const all = Object.keys(FIELD_NAMES) as Field[];
  return all.find((field) => FIELD_NAMES[field].includes(name));
}
