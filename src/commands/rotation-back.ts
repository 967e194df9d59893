import { absencesOf, endAbsences } from '../rotation/index.ts';
import type { Command } from './command.ts';
import { dutyThings, forWhom, isMention } from './people.ts';
import { backChange, notAway } from './wording.ts';
import { onlyForOneself } from './wording-refusals.ts';

/** `/rotation back`: somebody is there again, and those of their absences that were to come are off. */
export const rotationBack: Command = {
  usage: '/rotation back',
  needs: 'triage',
  takes: (words) => (words.length <= 1 && words.every(isMention) ? 'fits' : 'does not fit'),
  async answer(house, asked) {
    const { scope, login } = asked;
    const who = forWhom(asked);
    if (who === undefined) return { kind: 'refused', words: onlyForOneself(scope) };
    const now = house.clock();
    // What the file says is not ended by a word: whoever covers would be made to cover again at once.
    if ((await absencesOf(house.db, scope.id, who, now)).length === 0)
      return { kind: 'refused', words: notAway(who) };
    return {
      kind: 'done',
      plan: {
        write: (db) => endAbsences(db, scope.id, who, now),
        settle: dutyThings(scope),
      },
      change: backChange(login, who),
    };
  },
};
