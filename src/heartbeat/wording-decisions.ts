/** What the weekly report says of decisions on debt: how many, and where appeals have become the way to decide. */
import { type AppealedIssue, countsWords } from '../agreement/index.ts';
import { type BodyPart, issueLink, plural } from '../text.ts';
import type { DecisionsOfWeek } from './decisions-of-week.ts';

/** More links than these say no more. */
const LINKS = 10;

/** In the details; nothing where nothing was decided. */
export function decisionsPart({ counts, appeals, weeks }: DecisionsOfWeek): BodyPart[] {
  return [...countsWords(counts), ...manyWords(appeals, weeks)].map((text) => {
    return { kind: 'optional', text, name: 'the decisions' };
  });
}

function manyWords(appeals: readonly AppealedIssue[], weeks: number): string[] {
  if (appeals.length === 0) return [];
  const links = appeals
    .slice(-LINKS)
    .map(({ url, ...appeal }) => `- ${issueLink({ ...appeal, htmlUrl: url })}`);
  const more = appeals.length - links.length;
  return [
    [
      `**${plural(appeals.length, 'appeal')} in ${plural(weeks, 'week')}.** So many say that the working agreement leaves open who decides what:`,
      '',
      ...links,
      ...(more > 0 ? [`- and ${plural(more, 'more appeal')} before`] : []),
    ].join('\n'),
  ];
}
