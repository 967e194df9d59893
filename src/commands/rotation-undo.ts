import { lastArranged, undo } from '../rotation/index.ts';
import type { Command } from './command.ts';
import { nothingMore } from './grammar.ts';
import { dutyThings } from './people.ts';
import { nothingToUndo, undoChange } from './wording.ts';

/** `/rotation undo`: takes back what one arranged last by a command, as far as it is not over. */
export const rotationUndo: Command = {
  usage: '/rotation undo',
  needs: 'triage',
  takes: nothingMore,
  async answer(house, { scope, login }) {
    const now = house.clock();
    const last = await lastArranged(house.db, scope.id, login, now);
    if (!last) return { kind: 'refused', words: nothingToUndo() };
    return {
      kind: 'done',
      plan: {
        write: (db) => undo(db, scope.id, last, now),
        settle: dutyThings(scope),
      },
      change: undoChange(last.table),
    };
  },
};
