/** What the details of the report say of debt beside its count: what is left for now, overdue, or was given. */
import { type BodyPart, count, issueLink, joinList, named, plural } from '../text.ts';
import { localDate } from '../time.ts';
import { veil } from '../veil.ts';
import type { Standing } from './standing.ts';

/** More links than these say no more. */
const LINKS = 10;

export function standingParts(standing: Standing | undefined, timezone: string): BodyPart[] {
  if (!standing) return [];
  const lines = [...leftWords(standing), ...overdueWords(standing)];
  const texts = [...(lines.length > 0 ? [lines.join('\n')] : []), ...givenWords(standing.given, timezone)];
  return texts.map((text) => ({ kind: 'optional', text, name: 'what is overdue or was given' }));
}

function leftWords({ accepted, deferred }: Standing): string[] {
  const parts = [
    ...(accepted > 0 ? [`${count(accepted)} accepted`] : []),
    ...(deferred > 0 ? [`${count(deferred)} deferred`] : []),
  ];
  return parts.length > 0 ? [`- Left for now by a decision: ${joinList(parts)}`] : [];
}

function overdueWords({ reviews, waiting }: Standing): string[] {
  const parts = [
    ...(reviews > 0 ? [`${count(reviews)} accepted until a date that has come`] : []),
    ...(waiting > 0 ? [`${count(waiting)} waiting for room for longer than a shift`] : []),
  ];
  return parts.length > 0 ? [`- Overdue: ${joinList(parts)}`] : [];
}

function givenWords({ since, shown, hidden }: Standing['given'], timezone: string): string[] {
  if (shown.length + hidden === 0) return [];
  const lines = shown.slice(0, LINKS).map((issue) => {
    return `- ${issueLink(issue)}${veil([issue.repositoryId], `, to ${named(issue.to)}`, '')}`;
  });
  const more = shown.length - lines.length;
  return [
    [
      `Given since ${localDate(since, timezone)}, to whoever has it now:`,
      '',
      ...lines,
      ...(more > 0 ? [`- and ${count(more)} more`] : []),
      ...(hidden > 0 ? [`- ${plural(hidden, 'issue')} in repositories that not everybody here can see`] : []),
    ].join('\n'),
  ];
}
