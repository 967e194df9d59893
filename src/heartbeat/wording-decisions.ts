/** What the weekly report says of decisions on debt: how many, and where appeals have become the way to decide. */
import { countsWords, manyAppealsWords } from '../agreement/index.ts';
import type { BodyPart } from '../text.ts';
import type { DecisionsOfWeek } from './decisions-of-week.ts';

/** In the details; nothing where nothing was decided. */
export function decisionsPart({ counts, appeals, weeks }: DecisionsOfWeek): BodyPart[] {
  return [...countsWords(counts), ...manyAppealsWords(appeals, weeks)].map((text) => {
    return { kind: 'optional', text, name: 'the decisions' };
  });
}
