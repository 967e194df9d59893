/** What follows a verb of the rotation: a person, a span of time, and in which rotation, each at most once. */
import { isOnRoster } from '../rotation/index.ts';
import type { Asked } from './command.ts';
import { ofTheRota } from './hearing.ts';
import { isMention } from './people.ts';
import { looksLikeSpan } from './span.ts';
import { noSharedRotation, whichRotation, whichRotationForFewer } from './wording.ts';

export type Parts = {
  /** A login, in lower case. */
  readonly person: string | undefined;
  readonly span: string | undefined;
  /** The name of a rotation, in lower case; empty where none is given. */
  readonly name: string;
};

/** @returns nothing where there are other words, or two of a kind */
export function partsOf(words: readonly string[]): Parts | undefined {
  const place = words.indexOf('in');
  const before = place < 0 ? words : words.slice(0, place);
  const name = place < 0 ? '' : words.slice(place + 1).join(' ');
  const people = before.filter(isMention);
  const spans = before.filter(looksLikeSpan);
  const isAll = people.length + spans.length === before.length;
  if (!isAll || people.length > 1 || spans.length > 1 || (place >= 0 && name === '')) return undefined;
  return { person: people[0]?.slice(1), span: spans[0], name };
}

type Rotation = Asked['scope']['config']['rotations'][number];

/** The one rotation in which somebody and whoever asks take turns; with a name, that one. Else why there is none. */
export function togetherIn(
  { scope, login }: Asked,
  other: string,
  name: string,
): { readonly rotation: Rotation } | { readonly refused: string } {
  const [rotation, ...more] = scope.config.rotations.filter(
    (one) =>
      isOnRoster(one, other) && isOnRoster(one, login) && (name === '' || one.name.toLowerCase() === name),
  );
  if (rotation && more.length === 0) return { rotation };
  const why = rotation ? whichRotation([rotation, ...more].map((one) => one.name)) : noSharedRotation(other);
  return { refused: ofTheRota(scope, why, whichRotationForFewer()) };
}
