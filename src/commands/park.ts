/** Debt is left until a day: accepted, or deferred. */
import type { House } from '../house.ts';
import { addMs, DAY } from '../time.ts';
import type { Asked, Outcome } from './command.ts';
import { decide, matterOf } from './decide.ts';
import { othersWho } from './deciders.ts';
import { morningOf } from './decision-words.ts';
import { acceptedAgain, impossibleDay, notNamed } from './wording-decisions.ts';

/** No day is further away: what never comes up for review is forgotten, not decided. */
const FURTHEST = 366 * DAY;

export async function park(house: House, asked: Asked, what: 'accept' | 'defer'): Promise<Outcome> {
  const { scope, words } = asked;
  const matter = await matterOf(house, asked);
  if ('kind' in matter) return matter;
  const others = othersWho(what, matter);
  if (others) return { kind: 'refused', words: notNamed(others, [scope.home.id, scope.id]) };
  const now = house.clock();
  const until = morningOf(words[1] ?? '', scope.config);
  if (!until || until <= now || until > addMs(now, FURTHEST))
    return { kind: 'refused', words: impossibleDay() };
  return decide(
    house,
    matter,
    { kind: 'decide', what, until },
    {
      words: ({ state }) => {
        const times = state.decisions[what]?.times ?? 1;
        return what === 'accept' && times > 1 ? acceptedAgain(times) : undefined;
      },
    },
  );
}
