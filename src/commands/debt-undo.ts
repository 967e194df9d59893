import type { What } from '../agreement/index.ts';
import type { Command } from './command.ts';
import { decide, matterOf } from './decide.ts';
import { namedForAny, othersWho } from './deciders.ts';
import { whatIn } from './decision-words.ts';
import { reasonIn } from './grammar.ts';

const WHATS: readonly What[] = ['accept', 'defer', 'priority'];

/** `/debt undo`: whoever decides takes back what was decided about debt. */
export const debtUndo: Command = {
  usage: '/debt undo',
  needs: 'named',
  named: namedForAny(WHATS),
  takes: (words) => {
    const rest = whatIn(words[0] ?? '') ? words.slice(1) : words;
    return rest.length === 0 || reasonIn(rest.join(' '))?.before === '' ? 'fits' : 'does not fit';
  },
  async answer(house, asked) {
    const matter = await matterOf(house, asked);
    if ('kind' in matter) return matter;
    const mine = WHATS.filter((what) => othersWho(what, matter) === undefined);
    return decide(house, matter, { kind: 'undo', what: whatIn(asked.words[0] ?? ''), mine });
  },
};
