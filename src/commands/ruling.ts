import type { Command } from './command.ts';
import { decide, matterOf } from './decide.ts';
import { namedToRule } from './deciders.ts';
import { ruledWords } from './wording-decisions.ts';

/** `/ruling uphold|overturn because REASON`: the CEO ends an appeal. */
export const ruling: Command = {
  usage: '/ruling',
  written: '/ruling uphold because REASON',
  needs: 'named',
  named: namedToRule,
  takes: ([verb = '', because, ...reason]) => {
    const isWhole = because === 'because' && reason.length > 0;
    return (verb === 'uphold' || verb === 'overturn') && isWhole ? 'fits' : 'does not fit';
  },
  async answer(house, asked) {
    const matter = await matterOf(house, asked);
    if ('kind' in matter) return matter;
    const kind = asked.words[0] === 'overturn' ? 'overturn' : 'uphold';
    return decide(
      house,
      matter,
      { kind },
      {
        words: ({ step, state }) => ruledWords(step, state, asked.scope.config.timezone),
      },
    );
  },
};
