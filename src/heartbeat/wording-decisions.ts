/** What the weekly report says of decisions on debt: how many, and where appeals have become the way to decide. */
import {
  type AppealedIssue,
  appealsSince,
  countsWords,
  type DecisionCounts,
  decisionsIn,
} from '../agreement/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { type BodyPart, issueLink, plural } from '../text.ts';
import { addMs, DAY, type Week } from '../time.ts';

export type DecisionsOfWeek = {
  readonly counts: DecisionCounts;
  /** The appeals of the last weeks, where there are as many as the file calls many. */
  readonly appeals: readonly AppealedIssue[];
  /** In how many weeks. */
  readonly weeks: number;
};

export async function decisionsOfWeek(db: Db, { id, config }: Scope, week: Week): Promise<DecisionsOfWeek> {
  const { appeals: many, weeks } = config.agreement.many_appeals;
  const since = addMs(week.end, -weeks * 7 * DAY);
  const appeals = (await appealsSince(db, id, since)).filter(({ at }) => at < week.end);
  const counts = await decisionsIn(db, id, week.start, week.end);
  return { counts, appeals: appeals.length >= many ? appeals : [], weeks };
}

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
