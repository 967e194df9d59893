import type { House } from '../house.ts';
import { isSameLogin } from '../logins.ts';
import type { Effect } from '../queue/index.ts';
import { type Arranged, lastArranged, previewUndo, type Request, undo } from '../rotation/index.ts';
import type { Asked, Command } from './command.ts';
import { nothingMore } from './grammar.ts';
import { ofTheRota } from './hearing.ts';
import { dutyThings } from './people.ts';
import { tell } from './tell-asker.ts';
import { nothingToUndo, undoChange } from './wording.ts';
import { undoAgreementChange, undoneForFewer, undoneWords, undoRequestChange } from './wording-requests.ts';

/** `/rotation undo`: takes back what one arranged last by a command, as far as it is not over. */
export const rotationUndo: Command = {
  usage: '/rotation undo',
  needs: 'triage',
  takes: nothingMore,
  async answer(house, asked) {
    const { scope, login } = asked;
    const now = house.clock();
    const last = await lastArranged(house.db, scope.id, login, now);
    if (!last) return { kind: 'refused', words: nothingToUndo() };
    const { effects = [], ...told } = await toldOf(house, asked, last);
    return {
      kind: 'done',
      plan: {
        write: (db) => undo(db, scope.id, last, now),
        settle: dutyThings(scope),
        effects,
      },
      ...told,
    };
  },
};

async function toldOf(
  house: House,
  asked: Asked,
  last: Arranged,
): Promise<{ readonly change: string; readonly words?: string; readonly effects?: readonly Effect[] }> {
  if (last.kind !== 'request') return { change: undoChange(last.kind) };
  const { request } = last;
  if (request.state === 'open') return { change: undoRequestChange(request) };
  const other = isSameLogin(request.asker, asked.login) ? request.asked : request.asker;
  const told = await tell(house, asked, request, other, await newsOf(house, asked, request, other));
  return { change: undoAgreementChange(other, request), ...told };
}

/** Everybody whose duty it changes hears of it, the other of the two in any case. */
async function newsOf(house: House, { scope, login }: Asked, request: Request, other: string) {
  const rotation = scope.config.rotations.find(({ name }) => name === request.rotation);
  if (!rotation) return undoneForFewer(login, [other]);
  const differences = await previewUndo(house.db, scope.id, rotation, request, house.clock());
  const touched = [other, ...differences.flatMap(({ before, after }) => [...before, ...after])];
  const people = touched.filter(
    (one, index) =>
      !isSameLogin(one, login) && touched.findIndex((person) => isSameLogin(person, one)) === index,
  );
  return ofTheRota(scope, undoneWords(login, people, differences, rotation), undoneForFewer(login, people));
}
