import { fold } from './ledger.ts';

/** The areas that labels name: what stands after the prefix, folded, each once. */
export function areasAmong(labels: readonly string[], prefix: string): string[] {
  const begin = fold(prefix);
  const areas = labels
    .map(fold)
    .filter((label) => label.startsWith(begin))
    .map((label) => label.slice(begin.length).trim())
    .filter((area) => area !== '');
  return [...new Set(areas)].sort();
}
