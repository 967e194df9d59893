import { leadsOf } from '../config/index.ts';
import type { Command } from './command.ts';
import { nothingMore } from './grammar.ts';
import { mayGive } from './may.ts';
import { helpWords } from './wording.ts';

/** `/paydown help`: which commands whoever asks may give here. */
export const paydownHelp: Command = {
  usage: '/paydown help',
  needs: 'colleague',
  takes: nothingMore,
  // Whoever is named for one command may ask which.
  named: (config) => ({ logins: leadsOf(config), who: '', key: '' }),
  async answer(_house, { catalogue, login, permission, colleague, scope }) {
    const asker = { login, permission, colleague, config: scope.config };
    const mine = catalogue.filter((one) => mayGive(one, asker) === 'may');
    return { kind: 'told', words: helpWords(mine.map(({ usage }) => usage)) };
  },
};
