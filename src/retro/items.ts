/**
 * The checklist under "Actions" in the body of a retro, as people write it: line by line, for a body may be anything.
 * Code, quotes and HTML comments say nothing. What a line becomes is decided elsewhere.
 */
import { Temporal } from 'temporal-polyfill';
import { storable } from '../store/index.ts';
import { writtenLines } from '../written-lines.ts';

/** One line of the checklist. */
export type Item = {
  /** On one line, as it was written, cut to a length that a title takes. */
  readonly said: string;
  readonly state: 'ticked' | 'open';
  readonly wants: Wants;
};

export type Wants =
  /** `owner`: the first login that is mentioned, without its @. `due`: the last local day, `YYYY-MM-DD`. */
  | { readonly kind: 'action'; readonly owner: string | null; readonly due: string | null }
  /** `repository` as `owner/name`, where one is named. */
  | { readonly kind: 'debt'; readonly title: string; readonly repository: string | null };

/** `more`: how many lines there are past the limit, which are not read. */
export type Checklist = { readonly items: readonly Item[]; readonly more: number };

/** The heading under which people write what they will do. */
export const HEADING = 'Actions';

/** More lines than these are no plan for the next weeks. */
export const MOST_ITEMS = 50;

/** Longer lines are cut, in UTF-16 units; a title takes 256. */
const LINE = 600;
const SAID = 200;

/** Reads a body. Never throws, whatever it is given; a text that is there twice counts once. */
export function itemsIn(body: string): Checklist {
  const items = new Map<string, Item>();
  let more = 0;
  for (const line of checklistLines(body)) {
    const item = itemOf(line);
    if (!item) continue;
    const key = sameText(item.said);
    const before = items.get(key);
    if (before) {
      if (item.state === 'ticked') items.set(key, { ...before, state: 'ticked' });
    } else if (items.size < MOST_ITEMS) items.set(key, item);
    else more += 1;
  }
  return { items: [...items.values()], more };
}

/** Texts that are the same but for case, spaces and how their letters are composed. */
export function sameText(said: string): string {
  return said.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** The lines below the heading that people are shown, up to the next heading that is as high. */
function* checklistLines(body: string): Generator<string> {
  let level = 0;
  for (const line of writtenLines(body, LINE)) {
    const [, signs = '', heading = ''] = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/.exec(line) ?? [];
    if (signs !== '') {
      if (isOurs(heading)) level = signs.length;
      else if (signs.length <= level) level = 0;
    } else if (level > 0) yield line;
  }
}

function isOurs(heading: string): boolean {
  return heading.replaceAll(/[#*_:\s]/g, '').toLowerCase() === HEADING.toLowerCase();
}

/** An item of a task list ("About tasklists"), nested or not; four spaces and more without a list are code. */
const TASK = /^[ \t]{0,12}(?:[-+*]|\d{1,9}[.)])[ \t]+\[([ xX])\][ \t]+(\S.*)$/u;

function itemOf(line: string): Item | undefined {
  const [, tick = '', text = ''] = TASK.exec(line) ?? [];
  const said = cleaned(text);
  if (said === '') return undefined;
  const wants = wantsOf(said);
  return wants && { said, state: tick === ' ' ? 'open' : 'ticked', wants };
}

/** On one line; what is invisible or turns text around is no part of it. */
function cleaned(text: string): string {
  const plain = storable(text)
    .replaceAll(/\p{Noncharacter_Code_Point}/gu, '')
    .replaceAll(/[^\P{Cf}\u200C\u200D]/gu, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return storable(plain.slice(0, SAID)).trim();
}

const DEBT = /^debt(?:\s+([A-Za-z\d][A-Za-z\d_-]{0,38}\/[A-Za-z\d._-]{1,100}))?\s*:\s*(.*)$/i;

function wantsOf(said: string): Wants | undefined {
  const debt = DEBT.exec(said);
  if (!debt) return { kind: 'action', owner: ownerIn(said), due: dueIn(said) };
  const [, repository = null, title = ''] = debt;
  return /[\p{L}\p{N}]/u.test(title) ? { kind: 'debt', title, repository } : undefined;
}

/** GitHub's own form of a mention of a person; `@acme/infra` is a team, and no owner. */
function ownerIn(said: string): string | null {
  const plain = said.replaceAll(/`[^`]*`/g, ' ');
  return /(?<![\w@/.`-])@([a-z\d](?:[a-z\d_-]{0,38}))(?![\w/-])/i.exec(plain)?.[1] ?? null;
}

function dueIn(said: string): string | null {
  const days = [...said.matchAll(/\b(?:by|until)\s+(\d{4}-\d\d-\d\d)(?!\d)/gi)].map(([, day = '']) => day);
  return days.findLast(isDay) ?? null;
}

function isDay(day: string): boolean {
  try {
    Temporal.PlainDate.from(day, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
