import type { IssueForm } from '../issue-form.ts';

/**
 * The areas of an issue: what its labels say after the prefix, compared without case; where none does, what its form
 * says. Names as they are written, each once.
 */
export function areasOf(
  { labels, form }: { readonly labels: readonly string[]; readonly form: Pick<IssueForm, 'area'> },
  prefix: string,
): string[] {
  const begin = prefix.toLowerCase();
  const named = labels
    .filter((label) => label.toLowerCase().startsWith(begin))
    .map((label) => label.slice(prefix.length).trim())
    .filter((area) => area !== '');
  if (named.length > 0) return [...new Set(named)];
  return form.area === null ? [] : [form.area];
}
