import { readPriority } from '../agreement/index.ts';
import type { Command } from './command.ts';
import { decide, matterOf } from './decide.ts';
import { namedFor, othersWho } from './deciders.ts';
import { notNamed } from './wording-decisions.ts';

/** `/debt priority high|normal|low`: how urgent debt is. */
export const debtPriority: Command = {
  usage: '/debt priority',
  written: '/debt priority high',
  needs: 'named',
  named: namedFor('priority'),
  takes: ([priority = '', because, ...reason]) => {
    const isWhole = because === undefined || (because === 'because' && reason.length > 0);
    return readPriority(priority) && isWhole ? 'fits' : 'does not fit';
  },
  async answer(house, asked) {
    const { scope, words } = asked;
    const matter = await matterOf(house, asked);
    if ('kind' in matter) return matter;
    const others = othersWho('priority', matter);
    if (others) return { kind: 'refused', words: notNamed(others, [scope.home.id, scope.id]) };
    const priority = readPriority(words[0] ?? '') ?? 'normal';
    return decide(house, matter, { kind: 'decide', what: 'priority', priority });
  },
};
