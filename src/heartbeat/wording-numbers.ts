/** The key numbers of a week, and the same by repository and by area, as they stand in the details. */
import { type BodyPart, count, defuse, plural } from '../text.ts';
import { veil } from '../veil.ts';
import type { Breakdown, Group } from './breakdown.ts';
import type { BulkWeek } from './bulk.ts';
import { columns, signed } from './chart.ts';
import type { CountedName, DayPercentiles, KeyNumbers } from './key-numbers.ts';
import type { Verdict } from './trend.ts';
import type { WeeklyRow } from './weeks.ts';

const NAMES: Readonly<Record<CountedName, string>> = {
  open: 'Open',
  inflow: 'Came in',
  paid: 'Paid',
  declined: 'Declined',
  relabelled: 'Lost the label',
  removed: 'Deleted or moved',
  net: 'Net',
};

export function keyNumbersParts(numbers: KeyNumbers | undefined): BodyPart[] {
  if (!numbers || numbers.counts.length === 0) return [];
  const rows = numbers.counts.map(({ name, now, before, mean }) => {
    const whole = name === 'net' ? signed : count;
    const mark = name === 'net' && mean > 0 ? '+' : '';
    return [NAMES[name], whole(now), before === null ? '' : whole(before), `${mark}${decimal(mean)}`];
  });
  const table = columns(['Key numbers', 'This week', 'Week before', 'Mean of four weeks'], rows);
  const text = [table, '', ...lengths(numbers), roomWords(numbers)].join('\n');
  return [{ kind: 'optional', text, name: 'the key numbers' }];
}

function lengths({ ageDays, daysToPay }: KeyNumbers): string[] {
  return [
    ...percentiles('Age of open debt', ageDays),
    ...percentiles('Days to pay, over what was paid in thirteen weeks', daysToPay),
  ];
}

function percentiles(what: string, { p50, p90 }: DayPercentiles): string[] {
  if (p50 === null || p90 === null) return [];
  return [`- ${what}: half at most ${decimal(p50)} days, nine in ten at most ${decimal(p90)}`];
}

function roomWords({ room, waiting }: KeyNumbers): string {
  return `- Room left under the caps: ${count(room)}; waiting for room: ${count(waiting)}`;
}

/** Rows past these say less than they hide. */
const ROWS = 30;
/** Characters; GitHub lets labels have fifty. */
const NAME_LENGTH = 60;

export function breakdownParts(breakdown: Breakdown | undefined): BodyPart[] {
  if (!breakdown) return [];
  const { repositories, hidden, areas } = breakdown;
  const hiddenRows = hidden ? [hiddenRow(hidden)] : [];
  const parts: BodyPart[] = [];
  if (repositories.length + hiddenRows.length > 1) {
    const text = groupTable(
      'Repository',
      repositories,
      'a repository that not everybody here can see',
      hiddenRows,
    );
    parts.push({ kind: 'optional', text, name: 'the numbers by repository' });
  }
  if (areas.length > 0) {
    const text = groupTable('Area', areas, 'an area that not everybody here can see', []);
    parts.push({ kind: 'optional', text, name: 'the numbers by area' });
  }
  return parts;
}

function groupTable(
  what: string,
  groups: readonly Group[],
  instead: string,
  more: readonly (readonly string[])[],
): string {
  const rows = groups
    .slice(0, ROWS)
    .map((group) => [
      veil(group.repositoryIds, defuse(group.name, NAME_LENGTH), instead),
      ...cells(group.row),
      VERDICTS[group.verdict],
    ]);
  const left = groups.length - rows.length;
  const rest = left > 0 ? [`\nAnd ${count(left)} more with less open debt.`] : [];
  return [
    columns([what, 'Open', 'In', 'Paid', 'Otherwise', 'Net', 'Trend'], [...rows, ...more]),
    ...rest,
  ].join('\n');
}

/** Corrected for how many are looked at, these are said of fewer than would be said of each alone. */
const VERDICTS: Readonly<Record<Verdict, string>> = {
  creeping: '**creeping**',
  shrinking: 'shrinking',
  holding: 'no clear trend',
  'insufficient-data': 'too early to say',
};

function hiddenRow({ repositories, row }: NonNullable<Breakdown['hidden']>): string[] {
  const verb = repositories === 1 ? 'repository' : 'repositories';
  return [`${count(repositories)} ${verb} that not everybody here can see`, ...cells(row), ''];
}

function cells({ open, inflow, paid, declined, relabelled, removed, net }: WeeklyRow): string[] {
  return [...[open, inflow, paid, declined + relabelled + removed].map(count), signed(net)];
}

/** Beside the trend, which counts them like any other week. */
export function bulkWords(weeks: readonly BulkWeek[] | undefined): string {
  const newest = weeks?.at(-1);
  if (!weeks || !newest) return '';
  const others = weeks.length - 1;
  const more = others === 0 ? '' : `, and the like in ${plural(others, 'earlier week')}`;
  return ` In ${newest.week}, ${count(newest.issues)} issues became debt within one hour${more}: that may be labelling, not growth.`;
}

/** At most one decimal, with a real minus. */
function decimal(n: number): string {
  return (Math.round(n * 10) / 10).toLocaleString('en-US').replace('-', '−');
}
