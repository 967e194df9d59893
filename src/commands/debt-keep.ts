import { keepDebt } from '../debt/index.ts';
import type { Command } from './command.ts';
import { nothingMore } from './grammar.ts';
import { keepChange, objectionWords } from './wording.ts';

/** `/debt keep`: the owner keeps a debt issue across the next handoff. */
export const debtKeep: Command = {
  usage: '/debt keep',
  needs: 'triage',
  takes: nothingMore,
  async answer(house, { repository, number, login }) {
    const given = await keepDebt(house, { repositoryId: repository.id, number }, login);
    if (given.kind !== 'granted') return { kind: 'refused', words: objectionWords('keep', given) };
    return { kind: 'done', plan: given.plan, change: keepChange() };
  },
};
