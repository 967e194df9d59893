import { leadsOf } from '../config/index.ts';
import { afterWorkingTime } from '../working-time.ts';
import type { Command } from './command.ts';
import { decide, matterOf } from './decide.ts';
import { whatBecause, whatIn } from './decision-words.ts';

/** `/debt challenge because REASON`: whoever decided about debt has to answer. */
export const debtChallenge: Command = {
  usage: '/debt challenge',
  written: '/debt challenge because REASON',
  needs: 'colleague',
  named: (config) => ({ logins: leadsOf(config), who: 'the leads', key: 'agreement' }),
  takes: whatBecause,
  async answer(house, asked) {
    const matter = await matterOf(house, asked);
    if ('kind' in matter) return matter;
    const { agreement, working_hours, timezone } = asked.scope.config;
    const until = afterWorkingTime(house.clock(), agreement.answer_within, working_hours, timezone);
    return decide(house, matter, { kind: 'challenge', what: whatIn(asked.words[0] ?? ''), until });
  },
};
