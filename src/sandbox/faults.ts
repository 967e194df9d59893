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
  /** Never answered; the connection stays open. */
  | { readonly kind: 'hang' }
  /** The connection is torn down. */
  | { readonly kind: 'reset' };

/** A request as a rule sees it; `path` is without query, `body` the parsed JSON. */
type Intercepted = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
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
