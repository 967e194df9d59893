/**
 * What the App counts about itself, in Prometheus' text format. Each App has a registry of its own, so that two
 * can run in one process. Names follow Prometheus' documentation, "Metric and label naming".
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Effect } from '../queue/index.ts';
import type { Clock } from '../time.ts';
import { backlogMetrics, type LookAtBacklog } from './backlog.ts';
import { gitHubMetrics } from './github.ts';

/** What became of a delivery: `failed` is tried again, `dead` was given up. */
type DeliveryOutcome = 'stored' | 'duplicate' | 'done' | 'failed' | 'dead';

/** What became of an effect: `again` failed and is tried again, `put_off` waits for room in GitHub's budget. */
type EffectOutcome = 'made' | 'again' | 'dead' | 'put_off';

export type Metrics = ReturnType<typeof createMetrics>;

/** The process is one, however many Apps run in it. */
const ofProcess = new Registry();
collectDefaultMetrics({ register: ofProcess });

export function createMetrics(options: { clock: Clock; backlog: LookAtBacklog }) {
  const register = new Registry();
  const registers = [register];
  backlogMetrics(register, options.clock, options.backlog);
  const deliveries = new Counter({
    name: 'paydown_deliveries_total',
    help: 'Deliveries taken in (stored, duplicate) and worked off (done, failed: tried again, dead: given up).',
    labelNames: ['outcome'],
    registers,
  });
  const refused = new Counter({
    name: 'paydown_deliveries_refused_total',
    help: 'Deliveries that were not taken in, by the HTTP status of the answer.',
    labelNames: ['status'],
    registers,
  });
  // Bound once: the door is where thousands come in a second.
  const acknowledgement = new Histogram({
    name: 'paydown_acknowledgement_seconds',
    help: 'From the head of a delivery to the answer that it is stored.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  }).labels();
  const effects = new Counter({
    name: 'paydown_effects_total',
    help: 'Changes to GitHub by kind: made, again (failed, tried again), dead (given up), put_off (for its budget).',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const timerLag = new Gauge({
    name: 'paydown_timer_lag_seconds',
    help: 'How late the oldest due timer was at the last tick; 0 where none was due.',
    registers,
  });
  const lastTick = new Gauge({
    name: 'paydown_last_tick_timestamp_seconds',
    help: 'When this process last looked for what is due, in Unix time; 0 where it never does.',
    registers,
  });

  return {
    ...gitHubMetrics(register, options.clock),

    delivery(outcome: DeliveryOutcome, count = 1): void {
      deliveries.inc({ outcome }, count);
    },

    refused(status: number): void {
      refused.inc({ status });
    },

    acknowledged(seconds: number): void {
      acknowledgement.observe(seconds);
    },

    effect(kind: Effect['kind'], outcome: EffectOutcome): void {
      effects.inc({ kind, outcome });
    },

    ticked(at: Date, lagSeconds: number): void {
      lastTick.set(at.getTime() / 1000);
      timerLag.set(lagSeconds);
    },

    /** Everything, for a scrape. */
    async scrape(): Promise<{ type: string; text: string }> {
      const all = Registry.merge([register, ofProcess]);
      return { type: all.contentType, text: await all.metrics() };
    },
  };
}
