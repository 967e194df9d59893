import type { Command } from './command.ts';
import { nothingMore } from './grammar.ts';
import { helpWords } from './wording.ts';

/** `/paydown help`: which commands there are. */
export const paydownHelp: Command = {
  usage: '/paydown help',
  needs: 'triage',
  takes: nothingMore,
  async answer(_house, { catalogue }) {
    return { kind: 'told', words: helpWords(catalogue.map(({ usage }) => usage)) };
  },
};
