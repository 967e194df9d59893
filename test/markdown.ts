/** Markdown as GitHub reads it: GFM first, and then what GitHub finds in the text that is left. */
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { parseMarker } from '../src/text.ts';

/** What a body does beside being read. */
export type Effects = {
  /** The tree without its words, so that two texts can be told apart by nothing but words. */
  readonly shape: unknown;
  readonly links: readonly string[];
  readonly html: readonly string[];
  /** Who is notified and what is referred to: GitHub looks for these in plain text, not in code or links. */
  readonly mentions: readonly string[];
  readonly references: readonly string[];
};

/** Looser than GitHub, which knows no full-width signs: what it may come to know must not be found either. */
const MENTION = /(?<![\p{L}\p{N}_])[@＠﹫][a-z\d][\w/-]*/giu;
const REFERENCE = /[#＃﹟]\d+|\bGH-\d+|(?<![\w])[\da-f]{7,40}(?!\w)|\w+:\/\/\S+|\bwww\.\S+|[\w.+-]@[\w-]/giu;

export function effectsOf(markdown: string): Effects {
  const root = parse(markdown);
  const nodes = flat(root);
  const texts = words(root);
  return {
    shape: shapeOf(root),
    links: nodes.flatMap((node) => ('url' in node ? [node.url] : [])),
    html: nodes.flatMap((node) => (node.type === 'html' && !isGuard(node) ? [told(node.value)] : [])),
    mentions: texts.flatMap((text) => text.match(MENTION) ?? []),
    references: texts.flatMap((text) => text.match(REFERENCE) ?? []),
  };
}

function parse(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** `<span>$</span>` keeps a dollar from beginning a formula ("Writing mathematical expressions"). */
function isGuard(node: Nodes): boolean {
  return node.type === 'html' && /^<\/?span>$/.test(node.value);
}

/** A marker's key is encoded, and never seen. */
function told(html: string): string {
  const marker = parseMarker(html);
  return marker ? `marker ${marker.kind}` : html;
}

function childrenOf(node: Nodes): Nodes[] {
  return 'children' in node ? node.children : [];
}

function flat(node: Nodes): Nodes[] {
  return [node, ...childrenOf(node).flatMap(flat)];
}

/** The plain text of every block, in one piece where no other element stands between. */
function words(node: Nodes): string[] {
  if (node.type === 'link' || node.type === 'linkReference') return [];
  const found: string[] = [];
  let run = '';
  for (const child of childrenOf(node)) {
    if (child.type === 'text') run += child.value;
    else if (!isGuard(child)) {
      found.push(run, ...words(child));
      run = '';
    }
  }
  return [...found, run].filter((text) => text !== '');
}

type Shape = string | readonly [string, ...unknown[]];

function shapeOf(node: Nodes): Shape {
  if (node.type === 'text' || isGuard(node)) return 'text';
  const inner = childrenOf(node).map(shapeOf);
  const merged = inner.filter((one, index) => one !== 'text' || inner[index - 1] !== 'text');
  return [node.type, ...detailsOf(node), ...merged];
}

function detailsOf(node: Nodes): unknown[] {
  if (node.type === 'html') return [told(node.value)];
  if (node.type === 'heading') return [node.depth];
  if (node.type === 'list') return [node.ordered];
  if (node.type === 'listItem') return [node.checked];
  return 'url' in node ? [node.url] : [];
}
