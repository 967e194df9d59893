import type { Command } from './command.ts';
import { namedFor } from './deciders.ts';
import { untilBecause } from './decision-words.ts';
import { park } from './park.ts';

/** `/debt defer until DATE because REASON`: it is not the turn of debt until a day. */
export const debtDefer: Command = {
  usage: '/debt defer',
  written: '/debt defer until 2026-06-01 because REASON',
  needs: 'named',
  named: namedFor('defer'),
  takes: untilBecause,
  answer: (house, asked) => park(house, asked, 'defer'),
};
