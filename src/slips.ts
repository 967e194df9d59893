/** Slips of the keyboard: which word was meant, of a few that there are. */
import { distance } from 'fastest-levenshtein';

/** The known word with the fewest letters to change; `onDuty` and `on-duty` are spellings of `on_duty`. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  const wanted = plain(word);
  return known.toSorted((a, b) => distance(wanted, plain(a)) - distance(wanted, plain(b)))[0];
}

/** Whether a word is most likely another one, misspelt: few letters differ, or they stand in another order. */
export function isSlipOf(word: string, known: string): boolean {
  const [one, other] = [plain(word), plain(known)];
  const isNear = distance(one, other) <= Math.max(1, Math.floor(known.length / 3));
  return isNear || lettersOf(one) === lettersOf(other);
}

/** Whether at most half of the letters differ. */
export function isLike(word: string, known: string): boolean {
  const [one, other] = [plain(word), plain(known)];
  return distance(one, other) <= Math.max(one.length, other.length) / 2;
}

function lettersOf(word: string): string {
  return [...word].toSorted().join('');
}

function plain(word: string): string {
  return word
    .slice(0, 64)
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
}
