/** What a request would come to if it were accepted now. Pure. */
import type { Rotation } from '../config/index.ts';
import { isAmong, withoutLogins } from '../logins.ts';
import { earliest, latest } from '../time.ts';
import { type Preview, previewOf, type Wanted } from './cover-request.ts';
import { type Cover, servedBy } from './covers.ts';
import type { Known } from './known.ts';
import type { Asking, Time } from './requests.ts';
import { planShifts } from './schedule.ts';

/** One serves for the other; a swap has two of these. */
export type Half = Preview & {
  readonly owner: string;
  readonly substitute: string;
  readonly from: Date;
  readonly to: Date;
  /** What would be covered. */
  readonly covers: readonly Wanted[];
};

type Asked = Pick<Asking, 'asker' | 'asked' | 'from' | 'to' | 'inReturn'>;

/**
 * The halves of what is asked, as far as they are not over: what passed is not covered. What somebody else has taken
 * over by arrangement meanwhile stays with them.
 */
export function halvesOf(rotation: Rotation, known: Known, asked: Asked, now: Date): Half[] {
  const { asker: one, asked: other, inReturn } = asked;
  const wanted = [{ owner: one, substitute: other, from: asked.from, to: asked.to }];
  if (inReturn) wanted.push({ owner: other, substitute: one, from: inReturn.from, to: inReturn.to });
  return wanted.map((half) => {
    const span = { from: latest(half.from, now), to: half.to };
    const covers = freeParts(rotation, known, half.owner, span).map((part) => ({ ...half, ...part }));
    return { ...half, ...span, covers, ...previewOf(rotation, known, covers) };
  });
}

/** The parts of a span in which nobody has taken over somebody's turn by arrangement. */
function freeParts(rotation: Rotation, { history, covers }: Known, owner: string, span: Time): Time[] {
  if (span.from >= span.to) return [];
  const arranged = covers.filter(({ madeBy }) => madeBy !== null);
  const taken = planShifts(rotation, span, history)
    .filter(({ onDuty }) => isAmong(onDuty, owner))
    .flatMap((shift) => servedBy(rotation, shift, arranged).stretches)
    .filter(({ serving }) => !isAmong(serving, owner));
  const parts: Time[] = [];
  let { from } = span;
  for (const { start, end } of taken) {
    if (start > from && from < span.to) parts.push({ from, to: earliest(start, span.to) });
    from = latest(from, end);
  }
  return from < span.to ? [...parts, { from, to: span.to }] : parts;
}

/** A part of the time in which others serve than before. */
export type Difference = Time & { readonly before: readonly string[]; readonly after: readonly string[] };

/** What changes in who serves, from an instant on, when covers are taken away. */
export function withoutCovers(
  rotation: Rotation,
  { history, covers }: Known,
  gone: readonly Cover[],
  now: Date,
): Difference[] {
  const span = { from: now, to: latest(now, ...gone.map(({ to }) => to)) };
  if (gone.length === 0 || span.to <= now) return [];
  const left = covers.filter((cover) => !gone.some(({ id }) => id === cover.id));
  return planShifts(rotation, span, history).flatMap((shift) => {
    const [before, after] = [covers, left].map((all) => servedBy(rotation, shift, all).stretches);
    return (before ?? []).flatMap((one) =>
      (after ?? []).flatMap((other) => {
        const from = latest(one.start, other.start, now);
        const to = earliest(one.end, other.end);
        const [leaves, comes] = [
          withoutLogins(one.serving, other.serving),
          withoutLogins(other.serving, one.serving),
        ];
        return from < to && comes.length > 0 ? [{ from, to, before: leaves, after: comes }] : [];
      }),
    );
  });
}
