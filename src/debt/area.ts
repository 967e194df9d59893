import type { IssueForm } from '../issue-form.ts';
import { fold } from './ledger.ts';

export type WithAreas = { readonly labels: readonly string[]; readonly form: Pick<IssueForm, 'area'> };

/**
 * The areas of an issue: what its labels say after the prefix, compared without case; where none does, what its form
 * says. Names as they are written, each once.
 */
export function areasOf({ labels, form }: WithAreas, prefix: string): string[] {
  const begin = prefix.toLowerCase();
  const named = labels
    .filter((label) => label.toLowerCase().startsWith(begin))
    .map((label) => label.slice(prefix.length).trim())
    .filter((area) => area !== '');
  if (named.length > 0) return [...new Set(named)];
  return form.area === null ? [] : [form.area];
}

/** The same without a difference of case, for counting. */
export function foldedAreasOf(issue: WithAreas, prefix: string): string[] {
  return [...new Set(areasOf(issue, prefix).map(fold))].sort();
}
