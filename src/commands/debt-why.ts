import { whyDebt } from '../debt/index.ts';
import type { Command } from './command.ts';
import { nothingMore } from './grammar.ts';
import { noDebtToExplain } from './wording.ts';

/** `/debt why`: where a debt issue is in the rank, and why; who owns it, or why it waits. */
export const debtWhy: Command = {
  usage: '/debt why',
  needs: 'triage',
  takes: nothingMore,
  async answer(house, { repository, number }) {
    const words = await whyDebt(house, { repositoryId: repository.id, number });
    return words === undefined ? { kind: 'refused', words: noDebtToExplain() } : { kind: 'told', words };
  },
};
