/** What the weekly reports have to say of the script's deeds, counted here in the plainest way and by no code of the App. */
import type { Deed } from './year-script.ts';

const DAY = 24 * 60 * 60 * 1000;

export type Expected = {
  readonly week: string;
  readonly open: number;
  readonly inflow: number;
  readonly paid: number;
  readonly declined: number;
  readonly relabelled: number;
  readonly removed: number;
  readonly net: number;
  readonly ages: readonly number[];
  readonly daysToPay: readonly number[];
};

/** Clocks in Berlin are two hours ahead from 29 March to 25 October 2026, and one hour ahead otherwise. */
function berlin(local: number): number {
  const isSummer = local >= Date.UTC(2026, 2, 29, 3) && local < Date.UTC(2026, 9, 25, 3);
  return local - (isSummer ? 2 : 1) * 60 * 60 * 1000;
}

/** The instant of a local time in the nth week from Monday, 5 January 2026 on; Monday is day 0. */
export function instant(week: number, day: number, time: `${number}:${number}`): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(berlin(Date.UTC(2026, 0, 5 + 7 * week + day, hours, minutes))).toISOString();
}

/** The year has 53 weeks by ISO 8601, the first of which is over when the story begins. */
function weekName(week: number): string {
  return week < 52
    ? `2026-W${String(week + 2).padStart(2, '0')}`
    : `2027-W${String(week - 51).padStart(2, '0')}`;
}

export function expectedOf(deeds: readonly Deed[], week: number): Expected {
  const start = Date.parse(instant(week, 0, '0:00'));
  const end = Date.parse(instant(week, 7, '0:00'));
  const inWeek = (what: Deed['what']) =>
    deeds.filter((deed) => deed.what === what && deed.at.getTime() >= start && deed.at.getTime() < end)
      .length;
  const counts = {
    inflow: inWeek('began'),
    paid: inWeek('paid'),
    declined: inWeek('declined'),
    relabelled: inWeek('relabelled'),
    removed: inWeek('removed'),
  };
  const { inflow, paid, declined, relabelled, removed } = counts;
  const begun = openAt(deeds, end);
  return {
    week: weekName(week),
    open: begun.length,
    ...counts,
    net: inflow - paid - declined - relabelled - removed,
    ages: begun.map((at) => (end - at) / DAY),
    daysToPay: payments(deeds).flatMap(({ at, days }) =>
      at >= quarterBefore(week) && at < end ? [days] : [],
    ),
  };
}

function quarterBefore(week: number): number {
  return Date.parse(instant(week - 12, 0, '0:00'));
}

/** When what was open at an instant had begun. */
function openAt(deeds: readonly Deed[], at: number): number[] {
  const open = new Map<number, number>();
  for (const deed of deeds) {
    if (deed.at.getTime() >= at) continue;
    if (deed.what === 'began') open.set(deed.issue, deed.at.getTime());
    else open.delete(deed.issue);
  }
  return [...open.values()];
}

function payments(deeds: readonly Deed[]): { at: number; days: number }[] {
  const begun = new Map<number, number>();
  const paid: { at: number; days: number }[] = [];
  for (const { issue, what, at } of deeds) {
    if (what === 'began') begun.set(issue, at.getTime());
    if (what === 'paid')
      paid.push({ at: at.getTime(), days: (at.getTime() - (begun.get(issue) ?? 0)) / DAY });
  }
  return paid;
}

/** The value below which a share of all lies, between two of them in proportion. */
export function percentileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place % 1);
}

/** What a number looks like with its sign. */
function withSign(n: number): string {
  return n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0';
}

/** The arithmetic of a week, as it stands in the report. */
export function arithmeticOf(now: Expected, before: Expected | undefined): string {
  const otherwise = now.relabelled + now.removed;
  const than = before ? `; net ${withSign(before.net)} the week before` : '';
  if (now.inflow + now.paid + now.declined + otherwise === 0)
    return `${now.week}: nothing came in and nothing ended${than}.`;
  const terms = [`${now.inflow} came in`, `${now.paid} paid`];
  if (now.declined > 0) terms.push(`${now.declined} declined`);
  if (otherwise > 0) terms.push(`${otherwise} otherwise ended`);
  return `${now.week}: ${terms.join(' − ')} = net ${withSign(now.net)}${than}.`;
}
