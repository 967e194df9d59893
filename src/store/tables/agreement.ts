import type { At, Json } from './columns.ts';

/** What was done about a debt issue by those who decide, and by time. */
export type DecisionsTable = {
  repository_id: number;
  number: number;
  /** All of it, oldest first. */
  steps: Json<DecisionStep[]>;
  /** When time does something about it next, by itself; null where nothing waits for it. */
  next_at: At | null;
  /** When something was done about it last. */
  changed_at: At;
};

/** One of them; instants are ISO text. */
type DecisionStep = {
  readonly kind:
    | 'decided'
    | 'undone'
    | 'challenged'
    | 'appealed'
    | 'upheld'
    | 'overturned'
    | 'lapsed'
    | 'unruled'
    | 'due'
    | 'ended'
    | 'resumed';
  readonly what: 'accept' | 'defer' | 'priority';
  readonly at: string;
  readonly by: string;
  readonly reason: string;
  readonly url: string;
  readonly until: string | null;
  readonly priority: 'high' | 'normal' | 'low' | null;
};
