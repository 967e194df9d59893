import { releaseDebt } from '../debt/index.ts';
import type { Command } from './command.ts';
import { nothingMore } from './grammar.ts';
import { standingOf } from './standing.ts';
import { objectionWords, releaseChange } from './wording.ts';

/** `/debt release`: the owner gives a debt issue back, or a lead does it for them. */
export const debtRelease: Command = {
  usage: '/debt release',
  needs: 'triage',
  takes: nothingMore,
  async answer(house, asked) {
    const at = { repositoryId: asked.repository.id, number: asked.number };
    const given = await releaseDebt(house, at, { login: asked.login, as: standingOf(asked) });
    if (given.kind !== 'granted') return { kind: 'refused', words: objectionWords('release', given) };
    return { kind: 'done', plan: given.plan, change: releaseChange(asked.login, given.owner) };
  },
};
