/** Every sentence on a shift that has not begun. */
import { emptyPlaceLine, gapLine } from '../dashboard/index.ts';
import type { EmptyPlace, Gap } from '../rotation/index.ts';
import { defuse, fitBody, inCode, joinList, marker, mention, named } from '../text.ts';
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
  /** How many comments there are on this shift, with this one. */
  readonly telling: number;
  readonly news: 'comes' | 'changed';
};

export function noticeMarker(rotation: string, start: Date, telling: number): string {
  return marker('handoff', `notice/${rotation}/${isoSeconds(start)}/${telling}`);
}

export function noticeBody(report: NoticeReport): string {
  const { rotation, timezone, start, end, onDuty, coming, spared, telling, news } = report;
  const name = defuse(rotation, 50);
  const span = `from ${localTime(start, timezone)} to ${localTime(end, timezone)}`;
  const people = onDuty.map((login) => (coming.includes(login) ? mention(login) : named(login)));
  const who =
    people.length > 0
      ? `${joinList(people)} ${people.length === 1 ? 'is' : 'are'} on duty`
      : 'nobody is available';
  const head = news === 'comes' ? `**Next in ${name}**` : `**Changed: next in ${name}**`;
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
    'Does it not suit you? Comment here, alone on a line and with your days:',
    '',
    '- `/rotation swap @somebody`: your next shift against theirs, if they agree',
    `- \`/rotation ask @somebody ${day}\`: they serve for you, if they agree (or they offer it: \`/rotation cover\`)`,
    `- \`/rotation away ${day}\`: you are away, and whoever has waited longest comes instead`,
  ].join('\n');
}

export type GapReport = Gap & {
  readonly rotation: string;
  readonly timezone: string;
  readonly leads: readonly string[];
  /** As in a notice. */
  readonly telling: number;
};

export function gapMarker(rotation: string, start: Date, telling: number): string {
  return marker('handoff', `gap/${rotation}/${isoSeconds(start)}/${telling}`);
}

export function gapBody(report: GapReport): string {
  const called = report.leads.length > 0 ? `${joinList(report.leads.map(mention))}: somebody` : 'Somebody';
  const remedy = `${called} more on the roster fills it, or somebody who is back (\`/rotation back\`). Until then the debt of that time waits in the queue.`;
  return fitBody([
    {
      kind: 'required',
      text: `${gapMarker(report.rotation, report.start, report.telling)}\n${gapLine(report)}`,
    },
    { kind: 'required', text: remedy },
  ]);
}

/** Somebody's places, of whom nobody was told yet. */
export function emptyPlacesBody(
  report: Pick<GapReport, 'rotation' | 'timezone' | 'leads'> & {
    readonly marker: string;
    readonly now: Date;
  },
  places: readonly Pick<EmptyPlace, 'login' | 'from' | 'to'>[],
): string {
  const lines = places.map((place) => emptyPlaceLine({ ...report, ...place }));
  const called = report.leads.length > 0 ? `${joinList(report.leads.map(mention))}: whoever` : 'Whoever';
  const owner = places.length === 1 ? (places[0]?.login ?? '') : 'somebody';
  const remedy = `${called} can serve comments ${inCode(`/rotation cover @${owner} FROM..TO`)}; somebody more on the roster covers at once. Until then nothing new is given to whoever is not there.`;
  return fitBody([
    { kind: 'required', text: `${report.marker}\n${lines.join('\n')}` },
    { kind: 'required', text: remedy },
  ]);
}
