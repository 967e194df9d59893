import { acceptRequest } from '../rotation/index.ts';
import type { Asked, Command } from './command.ts';
import { ofTheRota } from './hearing.ts';
import { type Asks, asksOf, problemOf, theOneMeant } from './open-to.ts';
import { partsOf } from './parts.ts';
import { dutyThings } from './people.ts';
import { tellAsker } from './tell-asker.ts';
import { acceptChange, acceptedForFewer, acceptedWords, halfProblem, voidsOf } from './wording-requests.ts';

/** `/rotation accept`: somebody agrees to what they are asked; with `@bo`, to what that one asks. */
export const rotationAccept: Command = {
  usage: '/rotation accept',
  needs: 'triage',
  takes: (words) => (partsOf(words) ? 'fits' : 'does not fit'),
  async answer(house, asked) {
    const { scope } = asked;
    const found = theOneMeant(asked, 'accept', await asksOf(house, asked));
    if ('outcome' in found) return found.outcome;
    const { request, rotation, halves } = found.meant;
    const problem = problemOf(halves);
    if (problem) {
      const why = ofTheRota(scope, halfProblem(problem, rotation), CANNOT_BE);
      return { kind: 'refused', words: why };
    }
    const now = house.clock();
    const told = ofTheRota(scope, acceptedWords(request, halves, rotation), acceptedForFewer(request));
    const { words = voidsHere(asked, found.meant), effects } = await tellAsker(house, asked, request, told);
    const [mine, theirs] = halves;
    const times = { ...request, ...spanOf(mine ?? request), inReturn: theirs ? spanOf(theirs) : null };
    return {
      kind: 'done',
      plan: {
        write: (db) => acceptRequest(db, scope.id, request, halves, now),
        settle: dutyThings(scope),
        effects,
      },
      change: acceptChange(times, rotation),
      ...(words === undefined ? {} : { words }),
    };
  },
};

/** Where the answer is told elsewhere, whoever gave it hears as well of what cannot be. */
function voidsHere({ scope }: Asked, { halves, rotation }: Asks): string | undefined {
  const voids = voidsOf(halves, rotation);
  return voids.length > 0 ? ofTheRota(scope, voids.join('\n\n'), NOT_ALL) : undefined;
}

const NOT_ALL = 'Not all of it can be covered: the dashboard tells who serves.';

const CANNOT_BE = 'It cannot be any more, as the rota stands now, so nothing was changed.';

function spanOf({ from, to }: { readonly from: Date; readonly to: Date }) {
  return { from, to };
}
