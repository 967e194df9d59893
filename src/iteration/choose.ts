/** What people chose: the ticked items of the checklist, each an open debt issue of the scope, or said why not. */
import { type DebtIssue, issueKey } from '../debt/index.ts';
import type { Repository } from '../scope/index.ts';
import type { Checklist, Item, Reference } from './checklist.ts';
import type { At, Proposed } from './records.ts';
import { MOST_ISSUES } from './team-and-debt.ts';
import { standsFor } from './wording-proposal.ts';

export type Refusal = {
  readonly text: string;
  readonly why: 'names nothing' | 'not here' | 'no debt' | 'too many';
};

export type Choice = {
  readonly chosen: readonly DebtIssue[];
  /** How many of the proposed were struck, though they are still debt; and how many were paid or dropped meanwhile. */
  readonly struck: number;
  readonly gone: number;
  readonly added: number;
  readonly refused: readonly Refusal[];
  /** Ticked items that were not even read. */
  readonly unread: number;
};

type Around = {
  /** Open debt that can be worked on, in the order of the rank. */
  readonly debts: readonly DebtIssue[];
  /** In the order of the items, those that could not be named last. */
  readonly proposed: readonly Proposed[];
  /** The repositories of the scope that everybody who reads the list may know. */
  readonly repositories: readonly Repository[];
  /** That of the proposal. */
  readonly home: Repository;
};

/** What the proposal lists as a number alone is in it as long as that item is ticked. */
export function choose(list: Checklist, { debts, proposed, repositories, home }: Around): Choice {
  const open = new Map(debts.map((debt) => [issueKey(debt), debt]));
  const ours = new Set(proposed.map(issueKey));
  // Nobody learns by a guess that something where they may not look was proposed.
  const known = proposed.filter((one) => repositories.some(({ id }) => id === one.repositoryId));
  const picked = new Map<string, DebtIssue>();
  const ticked = new Set<string>();
  const refused: Refusal[] = [];
  const take = (debt: DebtIssue, text: string) => {
    const key = issueKey(debt);
    if (picked.has(key)) return;
    if (picked.size < MOST_ISSUES) picked.set(key, debt);
    else refused.push({ text, why: 'too many' });
  };
  for (const item of list.ticked) {
    const meant = standsFor(item.text, proposed);
    if (meant) {
      for (const at of meant) {
        ticked.add(issueKey(at));
        const debt = open.get(issueKey(at));
        if (debt) take(debt, item.text);
      }
      continue;
    }
    const at = named(item, known) ?? placeOf(item, repositories, home);
    if (typeof at === 'string') refused.push({ text: item.text, why: at });
    else {
      const key = issueKey(at);
      ticked.add(key);
      const debt = open.get(key);
      if (debt) take(debt, item.text);
      // What was proposed and is paid by now is good news.
      else if (!ours.has(key)) refused.push({ text: item.text, why: 'no debt' });
    }
  }
  return {
    chosen: debts.filter((debt) => picked.has(issueKey(debt))),
    struck: proposed.filter((at) => open.has(issueKey(at)) && !ticked.has(issueKey(at))).length,
    gone: proposed.filter((at) => !open.has(issueKey(at))).length,
    added: [...picked.keys()].filter((key) => !ours.has(key)).length,
    refused: unique(refused),
    unread: list.unread,
  };
}

/** What was proposed under a name, wherever it is by now. */
function named({ names }: Item, known: readonly Proposed[]): At | undefined {
  const name = `${names?.owner}/${names?.name}#${names?.number}`.toLowerCase();
  return known.find((one) => one.as?.toLowerCase() === name);
}

function placeOf(
  { names }: Item,
  repositories: readonly Repository[],
  home: Repository,
): At | Extract<Refusal['why'], 'names nothing' | 'not here'> {
  if (!names) return 'names nothing';
  const repository = names.name === undefined ? home : repositories.find((one) => isNamed(one, names));
  if (!repository || !repositories.some(({ id }) => id === repository.id)) return 'not here';
  return { repositoryId: repository.id, number: names.number };
}

/** Names compare without case, as on GitHub. */
function isNamed({ owner, name }: Repository, named: Reference): boolean {
  return `${owner}/${name}`.toLowerCase() === `${named.owner}/${named.name}`.toLowerCase();
}

function unique(refused: readonly Refusal[]): Refusal[] {
  return [...new Map(refused.map((one) => [`${one.why} ${one.text}`, one])).values()];
}
