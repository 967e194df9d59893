import { appealComment } from '../agreement/index.ts';
import { rankOf } from '../debt/index.ts';
import { afterWorkingTime } from '../working-time.ts';
import type { Command } from './command.ts';
import { decide, matterOf } from './decide.ts';
import { namedToAppeal } from './deciders.ts';
import { whatBecause, whatIn } from './decision-words.ts';
import { isHeardBy } from './hearing.ts';
import { notNamed, notToTheCeo } from './wording-decisions.ts';

/** `/appeal because REASON`: a lead who seriously disagrees takes what was decided to the CEO. */
export const appeal: Command = {
  usage: '/appeal',
  written: '/appeal because REASON',
  needs: 'named',
  named: namedToAppeal,
  takes: whatBecause,
  async answer(house, asked) {
    const matter = await matterOf(house, asked);
    if ('kind' in matter) return matter;
    const { scope, repository, number } = asked;
    const { agreement, working_hours, timezone } = scope.config;
    const { ceo } = agreement;
    if (ceo === undefined) {
      const missing = { logins: [], who: 'the CEO to rule on', key: 'agreement.ceo' };
      return { kind: 'refused', words: notNamed(missing, [scope.home.id, scope.id]) };
    }
    if (!(await isHeardBy(house, repository, ceo))) return { kind: 'refused', words: notToTheCeo(ceo) };
    const until = afterWorkingTime(house.clock(), agreement.ruling_within, working_hours, timezone);
    const rank = (await rankOf(house, { repositoryId: repository.id, number })) ?? '';
    const wish = { kind: 'appeal', what: whatIn(asked.words[0] ?? ''), until } as const;
    return decide(house, matter, wish, {
      effects: (granted) => [
        appealComment({ repositoryId: repository.id, number }, { ...granted, ceo, rank, timezone }),
      ],
    });
  },
};
