import { type Figure, type Goal, verdict } from './benchmark.ts';

const TITLES = ['what', 'measured', 'baseline', 'ratio', 'must reach', ''];

/** Figures as a table for the terminal. */
export function table(figures: readonly Figure[]): string {
  const rows = [TITLES, ...figures.map(row)];
  const widths = TITLES.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

/** Figures as they stand in the JSON document. */
export function asJson(figures: readonly Figure[]): object[] {
  return figures.map((figure) => ({
    ...figure,
    ratio: ratioOf(figure) ?? null,
    verdict: verdict(figure) ?? null,
  }));
}

function row(figure: Figure): string[] {
  const { what, unit, measured, baseline, goal } = figure;
  const ratio = ratioOf(figure);
  return [
    what,
    `${rounded(measured)} ${unit}`,
    baseline ? `${rounded(baseline.value)} (${baseline.what})` : '',
    ratio === undefined ? '' : ratio.toFixed(2),
    goalText(goal),
    verdict(figure) ?? '',
  ];
}

function ratioOf({ measured, baseline }: Figure): number | undefined {
  return baseline && measured / baseline.value;
}

function goalText(goal: Goal): string {
  switch (goal.kind) {
    case 'share at least':
      return `≥ ${goal.share} of the baseline`;
    case 'share at most':
      return `≤ ${goal.share} of the baseline`;
    case 'below':
      return `< ${goal.value}`;
    case 'at least':
      return `≥ ${goal.value}`;
    case 'exactly':
      return `${goal.value}`;
    case 'none':
      return '';
  }
}

function rounded(value: number): string {
  return value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toPrecision(3);
}
