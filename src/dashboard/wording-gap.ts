import type { EmptyPlace, Gap } from '../rotation/index.ts';
import { defuse, joinList, named, plural } from '../text.ts';
import { localTime } from '../time.ts';

/** A shift ahead that lacks people, and the rotation that it is of. */
export type GapAhead = Gap & { readonly rotation: string; readonly timezone: string };

/** What is missing, in a line. */
export function gapLine({ rotation, timezone, start, end, onDuty, missing }: GapAhead): string {
  const span = `from ${localTime(start, timezone)} to ${localTime(end, timezone)}`;
  const name = defuse(rotation, 50);
  if (onDuty.length === 0) return `**Gap ahead in ${name}**: nobody is available ${span}.`;
  const alone = `only ${joinList(onDuty.map(named))} ${onDuty.length === 1 ? 'is' : 'are'} available`;
  return `**Gap ahead in ${name}**: ${alone} ${span}; ${plural(missing, 'place')} on duty ${missing === 1 ? 'stays' : 'stay'} empty.`;
}

/** Somebody who is not there for a while, and the rotation in which nobody can cover. */
export type EmptyPlaceAhead = Pick<EmptyPlace, 'login' | 'from' | 'to'> & {
  readonly rotation: string;
  readonly timezone: string;
  readonly now: Date;
};

/** Whose place is empty, in a line. */
export function emptyPlaceLine({ rotation, timezone, login, from, to, now }: EmptyPlaceAhead): string {
  const name = defuse(rotation, 50);
  const until = localTime(to, timezone);
  const gone = `nobody can cover for ${named(login)}, who is not there`;
  if (from <= now) return `**Gap in ${name}**: ${gone} until ${until}.`;
  return `**Gap ahead in ${name}**: ${gone} from ${localTime(from, timezone)} to ${until}.`;
}
