/** What the weekly report says of the promises made around debt. Numbers are the team's: they name nobody. */
import { count, plural } from '../text.ts';
import type { Promises } from './promises.ts';

/** At most one line, where there is something to say. */
export function promiseLines({ interruptions }: Promises): string[] {
  const sentences = [...interrupted(interruptions)];
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}

function interrupted({ issues, handedBack }: Promises['interruptions']): string[] {
  if (issues === 0) return [];
  const verb = issues === 1 ? 'was' : 'were';
  const back = handedBack === 0 ? '' : `; ${count(handedBack)} of them handed back`;
  return [`${plural(issues, 'issue')} of other work ${verb} assigned to people on duty${back}.`];
}
