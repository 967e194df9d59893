import { count, plural } from '../text.ts';
import type { Interruptions } from './records.ts';

/** How much other work was given to those whose time was promised to debt; nothing where none was. */
export function interruptedWords({ issues, handedBack, inIteration = 0 }: Interruptions): string | undefined {
  if (issues === 0) return undefined;
  const verb = issues === 1 ? 'was' : 'were';
  const back = handedBack === 0 ? '' : `; ${count(handedBack)} of them handed back`;
  return `${plural(issues, 'issue')} of other work ${verb} assigned to ${whom(issues, inIteration)}${back}.`;
}

function whom(issues: number, inIteration: number): string {
  if (inIteration === 0) return 'people on duty';
  return inIteration < issues ? 'people on duty or in an infra iteration' : 'people in an infra iteration';
}
