import { makeCover, previewCover } from '../rotation/index.ts';
import { latest } from '../time.ts';
import type { Command } from './command.ts';
import { ofTheRota } from './hearing.ts';
import { partsOf, togetherIn } from './parts.ts';
import { dutyThings } from './people.ts';
import { readSpan } from './span.ts';
import {
  coverChange,
  impossibleSpan,
  noCoverThen,
  overAlready,
  voidParts,
  voidPartsForFewer,
} from './wording.ts';

/** `/rotation cover @bo FROM..TO`: I serve for somebody, at once. */
export const rotationCover: Command = {
  usage: '/rotation cover',
  written: '/rotation cover @bo 2026-03-02..2026-03-06',
  needs: 'triage',
  takes: (words) => {
    const { person, span } = partsOf(words) ?? {};
    return person && span ? 'fits' : 'does not fit';
  },
  async answer(house, asked) {
    const { scope, login } = asked;
    const { person: owner = '', span: word = '', name = '' } = partsOf(asked.words) ?? {};
    const now = house.clock();
    const span = readSpan(word, scope.config.timezone);
    if (!span) return refused(impossibleSpan());
    if (span.to <= now) return refused(overAlready());
    const together = togetherIn(asked, owner, name);
    if ('refused' in together) return refused(together.refused);
    const { rotation } = together;
    // What has passed is not covered any more.
    const cover = { owner, substitute: login, from: latest(span.from, now), to: span.to };
    const { effect, voids } = await previewCover(house.db, scope.id, rotation, cover);
    const told = (words: string) => ofTheRota(scope, words, voidPartsForFewer());
    if (effect === 'none') return refused(told(noCoverThen(owner, voids, rotation.timezone)));
    return {
      kind: 'done',
      plan: {
        write: (db) => makeCover(db, scope.id, rotation, cover, login, now),
        settle: dutyThings(scope),
      },
      change: coverChange(owner, cover, rotation),
      ...(voids.length > 0 ? { words: told(voidParts(voids, rotation.timezone)) } : {}),
    };
  },
};

function refused(words: string) {
  return { kind: 'refused', words } as const;
}
