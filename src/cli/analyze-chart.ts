/**
 * The newest weeks as a picture: open debt as a line, the weekly net as bars below it. It brings its own background,
 * light or dark as the reader has it, and says in words what it shows (SVG 2, "The 'title' and 'desc' elements";
 * WCAG 2.2, success criteria 1.1.1, 1.4.1 and 1.4.11): series differ in shape and place, not in colour alone.
 */
import type { Analysis } from '../heartbeat/analysis.ts';
import { signed } from '../heartbeat/chart.ts';
import type { WeeklyRow } from '../heartbeat/weeks.ts';
import { count } from '../text.ts';

const WEEKS = 26;

const WIDTH = 860;
const LEFT = 56;
const RIGHT = 36;
const OPEN_PANEL = { top: 84, height: 190 };
const NET_PANEL = { top: 326, height: 100 };
const HEIGHT = 466;

const STYLE = `
text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; fill: #424a53 }
.title { font-size: 18px; font-weight: 600; fill: #1f2328 }
.name { font-weight: 600; fill: #1f2328 }
.paper { fill: #ffffff }
.grid { stroke: #d8dee4 }
.zero { stroke: #6e7781 }
.line { fill: none; stroke: #0969da; stroke-width: 2.5; stroke-linejoin: round }
.area { fill: #0969da; fill-opacity: 0.12 }
.dot { fill: #0969da }
.up { fill: #bc4c00 }
.down { fill: #1a7f37 }
@media (prefers-color-scheme: dark) {
  text { fill: #b1bac4 }
  .title, .name { fill: #f0f6fc }
  .paper { fill: #0d1117 }
  .grid { stroke: #30363d }
  .zero { stroke: #8b949e }
  .line { stroke: #58a6ff }
  .area, .dot { fill: #58a6ff }
  .up { fill: #f0883e }
  .down { fill: #3fb950 }
}`;

/** A stretch of numbers and where they lie in the picture. */
type Scale = { readonly ticks: readonly number[]; readonly y: (value: number) => number };

/** The newest 26 weeks as an SVG document. */
export function asChart({ weeks }: Analysis): string {
  const shown = weeks.slice(-WEEKS);
  const body = shown.length === 0 ? [label(LEFT, 120, 'No complete week of debt yet.')] : panels(shown);
  const title = titleOf(shown);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${title}</title>`,
    `<desc id="desc">${description(shown)}</desc>`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    `<text class="title" x="${LEFT}" y="36">${title}</text>`,
    ...body,
    '</svg>',
  ].join('\n')}\n`;
}

function titleOf(weeks: readonly WeeklyRow[]): string {
  const [first, last] = [weeks.at(0), weeks.at(-1)];
  if (!first || !last) return 'Debt';
  return first === last ? `Debt in ${first.week}` : `Debt from ${first.week} to ${last.week}`;
}

function description(weeks: readonly WeeklyRow[]): string {
  const [first, last] = [weeks.at(0), weeks.at(-1)];
  if (!first || !last) return 'There is no complete week yet.';
  const told = weeks.map((week) => `${week.week}: ${count(week.open)} open, net ${signed(week.net)}`);
  return `Open debt went from ${count(first.open - first.net)} to ${count(last.open)} issues. ${told.join('; ')}.`;
}

function panels(weeks: readonly WeeklyRow[]): string[] {
  const step = (WIDTH - LEFT - RIGHT) / weeks.length;
  const x = (index: number) => round(LEFT + step * (index + 0.5));
  const open = scaleOf([0, ...weeks.map((week) => week.open)], OPEN_PANEL);
  const net = scaleOf([0, ...weeks.map((week) => week.net)], NET_PANEL);
  return [
    seriesName('Open issues at the end of the week', OPEN_PANEL.top),
    ...grid(open, count),
    ...openSeries(weeks, x, open),
    seriesName('Net: what came in less what ended', NET_PANEL.top),
    ...grid(net, signed),
    ...netSeries(weeks, x, net, step),
    ...weekNames(weeks, x),
  ];
}

function openSeries(weeks: readonly WeeklyRow[], x: (index: number) => number, { y }: Scale): string[] {
  const points = weeks.map((week, index) => `${x(index)},${y(week.open)}`);
  const [first, last] = [x(0), x(weeks.length - 1)];
  return [
    '<g aria-label="Open issues">',
    `<polygon class="area" points="${first},${y(0)} ${points.join(' ')} ${last},${y(0)}"/>`,
    `<polyline class="line" points="${points.join(' ')}"/>`,
    ...weeks.map(
      (week, index) =>
        `<circle class="dot" cx="${x(index)}" cy="${y(week.open)}" r="3"><title>${week.week}: ${count(week.open)} open</title></circle>`,
    ),
    '</g>',
  ];
}

function netSeries(
  weeks: readonly WeeklyRow[],
  x: (index: number) => number,
  { y }: Scale,
  step: number,
): string[] {
  const width = round(Math.min(step * 0.6, 28));
  const bars = weeks.map((week, index) => {
    const [top, bottom] = [y(Math.max(week.net, 0)), y(Math.min(week.net, 0))];
    const kind = week.net > 0 ? 'up' : 'down';
    return `<rect class="${kind}" x="${round(x(index) - width / 2)}" y="${top}" width="${width}" height="${round(bottom - top)}"><title>${week.week}: net ${signed(week.net)}</title></rect>`;
  });
  const zero = `<line class="zero" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(0)}" y2="${y(0)}"/>`;
  return ['<g aria-label="Weekly net">', ...bars, zero, '</g>'];
}

function grid({ ticks, y }: Scale, tell: (value: number) => string): string[] {
  return ticks.flatMap((tick) => [
    `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}"/>`,
    `<text x="${LEFT - 8}" y="${round(y(tick) + 4.5)}" text-anchor="end">${tell(tick)}</text>`,
  ]);
}

/** As many names as there is room for, the newest always among them. */
function weekNames(weeks: readonly WeeklyRow[], x: (index: number) => number): string[] {
  const every = Math.ceil(weeks.length / 9);
  return weeks.flatMap((week, index) =>
    (weeks.length - 1 - index) % every === 0
      ? `<text x="${x(index)}" y="${HEIGHT - 14}" text-anchor="middle">${week.week}</text>`
      : [],
  );
}

function seriesName(name: string, top: number): string {
  return `<text class="name" x="${LEFT}" y="${top - 16}">${name}</text>`;
}

function label(x: number, y: number, text: string): string {
  return `<text x="${x}" y="${y}">${text}</text>`;
}

/** An axis over all values with round numbers, at most about four steps. */
function scaleOf(values: readonly number[], panel: { readonly top: number; readonly height: number }): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values, 1)];
  const step = roundStep((high - low) / 4);
  const [from, to] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, n) => from + n * step);
  const y = (value: number) => round(panel.top + panel.height * (1 - (value - from) / (to - from)));
  return { ticks, y };
}

/** The next of 1, 2, 5, 10, 20, 50 and so on. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(size, 1)));
  return ([1, 2, 5].find((factor) => factor * power >= size) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
