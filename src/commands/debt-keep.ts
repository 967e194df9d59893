import { keepDebt } from '../debt/index.ts';
import type { Command } from './command.ts';
import { nothingMore } from './grammar.ts';
import { standingOf } from './standing.ts';
import { keepChange, objectionWords } from './wording.ts';

/** `/debt keep`: the owner keeps a debt issue across the next handoff, or a lead has it stay with them. */
export const debtKeep: Command = {
  usage: '/debt keep',
  needs: 'triage',
  takes: nothingMore,
  async answer(house, asked) {
    const at = { repositoryId: asked.repository.id, number: asked.number };
    const given = await keepDebt(house, at, { login: asked.login, as: standingOf(asked) });
    if (given.kind !== 'granted') return { kind: 'refused', words: objectionWords('keep', given) };
    return { kind: 'done', plan: given.plan, change: keepChange(asked.login, given.owner) };
  },
};
