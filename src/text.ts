/**
 * The words that every room shares: what users wrote is made inert before the bot repeats it, issues are
 * linked without leaving a trace on them, bodies are marked and kept within GitHub's limit.
 */

import { veil } from './veil.ts';

/** Invisible, and no part of any name or number: GitHub's autolinks stop at it. */
const ZERO_WIDTH_SPACE = '\u200B';

/** The longest body GitHub accepts, in characters: "body is too long (maximum is 65536 characters)". */
export const BODY_LIMIT = 65_536;

/** The longest title of an issue in a roll-up, in characters: two lines on a phone. */
const TITLE_LENGTH = 60;

/** What a body of the bot is about. */
export const MARKER_KINDS = [
  'debt',
  'handoff',
  'heartbeat',
  'dashboard',
  'config',
  'andon',
  'decision',
  'iteration',
  'retro',
  'reply',
] as const;
export type MarkerKind = (typeof MARKER_KINDS)[number];
export type Marker = { readonly kind: MarkerKind; readonly key: string };

/** An issue to be named in a roll-up; `repository` as `owner/name`, `htmlUrl` as GitHub gave it. */
export type IssueReference = {
  readonly repositoryId: number;
  readonly htmlUrl: string;
  readonly repository: string;
  readonly number: number;
  readonly title?: string;
  /** What it costs, in words of the bot. */
  readonly cost?: string | undefined;
};

/** A part of a body that may be given up when the body grows too long, or may not. */
export type BodyPart =
  | { readonly kind: 'required'; readonly text: string }
  | { readonly kind: 'optional'; readonly text: string; readonly name: string };

/**
 * The text of a user as one inert line of Markdown of at most `maxLength` characters (before escaping): it
 * notifies nobody, links nothing, leaves no backlink, and formats nothing.
 *
 * Escaping is not enough: GitHub looks for mentions and references after Markdown is rendered, so `\@ana` and
 * `&#64;ana` still notify; only something between the sign and the name stops it. Sources: GitHub Docs,
 * "Autolinked references and URLs" and "Writing mathematical expressions"; GFM specification, "Autolinks".
 */
export function defuse(text: string, maxLength: number): string {
  return escapeMarkdown(breakAutolinks(shorten(oneLine(text), maxLength)));
}

/** Somebody to be thanked, and the repositories in which they did what they are thanked for. */
export type Thanked = { readonly login: string; readonly repositoryIds: readonly number[] };

/** What stands for an issue of a less visible repository. */
export const HIDDEN_ISSUE = 'an issue in a repository that not everybody here can see';

/**
 * A link to an issue, or to a comment on it, that leaves no backlink, with its defused title, veiled. On github.com by the redirecting
 * host (GitHub Docs, "Autolinked references and URLs", *Avoiding backlinks to linked references*); other hosts
 * have none, so there the issue is named in an inert code span.
 */
export function issueLink(issue: IssueReference, instead: string = HIDDEN_ISSUE): string {
  const label = `${oneLine(issue.repository)}#${issue.number}`;
  const quiet = quietUrl(issue.htmlUrl);
  const name = quiet === null ? inCode(label) : `[${escapeMarkdown(label)}](${quiet})`;
  const title = defuse(issue.title ?? '', TITLE_LENGTH);
  const cost = issue.cost === undefined ? '' : ` (${issue.cost})`;
  return veil([issue.repositoryId], `${title === '' ? name : `${name} ${title}`}${cost}`, instead);
}

/** The text of a user as a code span, in which GitHub looks for nothing; it cannot be left by a backtick. */
export function inCode(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'")}\``;
}

/** A mention that notifies. A login that GitHub could not have given is named instead of mentioned. */
export function mention(login: string): string {
  return /^[a-z\d](?:[\w-]*\/)?[\w-]*$/i.test(login) ? `@${login}` : named(login);
}

/** A person named in bold, without notifying them. */
export function named(login: string): string {
  return `**${defuse(login, 100)}**`;
}

/** A person who is thanked, veiled. */
export function thanked({ login, repositoryIds }: Thanked): string {
  return veil(repositoryIds, named(login), 'somebody');
}

/**
 * The comment that opens every body of the bot, `<!-- paydown:KIND:KEY -->`, invisible when rendered. Whatever
 * could end the comment (HTML Living Standard, "Comments") is percent-encoded in the key.
 */
