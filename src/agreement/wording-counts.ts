import { issueLink, joinList, plural } from '../text.ts';
import type { AppealedIssue, DecisionCounts } from './counts.ts';

/** Decisions as one sentence; none where nothing was decided. */
export function countsWords(counts: DecisionCounts): string[] {
  const { accepted, deferred, prioritised, challenges, appeals, rulings } = counts;
  const parts = [
    accepted > 0 ? `${accepted} accepted` : '',
    deferred > 0 ? `${deferred} deferred` : '',
    prioritised > 0 ? `${prioritised} given a priority` : '',
    challenges > 0 ? plural(challenges, 'challenge') : '',
    appeals > 0 ? plural(appeals, 'appeal') : '',
    rulings > 0 ? plural(rulings, 'ruling') : '',
  ].filter((text) => text !== '');
  return parts.length > 0 ? [`Decisions on debt: ${joinList(parts)}.`] : [];
}

/** More links than these say no more. */
const LINKS = 10;

/** That appeals have become the way to decide, with links to the newest; nothing where there are none. */
export function manyAppealsWords(appeals: readonly AppealedIssue[], weeks: number): string[] {
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
