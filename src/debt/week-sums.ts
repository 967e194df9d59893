/** The ledger summed up by weeks. What is pure of it: the database keeps these sums, one change at a time. */
import { DAY, isoWeek, type Week } from '../time.ts';
import type { Outcome, Spell } from './ledger.ts';

type Stretch = Omit<Spell, 'issue'>;

/** How many spells began in a week, and ended in it by outcome. */
export type Sum = { readonly [outcome in Outcome]: number } & { readonly inflow: number };

/** The sum of one week, which begins at `week`; an empty area is all of them together. */
export type WeekSum = Sum & { readonly area: string; readonly week: Date };

/** What an issue adds to the sums. */
export type Counted = { readonly spells: readonly Stretch[]; readonly areas: readonly string[] };

/** Everything together, beside its areas. */
export const ALL_AREAS = '';

/** Calendars are slow, so the weeks that were asked for are kept, by the newest time zones. */
const finders = new Map<string, (at: Date) => Week>();
const ZONES = 50;

function finderIn(timezone: string): (at: Date) => Week {
  const finder = finders.get(timezone) ?? weekFinder(timezone);
  const oldest = finders.keys().next().value;
  if (!finders.has(timezone) && finders.size >= ZONES && oldest !== undefined) finders.delete(oldest);
  finders.set(timezone, finder);
  return finder;
}

function weekFinder(timezone: string): (at: Date) => Week {
  const slots = new Map<number, Week[]>();
  return (at) => {
    const slot = Math.floor(at.getTime() / (7 * DAY));
    const near = slots.get(slot) ?? [];
    const known = near.find(({ start, end }) => start <= at && at < end);
    if (known) return known;
    const week = isoWeek(at, timezone);
    slots.set(slot, [...near, week]);
    return week;
  };
}

/** Adds up; nothing stands for a week in which nothing was, or whose additions and subtractions cancel out. */
export function createSums(timezone: string) {
  const weekOf = finderIn(timezone);
  const sums = new Map<string, { area: string; week: Date; sum: Record<keyof Sum, number> }>();
  const put = (area: string, at: Date, what: keyof Sum, by: 1 | -1) => {
    const { start: week } = weekOf(at);
    const key = `${week.getTime()} ${area}`;
    const entry = sums.get(key) ?? { area, week, sum: { ...NOTHING } };
    sums.set(key, entry);
    entry.sum[what] += by;
  };
  const putAll = ({ spells, areas }: Counted, by: 1 | -1) => {
    for (const area of [ALL_AREAS, ...areas]) {
      for (const { start, end, outcome } of spells) {
        put(area, start, 'inflow', by);
        if (end && outcome) put(area, end, outcome, by);
      }
    }
  };
  return {
    add: (counted: Counted) => putAll(counted, 1),
    subtract: (counted: Counted) => putAll(counted, -1),
    all: (): WeekSum[] =>
      [...sums.values()].filter(({ sum }) => !isNothing(sum)).map(({ sum, ...key }) => ({ ...key, ...sum })),
  };
}

export const NOTHING: Sum = { inflow: 0, paid: 0, declined: 0, relabelled: 0, removed: 0 };

function isNothing(sum: Sum): boolean {
  return [sum.inflow, sum.paid, sum.declined, sum.relabelled, sum.removed].every((n) => n === 0);
}

/** Spells begun less spells ended. */
export function netOf({ inflow, paid, declined, relabelled, removed }: Sum): number {
  return inflow - paid - declined - relabelled - removed;
}