export function marker(kind: MarkerKind, key: string): string {
  const safe = key.toWellFormed().replace(/[^\w.:/-]+|-(?=-)|-$/gu, encodeSafely);
  return `<!-- paydown:${kind}:${safe} -->`;
}

/** How the markers of a kind begin whose keys begin so. */
export function markerStart(kind: MarkerKind, key = ''): string {
  return marker(kind, key).slice(0, -' -->'.length);
}

/** The marker at the very beginning of a body, or null where there is none; `key` as it was given. */
export function parseMarker(body: string): Marker | null {
  const found = /^<!-- paydown:([a-z]+):([\w.:/%-]*) -->(?=\r?\n|$)/.exec(body);
  const kind = MARKER_KINDS.find((one) => one === found?.[1]);
  const key = decodeSafely(found?.[2] ?? '');
  if (!found || !kind || key === null) return null;
  return marker(kind, key) === found[0] ? { kind, key } : null;
}

/**
 * One body from parts, separated by blank lines, within `limit` characters. Optional parts are given up from
 * the last one on, and the body then says which; required ones are cut only when they alone are too long.
 */
export function fitBody(parts: readonly BodyPart[], limit: number = BODY_LIMIT): string {
  const kept = [...parts];
  const leftOut: string[] = [];
  while (bodyOf(kept, leftOut).length > limit) {
    const index = kept.findLastIndex((part) => part.kind === 'optional');
    const [dropped] = index < 0 ? [] : kept.splice(index, 1);
    if (dropped?.kind !== 'optional') return cut(bodyOf(kept, leftOut), limit);
    leftOut.unshift(dropped.name);
  }
  return bodyOf(kept, leftOut);
}

/** A whole number for people: `12,345`, `−3` with a real minus. */
export function count(n: number): string {
  return n.toLocaleString('en-US').replace('-', '−');
}

/** `1 issue`, `2 issues`, `0 issues`. */
export function plural(n: number, noun: string, nouns: string = `${noun}s`): string {
  return `${count(n)} ${Math.abs(n) === 1 ? noun : nouns}`;
}

/** `ana`, `ana and bo`, `ana, bo and cy`. */
export function joinList(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `ana`, `ana or bo`, `ana, bo or cy`. */
export function joinOr(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} or ${last}`;
}

/**
 * Format characters go (they hide or turn text around), except the joiners that scripts and emoji need; so do
 * noncharacters, of which veils are made.
 */
function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Noncharacter_Code_Point}/gu, '')
    .replace(/[^\P{Cf}\u200C\u200D]/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    if (kept.length + segment.length >= maxLength) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

function breakAutolinks(text: string): string {
  return text
    .replace(/[@＠﹫]/g, `$&${ZERO_WIDTH_SPACE}`)
    .replace(/[#＃﹟](?=\d)|GH-(?=\d)|:(?=\/\/)|www(?=\.)/gi, `$&${ZERO_WIDTH_SPACE}`)
    .replace(/[\da-f]{7,}/gi, (sha) => sha.replace(/.{6}(?=.)/g, `$&${ZERO_WIDTH_SPACE}`));
}

function escapeMarkdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]~|]/g, '\\$&')
    .replace(/^[-+=#:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replaceAll('$', '<span>$</span>');
}

function quietUrl(htmlUrl: string): string | null {
  const url = URL.parse(htmlUrl);
  if (url?.origin !== 'https://github.com') return null;
  const path = url.pathname.replaceAll('(', '%28').replaceAll(')', '%29');
  const comment = /^#issuecomment-\d+$/.test(url.hash) ? url.hash : '';
  return `https://redirect.github.com${path}${comment}`;
}

function encodeSafely(text: string): string {
  return text === '-' ? '%2D' : encodeURIComponent(text).replace(/[!'()*~]/g, percent);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function decodeSafely(key: string): string | null {
  try {
    return decodeURIComponent(key);
  } catch {
    return null;
  }
}

function bodyOf(parts: readonly BodyPart[], leftOut: readonly string[]): string {
  const note = leftOut.length === 0 ? [] : [`_Too long for GitHub; left out: ${joinList(leftOut)}._`];
  return [...parts.map((part) => part.text), ...note].join('\n\n');
}

function cut(body: string, limit: number): string {
  const note = '\n\n_Too long for GitHub; the rest was left out._';
  return `${body.slice(0, Math.max(0, limit - note.length)).toWellFormed()}${note}`;
}
