/** What goes wrong with a request instead of its answer. */
export type Fault =
  /** Answered so, and nothing is done. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: unknown;
    }
  /** Done, and then answered so: the request that commits and then seems to fail. */
  | { readonly kind: 'answer-after'; readonly status: number; readonly body?: unknown }
  /** Done, and answered once what `until` gives is fulfilled; it is asked when the request is done. */
  | { readonly kind: 'late'; readonly until: () => Promise<unknown> }
  /** Done, and the answer stops in the middle of its body; the connection stays open. */
  | { readonly kind: 'stall' }
  /** Never done and never answered; the connection stays open. */
  | { readonly kind: 'hang' }
  /** The connection is torn down, and nothing is done. */
  | { readonly kind: 'reset' }
  /** Done, and then the connection is torn down. */
  | { readonly kind: 'reset-after' };

/** A request as a rule sees it; `path` is without query, `body` the parsed JSON, `by` the login of who makes it. */
type Intercepted = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly by: string | null;
};

export type FaultRule = (request: Intercepted) => Fault | undefined;

/** The rules in force. The first one that names a fault decides. */
export type Faults = {
  /** Adds a rule and gives back what removes it again. */
  add(rule: FaultRule): () => void;
  find(request: Intercepted): Fault | undefined;
  clear(): void;
};

/** No rule is in force yet. */
export function createFaults(): Faults {
  const rules = new Set<{ rule: FaultRule }>();
  return {
    add(rule) {
      const entry = { rule };
      rules.add(entry);
      return () => rules.delete(entry);
    },
    find(request) {
      for (const { rule } of rules) {
        const fault = rule(request);
        if (fault) return fault;
      }
      return undefined;
    },
    clear: () => rules.clear(),
  };
}
