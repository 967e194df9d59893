/**
 * What people left of the checklist in a proposal. Anybody who may edit the issue may write anything there: what counts
 * is a ticked item, and in it the first thing that names an issue. Code, quotes and HTML comments say nothing.
 */

import { writtenLines } from '../written-lines.ts';

/** An issue as an item names it; without a repository it is in that of the proposal. */
export type Reference = {
  readonly owner?: string;
  readonly name?: string;
  readonly number: number;
};

/** A ticked item: the issue that it names, and what it says. */
export type Item = { readonly text: string; readonly names: Reference | undefined };

export type Checklist = {
  readonly ticked: readonly Item[];
  /** How many ticked items were let by, past the most that are read. */
  readonly unread: number;
};

/** In UTF-16 units. */
const LONGEST_LINE = 1000;
/** In UTF-16 units. A longer item is read as far as this. */
const LONGEST_ITEM = 500;
/** More items are a mistake, or mischief. */
const MOST = 200;

const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[([ xX])\][ \t]+(\S.*)$/;

/** Reads a body. Never throws, whatever it is given. @param hosts where the issues' pages are, in lower case */
export function readChecklist(body: string, hosts: readonly string[]): Checklist {
  const items = [...writtenLines(body, LONGEST_LINE)].flatMap((line): Item[] => {
    const [, tick = ' ', said = ''] = ITEM.exec(line) ?? [];
    if (tick === ' ') return [];
    const text = said.slice(0, LONGEST_ITEM).trim();
    return [{ text, names: referenceIn(text, hosts) }];
  });
  return { ticked: items.slice(0, MOST), unread: Math.max(0, items.length - MOST) };
}

/** Names as GitHub has them, so that what is looked for can exist. */
const OWNER = '[A-Za-z\\d](?:[A-Za-z\\d_-]{0,38})';
const NAME = '[A-Za-z\\d._-]{1,100}';
const NUMBER = '([1-9]\\d{0,9})(?!\\d)';
const URL_OF_ISSUE = new RegExp(`https?://([a-z\\d.:-]{1,255})/(${OWNER})/(${NAME})/issues/${NUMBER}`, 'i');
const SHORT = new RegExp(`(?:^|[\\s([\`*])(?:(${OWNER})/(${NAME}))?#${NUMBER}`);

/** The first that an item names. */
function referenceIn(said: string, hosts: readonly string[]): Reference | undefined {
  // As it was before Markdown's special characters were escaped in it.
  const text = said.replaceAll('\\', '');
  const [url, short] = [URL_OF_ISSUE.exec(text), SHORT.exec(text)];
  if (url && (!short || url.index < short.index)) {
    const [, host = '', owner = '', name = '', number = ''] = url;
    return hosts.includes(host.toLowerCase()) ? { owner, name, number: Number(number) } : undefined;
  }
  if (!short) return undefined;
  const [, owner, name, number = ''] = short;
  return owner === undefined || name === undefined
    ? { number: Number(number) }
    : { owner, name, number: Number(number) };
}
