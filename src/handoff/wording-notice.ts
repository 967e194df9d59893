/** Every sentence on a shift that has not begun. */
import { gapLine } from '../dashboard/index.ts';
import type { Gap } from '../rotation/index.ts';
import { defuse, fitBody, joinList, marker, mention, named } from '../text.ts';
import { isoSeconds, localDay, localTime } from '../time.ts';

export type NoticeReport = {
  readonly rotation: string;
  readonly timezone: string;
  readonly start: Date;
  readonly end: Date;
  readonly onDuty: readonly string[];
  /** Those who had not been told yet. */
  readonly coming: readonly string[];
  /** Those who had been told, and need not come. */
  readonly spared: readonly string[];
  readonly facilitator: string | undefined;
  /** 1 for the first comment on this shift. */
  readonly telling: number;
};

export function noticeMarker(rotation: string, start: Date, telling: number): string {
  return marker('handoff', `notice/${rotation}/${isoSeconds(start)}/${telling}`);
}

export function noticeBody(report: NoticeReport): string {
  const { rotation, timezone, start, end, onDuty, coming, spared, telling } = report;
  const name = defuse(rotation, 50);
  const span = `from ${localTime(start, timezone)} to ${localTime(end, timezone)}`;
  const people = onDuty.map((login) => (coming.includes(login) ? mention(login) : named(login)));
  const who =
    people.length > 0 ? `${joinList(people)} ${people.length === 1 ? 'is' : 'are'} on duty` : 'nobody is';
  const head = telling === 1 ? `**Next in ${name}**` : `**Changed: next in ${name}**`;
  const lead = report.facilitator ? ` ${mention(report.facilitator)} facilitates.` : '';
  const need = spared.length > 0 ? ` ${joinList(spared.map(mention))} need not come.` : '';
  return fitBody([
    {
      kind: 'required',
      text: `${noticeMarker(rotation, start, telling)}\n${head}: ${who} ${span}.${need}${lead}`,
    },
    ...(coming.length > 0 ? [{ kind: 'required' as const, text: howToChange(start, timezone) }] : []),
  ]);
}

function howToChange(start: Date, timezone: string): string {
  const day = localDay(start, timezone);
  return [
    `Does it not suit you? Comment here, with your days: \`/rotation away ${day}\` and the next in line comes;`,
    'or `/rotation swap @somebody` for their next shift against yours.',
  ].join(' ');
}

export type GapReport = Gap & {
  readonly rotation: string;
  readonly timezone: string;
  readonly leads: readonly string[];
};

export function gapMarker(rotation: string, { start, missing }: Pick<Gap, 'start' | 'missing'>): string {
  return marker('handoff', `gap/${rotation}/${isoSeconds(start)}/${missing}`);
}

export function gapBody(report: GapReport): string {
  const called = report.leads.length > 0 ? `${joinList(report.leads.map(mention))}: ` : '';
  const remedy = `${called}somebody more on the roster fills it, or somebody who is back (\`/rotation back\`). Until then the debt of that time waits in the queue.`;
  return fitBody([
    { kind: 'required', text: `${gapMarker(report.rotation, report)}\n${gapLine(report)}` },
    { kind: 'required', text: remedy },
  ]);
}
