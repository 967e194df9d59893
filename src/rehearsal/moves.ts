/** What a new plan changes for whom, by pure rules: two lists of shifts held side by side. */
import type { ShiftAhead, Stretch } from '../rotation/index.ts';

/** What begins at an instant, in the plan as it is and as it would be. */
export type Row = {
  readonly start: Date;
  readonly before: ShiftAhead | undefined;
  readonly after: ShiftAhead | undefined;
};

export type Span = { readonly start: Date; readonly end: Date };

/** Somebody who serves at other times than before. */
export type Move = {
  readonly login: string;
  readonly gains: readonly Span[];
  readonly loses: readonly Span[];
};

/** The shifts of both plans by when they begin. */
export function rowsOf(before: readonly ShiftAhead[], after: readonly ShiftAhead[]): Row[] {
  const starts = new Set([...before, ...after].map(({ start }) => start.getTime()));
  const at = (shifts: readonly ShiftAhead[], start: number) =>
    shifts.find((shift) => shift.start.getTime() === start);
  return [...starts]
    .sort((a, b) => a - b)
    .map((start) => ({ start: new Date(start), before: at(before, start), after: at(after, start) }));
}

/** Whose shifts move, as far as both plans reach, in the order in which that begins. */
export function movesOf(before: readonly ShiftAhead[], after: readonly ShiftAhead[]): Move[] {
  const horizon = Math.min(reach(before), reach(after));
  const [was, will] = [servingIn(before, horizon), servingIn(after, horizon)];
  return [...new Map([...was, ...will]).keys()]
    .map((key): Move => {
      const [old, now] = [was.get(key), will.get(key)];
      return {
        login: now?.login ?? old?.login ?? key,
        gains: without(now?.spans ?? [], old?.spans ?? []),
        loses: without(old?.spans ?? [], now?.spans ?? []),
      };
    })
    .filter(({ gains, loses }) => gains.length + loses.length > 0)
    .sort((a, b) => firstOf(a) - firstOf(b));
}

type Serving = { readonly login: string; readonly spans: Span[] };

function servingIn(shifts: readonly ShiftAhead[], horizon: number): Map<string, Serving> {
  const people = new Map<string, Serving>();
  for (const shift of shifts) {
    const stretches = shift.stretches.filter(({ start }) => start.getTime() < horizon);
    const logins = new Map(
      stretches.flatMap(({ serving }) => serving).map((login) => [login.toLowerCase(), login]),
    );
    for (const [key, login] of logins) {
      const one = people.get(key) ?? { login, spans: [] };
      people.set(key, one);
      one.spans.push(...spansOf(stretches, key));
    }
  }
  return people;
}

/** Who goes on while somebody beside them changes serves one stretch of a shift. */
function spansOf(stretches: readonly Stretch[], key: string): Span[] {
  const spans: Span[] = [];
  for (const { start, end, serving } of stretches) {
    if (!serving.some((login) => login.toLowerCase() === key)) continue;
    const last = spans.at(-1);
    if (last?.end.getTime() === start.getTime()) spans[spans.length - 1] = { start: last.start, end };
    else spans.push({ start, end });
  }
  return spans;
}

function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  return spans.filter((one) => !others.some((other) => same(one, other)));
}

function same(a: Span, b: Span): boolean {
  return a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();
}

function reach(shifts: readonly ShiftAhead[]): number {
  return shifts.at(-1)?.end.getTime() ?? Number.NEGATIVE_INFINITY;
}

function firstOf({ gains, loses }: Move): number {
  return Math.min(...[...gains, ...loses].map(({ start }) => start.getTime()));
}
