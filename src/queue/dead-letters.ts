/**
 * Dead letters: work that was given up, for an operator to read and to drive again. A delivery or an effect rests
 * until then, or until something revives it; a thing to be settled is tried again every few hours by itself.
 */
import type { House } from '../house.ts';
import type { Db } from '../store/index.ts';
import type { LaneName } from './bells.ts';
import {
  addressOf,
  type DeadLetter,
  listLetters,
  type OpenedLetter,
  openLetter,
  type Shown,
} from './letters.ts';
import { reviveDelivery, reviveEffects, reviveSettle } from './revive.ts';

/** Every id that was asked for, by what became of it. `overtaken`: something newer waits for the same spot. */
export type Retried = Readonly<Record<'retried' | 'overtaken' | 'unknown', string[]>>;

export type DeadLetters = {
  /** All of them, the oldest first. */
  list(): Promise<DeadLetter[]>;
  /** Bodies of deliveries hold private text, so they are left out unless asked for. */
  show(id: string, shown: Shown): Promise<OpenedLetter | undefined>;
  retry(ids: readonly string[] | 'all'): Promise<Retried>;
};

export function openDeadLetters({ db, lanes, clock }: Pick<House, 'db' | 'lanes' | 'clock'>): DeadLetters {
  return {
    list: () => listLetters(db),
    show: (id, shown) => openLetter(db, id, shown),
    async retry(ids) {
      const result: Retried = { retried: [], overtaken: [], unknown: [] };
      const bells = new Map<string, Bell>();
      for (const id of ids === 'all' ? (await listLetters(db)).map((letter) => letter.id) : new Set(ids)) {
        const outcome = await retry(db, id, clock());
        result[outcome.kind].push(id);
        if (outcome.kind === 'retried') bells.set(`${outcome.lane} ${outcome.installationId}`, outcome);
      }
      for (const { lane, installationId } of bells.values()) await lanes.wake(lane, installationId);
      return result;
    },
  };
}

type Bell = { readonly lane: LaneName; readonly installationId: number };
type Outcome = ({ readonly kind: 'retried' } & Bell) | { readonly kind: 'overtaken' | 'unknown' };

async function retry(db: Db, id: string, now: Date): Promise<Outcome> {
  const address = addressOf(id);
  switch (address?.kind) {
    case 'delivery':
      return retried('work', await reviveDelivery(db, address.guid, now));
    case 'settle':
      return retried('work', await reviveSettle(db, address.number, now));
    case 'effect': {
      const [installationId] = await reviveEffects(db, { id: address.number }, now);
      if (installationId !== undefined) return retried('outbox', installationId);
      return { kind: (await openLetter(db, id, 'without body')) ? 'overtaken' : 'unknown' };
    }
    default:
      return { kind: 'unknown' };
  }
}

function retried(lane: LaneName, installationId: number | undefined): Outcome {
  return installationId === undefined ? { kind: 'unknown' } : { kind: 'retried', lane, installationId };
}
