/** What objectives can be about. To add a measure: an entry here, and how it is computed in `src/heartbeat/measures.ts`. */

type Known = {
  /** As the report names it, inside a sentence. */
  readonly name: string;
  readonly unit: 'issues' | 'pull requests' | 'days' | '%';
  /** Who decides when an objective of it is missed: product on outcomes and priorities, engineering on how. */
  readonly decides: 'product' | 'engineering';
  /** What it is, for whoever reads the documentation. */
  readonly meaning: string;
};

export const measures = {
  net: {
    name: 'net',
    unit: 'issues',
    decides: 'product',
    meaning: 'Debt that came in less debt that ended, over the whole span.',
  },
  open: {
    name: 'open debt',
    unit: 'issues',
    decides: 'product',
    meaning: 'Debt issues that are open at the end of the week.',
  },
  inflow: {
    name: 'inflow',
    unit: 'issues',
    decides: 'product',
    meaning: 'Debt that came in, over the whole span.',
  },
  paid: {
    name: 'paid debt',
    unit: 'issues',
    decides: 'product',
    meaning: 'Debt that was paid, over the whole span.',
  },
  declined: {
    name: 'declined debt',
    unit: 'issues',
    decides: 'product',
    meaning: 'Debt that was declined, over the whole span.',
  },
  debt_share: {
    name: 'the share of debt',
    unit: '%',
    decides: 'product',
    meaning: 'Of all issues that were closed as completed in the span, the share that was debt.',
  },
  paid_in_passing: {
    name: 'debt paid in passing',
    unit: 'pull requests',
    decides: 'engineering',
    meaning: 'Merged pull requests with a debt label that closed no debt issue, over the whole span.',
  },
  age_p50: {
    name: 'the median age',
    unit: 'days',
    decides: 'engineering',
    meaning: 'Half of the open debt is at most this old at the end of the week.',
  },
  age_p90: {
    name: 'the age of nine in ten',
    unit: 'days',
    decides: 'engineering',
    meaning: 'Nine in ten of the open debt are at most this old at the end of the week.',
  },
  days_to_pay_p50: {
    name: 'the median time to pay',
    unit: 'days',
    decides: 'engineering',
    meaning: 'Half of the debt that was paid in the span had been debt for at most this long.',
  },
  days_to_pay_p90: {
    name: 'the time to pay of nine in ten',
    unit: 'days',
    decides: 'engineering',
    meaning: 'Nine in ten of the debt that was paid in the span had been debt for at most this long.',
  },
} as const satisfies Readonly<Record<string, Known>>;

export type MeasureName = keyof typeof measures;

export const measureNames = Object.keys(measures) as [MeasureName, ...MeasureName[]];
