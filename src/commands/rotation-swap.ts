import { findSwap, previewRequest } from '../rotation/index.ts';
import type { Command } from './command.ts';
import { partsOf, togetherIn } from './parts.ts';
import { askingOf, request } from './rotation-ask.ts';
import { noSwap, notOneself } from './wording-requests.ts';

/** `/rotation swap @bo`: their next shift against mine, if they agree. */
export const rotationSwap: Command = {
  usage: '/rotation swap',
  written: '/rotation swap @bo',
  needs: 'triage',
  takes: (words) => {
    const parts = partsOf(words);
    return parts?.person && !parts.span ? 'fits' : 'does not fit';
  },
  async answer(house, asked) {
    const { scope, login } = asked;
    const { person = '', name = '' } = partsOf(asked.words) ?? {};
    if (person === login.toLowerCase()) return { kind: 'refused', words: notOneself() };
    const together = togetherIn(asked, person, name);
    if ('refused' in together) return { kind: 'refused', words: together.refused };
    const { rotation } = together;
    const now = house.clock();
    const found = await findSwap(house.db, scope.id, rotation, [login, person], now);
    if (!found) return { kind: 'refused', words: noSwap(person) };
    const asking = { ...askingOf(asked, rotation, person), ...found.mine, inReturn: found.theirs };
    const halves = await previewRequest(house.db, scope.id, rotation, asking, now);
    const cannot = halves.some(({ effect, voids }) => effect === 'none' || voids.length > 0);
    if (cannot) return { kind: 'refused', words: noSwap(person) };
    return request(house, asked, rotation, asking, halves);
  },
};
