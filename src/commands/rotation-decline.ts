import type { House } from '../house.ts';
import { declineRequest, passOn, successorOf } from '../rotation/index.ts';
import type { Asked, Command, Outcome } from './command.ts';
import { ofTheRota } from './hearing.ts';
import { type Asks, asksOf, dutiesOf, type Open, type StandsIn, theOneMeant } from './open-to.ts';
import { partsOf } from './parts.ts';
import { dutyThings } from './people.ts';
import { tellAsker } from './tell-asker.ts';
import {
  declineChange,
  declinedForFewer,
  declinedWords,
  nobodyElse,
  nobodyElseForFewer,
  passedOnChange,
} from './wording-requests.ts';

/** `/rotation decline`: somebody says no to what they are asked, or to covering by the rule for who is not there. */
export const rotationDecline: Command = {
  usage: '/rotation decline',
  needs: 'triage',
  takes: (words) => (partsOf(words) ? 'fits' : 'does not fit'),
  async answer(house, asked) {
    const open: Open[] = [...(await asksOf(house, asked)), ...(await dutiesOf(house, asked))];
    const found = theOneMeant(asked, 'decline', open);
    if ('outcome' in found) return found.outcome;
    return found.meant.kind === 'asks'
      ? declineAsked(house, asked, found.meant)
      : declineDuty(house, asked, found.meant);
  },
};

async function declineAsked(house: House, asked: Asked, { request, rotation }: Asks): Promise<Outcome> {
  const { scope } = asked;
  const now = house.clock();
  const told = ofTheRota(scope, declinedWords(request, rotation), declinedForFewer(request));
  const { words, effects } = await tellAsker(house, asked, request, told);
  return {
    kind: 'done',
    plan: {
      write: (db) => declineRequest(db, request, now),
      settle: [{ kind: 'dashboard', scopeId: scope.id }],
      effects,
    },
    change: declineChange(request, rotation),
    ...(words === undefined ? {} : { words }),
  };
}

/** Nothing is left to nobody: whoever is the only one who could, keeps it. The next one hears of it by the handoff. */
async function declineDuty(house: House, asked: Asked, { duty, rotation }: StandsIn): Promise<Outcome> {
  const { scope } = asked;
  const now = house.clock();
  const next = await successorOf(house.db, scope.id, rotation, duty, now);
  const { owner, until } = duty;
  if (!next) {
    const why = ofTheRota(scope, nobodyElse(owner, until, rotation), nobodyElseForFewer());
    return { kind: 'refused', words: why };
  }
  const { substitute } = next;
  return {
    kind: 'done',
    plan: {
      write: (db) => passOn(db, scope.id, rotation, duty, next, now),
      settle: dutyThings(scope),
    },
    change: passedOnChange(substitute, owner, rotation),
  };
}
