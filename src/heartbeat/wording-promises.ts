/** What the weekly report says of the promises made around debt. Numbers are the team's: they name nobody. */
import { count, plural } from '../text.ts';
import type { Promises } from './promises.ts';

/** Of fewer answers, one could guess whose they are. */
const ENOUGH = 5;

/** At most one line, where there is something to say. */
export function promiseLines({ answers, interruptions }: Promises): string[] {
  const sentences = [...protectedTime(answers), ...interrupted(interruptions)];
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}

function protectedTime({ yes, no }: Promises['answers']): string[] {
  const all = yes + no;
  if (all < ENOUGH) return [];
  return [`Protected time: ${count(yes)} of ${count(all)} answers in eight weeks say that it was kept.`];
}

function interrupted({ issues, handedBack }: Promises['interruptions']): string[] {
  if (issues === 0) return [];
  const verb = issues === 1 ? 'was' : 'were';
  const back = handedBack === 0 ? '' : `; ${count(handedBack)} of them handed back`;
  return [`${plural(issues, 'issue')} of other work ${verb} assigned to people on duty${back}.`];
}
