import { isOnRoster, makeCover, previewCover } from '../rotation/index.ts';
import type { Asked, Command } from './command.ts';
import { dutyThings, isMention } from './people.ts';
import { looksLikeSpan, readSpan } from './span.ts';
import {
  coverChange,
  impossibleSpan,
  noCoverThen,
  noSharedRotation,
  overAlready,
  voidParts,
  whichRotation,
} from './wording.ts';

/** `/rotation cover @bo FROM..TO`: I serve for somebody, at once. */
export const rotationCover: Command = {
  usage: '/rotation cover',
  needs: 'triage',
  takes: (words) => {
    const { person, span, rest } = partsOf(words);
    return person && span && (rest.length === 0 || (rest[0] === 'in' && rest.length > 1))
      ? 'fits'
      : 'does not fit';
  },
  async answer(house, asked) {
    const { scope, login } = asked;
    const { person: owner = '', span: word = '', rest } = partsOf(asked.words);
    const now = house.clock();
    const span = readSpan(word, scope.config.timezone);
    if (!span) return refused(impossibleSpan());
    if (span.to <= now) return refused(overAlready());
    const [rotation, ...more] = rotationsOf(asked, owner, rest.slice(1).join(' '));
    if (!rotation) return refused(noSharedRotation(owner));
    if (more.length > 0) return refused(whichRotation([rotation, ...more].map(({ name }) => name)));
    const cover = { owner, substitute: login, from: latest(span.from, now), to: span.to };
    const { effect, voids } = await previewCover(house.db, scope.id, rotation, cover);
    if (effect === 'none') return refused(noCoverThen(owner, voids, rotation.timezone));
    return {
      kind: 'done',
      plan: {
        write: (db) => makeCover(db, scope.id, rotation, cover, login, now),
        settle: dutyThings(scope),
      },
      change: coverChange(owner, cover, rotation),
      ...(voids.length > 0 ? { words: voidParts(voids, rotation.timezone) } : {}),
    };
  },
};

/** What has passed is not covered any more. */
function latest(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()));
}

function refused(words: string) {
  return { kind: 'refused', words } as const;
}

function partsOf(words: readonly string[]) {
  const [first = '', second = '', ...rest] = words;
  return {
    person: isMention(first) ? first.slice(1) : undefined,
    span: looksLikeSpan(second) ? second : undefined,
    rest,
  };
}

/** Those in which both take turns; with a name, that one alone. */
function rotationsOf({ scope, login }: Asked, owner: string, name: string) {
  return scope.config.rotations.filter(
    (rotation) =>
      isOnRoster(rotation, owner) &&
      isOnRoster(rotation, login) &&
      (name === '' || rotation.name.toLowerCase() === name),
  );
}
