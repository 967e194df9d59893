import type { Command } from './command.ts';
import { namedFor } from './deciders.ts';
import { untilBecause } from './decision-words.ts';
import { park } from './park.ts';

/** `/debt accept until DATE because REASON`: debt is knowingly carried until a day. */
export const debtAccept: Command = {
  usage: '/debt accept',
  written: '/debt accept until 2026-06-01 because REASON',
  needs: 'named',
  named: namedFor('accept'),
  takes: untilBecause,
  answer: (house, asked) => park(house, asked, 'accept'),
};
