/** Every sentence of a debt issue that came out of a retro. */
import type { Repository } from '../scope/index.ts';
import { veil } from '../veil.ts';
import type { Retro } from './records.ts';

export type DebtOrigin = {
  readonly marker: string;
  readonly retro: Pick<Retro, 'repositoryId'> & { readonly number: number };
  /** Where the issue is opened. */
  readonly repositoryId: number;
  /** Where the retro is. */
  readonly here: Pick<Repository, 'owner' | 'name'>;
};

export function debtBody({ marker, retro, repositoryId, here }: DebtOrigin): string {
  const there = `${here.owner}/${here.name}#${retro.number}`;
  const isHere = retro.repositoryId === repositoryId;
  const link = isHere
    ? `#${retro.number}`
    : veil([retro.repositoryId], there, 'a retro in another repository');
  return [
    marker,
    `One of the actions of ${link}.`,
    '',
    'What does it take to fix, and what does it cost to leave? With lines such as `Effort to fix: 2 days` and `Cost of leaving it, per week: 1 hour` in this text, it is ranked by that.',
  ].join('\n');
}
