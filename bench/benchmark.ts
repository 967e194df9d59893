/** What a benchmark is, and what it says. */
import { setTimeout } from 'node:timers/promises';

/** `quick` is for trying whether it runs; only `full` is worth quoting. */
export type Length = 'quick' | 'full';

type Unit = 'per second' | 'ms' | 'MB' | 'queries' | 'deliveries';

/** What a figure must reach. A share is of the baseline. */
export type Goal =
  | { readonly kind: 'share at least' | 'share at most'; readonly share: number }
  | { readonly kind: 'below' | 'at least'; readonly value: number }
  | { readonly kind: 'exactly'; readonly value: number }
  | { readonly kind: 'none' };

/** One line of the table; `baseline` was measured in the same run. */
export type Figure = {
  readonly what: string;
  readonly unit: Unit;
  readonly measured: number;
  readonly baseline?: { readonly what: string; readonly value: number };
  readonly goal: Goal;
};

/** Where a benchmark takes place: what is deferred here ends with it, however it ends. */
export type Bench = { readonly length: Length; readonly cleanup: AsyncDisposableStack };

export type Benchmark = {
  /** The word for `--only`. */
  readonly name: string;
  readonly measure: (bench: Bench) => Promise<Figure[]>;
};

/** Undefined where there is nothing to reach. */
export function verdict({ measured, baseline, goal }: Figure): 'ok' | 'missed' | undefined {
  switch (goal.kind) {
    case 'share at least':
      return baseline && measured / baseline.value >= goal.share ? 'ok' : 'missed';
    case 'share at most':
      return baseline && measured / baseline.value <= goal.share ? 'ok' : 'missed';
    case 'below':
      return measured < goal.value ? 'ok' : 'missed';
    case 'at least':
      return measured >= goal.value ? 'ok' : 'missed';
    case 'exactly':
      return measured === goal.value ? 'ok' : 'missed';
    case 'none':
      return undefined;
  }
}

/** The middle value; of an even number the lower of the two. NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? Number.NaN;
}

/** How long something takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The outcome of some work, or nothing where it takes longer than this many milliseconds. */
export function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  return Promise.race([work, setTimeout(ms, undefined, { ref: false })]);
}

export function pause(ms: number): Promise<void> {
  return setTimeout(ms);
}
