import { Gauge, type Registry } from 'prom-client';
import type { Backlog } from '../queue/index.ts';
import type { Clock } from '../time.ts';

/** Looks at what waits in the store; nothing where the store does not answer. */
export type LookAtBacklog = () => Promise<readonly Backlog[] | undefined>;

/** What waits in the store, asked for at each scrape: the gauges of one scrape share one answer. */
export function backlogMetrics(register: Registry, clock: Clock, look: LookAtBacklog): void {
  const registers = [register];
  new Gauge({
    name: 'paydown_store_up',
    help: 'Whether the database answered this scrape (1) or not (0).',
    registers,
    async collect() {
      this.set((await look()) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'paydown_queue_depth',
    help: 'What waits: deliveries, settles that are due, effects, and what was given up of deliveries and effects.',
    labelNames: ['queue'],
    registers,
    async collect() {
      const queues = (await look()) ?? [];
      this.reset();
      for (const { queue, depth } of queues) this.set({ queue }, depth);
    },
  });
  new Gauge({
    name: 'paydown_queue_oldest_age_seconds',
    help: 'Since when the oldest in a queue waits; 0 where the queue is empty.',
    labelNames: ['queue'],
    registers,
    async collect() {
      const queues = (await look()) ?? [];
      const now = clock().getTime();
      this.reset();
      for (const { queue, oldest } of queues)
        this.set({ queue }, oldest ? Math.max(0, now - oldest.getTime()) / 1000 : 0);
    },
  });
}
