/** What the newest complete week says. It is named, for by the time that somebody reads of it another may be running. */
import { type NewestWeek, trendSentence } from '../heartbeat/index.ts';
import { count } from '../text.ts';

/** The sentence of the weekly report, with the raw change beside it. */
export function verdictLines(week: NewestWeek | undefined): string[] {
  return week ? [`**${trendSentence(week.trend)}** ${rawChange(week)}`] : [];
}

function rawChange({ row, before }: NewestWeek): string {
  const open = row.open === 0 ? 'none' : count(row.open);
  if (!before) return `${row.week} is the first week of the ledger: ${open} open at its end.`;
  if (row.net === 0) return `In ${row.week} debt stayed level: ${open} open at its end, as a week before.`;
  const change = row.net > 0 ? 'grew' : 'shrank';
  const was = before.open === 0 ? 'none' : count(before.open);
  return `In ${row.week} debt ${change} by ${count(Math.abs(row.net))}: ${open} open at its end, ${was} a week before.`;
}

/** The week and the one before it, each so that its numbers add up. */
export function weekTable(week: NewestWeek | undefined): string[] {
  if (!week) return [];
  const rows = [week.row, ...(week.before ? [week.before] : [])];
  const lines = rows.map(({ week, open, inflow, paid, declined, relabelled, removed, net }) => {
    const numbers = [open, inflow, paid, declined + relabelled + removed].map(count);
    return `| ${[week, ...numbers, net > 0 ? `+${count(net)}` : count(net)].join(' | ')} |`;
  });
  const head = ['| week | open at its end | came in | paid | otherwise ended | net |'];
  return [[...head, '| --- | --: | --: | --: | --: | --: |', ...lines].join('\n')];
}
