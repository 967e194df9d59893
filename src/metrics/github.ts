/**
 * What is asked of GitHub, and what its budgets have left. An installation has few series, since there may be
 * thousands of them, and none where nothing was asked for it lately: that also forgets the uninstalled in
 * processes that never heard of it.
 */
import { Counter, Gauge, type Registry } from 'prom-client';
import { type Clock, HOUR } from '../time.ts';

/** Whose request it is: an installation's, or the App's own. */
type Asker = number | 'app';

export type GitHubRequest = {
  readonly asker: Asker;
  /** The method and the path as Octokit writes it, with `{owner}` for what differs. */
  readonly route: string;
  /** The HTTP status; nothing where no answer came. */
  readonly status: number | undefined;
  readonly budget: Budget | undefined;
};

/** A budget for requests as GitHub told it last ("Rate limits for the REST API"). */
type Budget = {
  /** Which of the asker's budgets, such as `core` or `graphql`. */
  readonly resource: string;
  readonly limit: number;
  readonly remaining: number;
  /** When there will be `limit` again. */
  readonly resetAt: Date;
};

type Account = { lastAt: Date; requests: Map<string, number>; budgets: Map<string, Budget> };

/** How long an installation is remembered for which nothing is asked, in milliseconds. */
const REMEMBERED = 48 * HOUR;

export function gitHubMetrics(register: Registry, clock: Clock) {
  const registers = [register];
  const accounts = new Map<Asker, Account>();
  const requests = new Counter({
    name: 'paydown_github_requests_total',
    help: 'Requests to GitHub by method and route, and by class of the answer (none: no answer came).',
    labelNames: ['route', 'status'],
    registers,
  });
  new Counter({
    name: 'paydown_github_installation_requests_total',
    help: 'Requests to GitHub by installation (app: by the App itself), and by class of the answer.',
    labelNames: ['installation', 'status'],
    registers,
    collect() {
      forgetIdle(accounts, clock());
      this.reset();
      for (const [installation, account] of accounts)
        for (const [status, count] of account.requests) this.inc({ installation, status }, count);
    },
  });
  budgetGauge('remaining', 'Requests that are left in the running window');
  budgetGauge('limit', 'Requests that are allowed in a window');

  function budgetGauge(figure: 'remaining' | 'limit', help: string): void {
    new Gauge({
      name: `paydown_github_budget_${figure}`,
      help: `${help}, by installation and resource, as GitHub said last.`,
      labelNames: ['installation', 'resource'],
      registers,
      collect() {
        const now = clock();
        this.reset();
        // Of the window that has begun since, GitHub has said nothing yet.
        for (const [installation, { budgets }] of accounts)
          for (const budget of budgets.values())
            if (budget.resetAt > now) this.set({ installation, resource: budget.resource }, budget[figure]);
      },
    });
  }

  return {
    /** Takes down a request and its answer. */
    githubRequest({ asker, route, status, budget }: GitHubRequest): void {
      const outcome = status === undefined ? 'none' : `${Math.floor(status / 100)}xx`;
      requests.inc({ route, status: outcome });
      const account = accounts.get(asker) ?? { lastAt: clock(), requests: new Map(), budgets: new Map() };
      account.lastAt = clock();
      account.requests.set(outcome, (account.requests.get(outcome) ?? 0) + 1);
      if (budget) account.budgets.set(budget.resource, budget);
      accounts.set(asker, account);
    },

    /** Forgets an installation that is no more. */
    forget(installationId: number): void {
      accounts.delete(installationId);
    },
  };
}

function forgetIdle(accounts: Map<Asker, Account>, now: Date): void {
  for (const [asker, { lastAt }] of accounts)
    if (now.getTime() - lastAt.getTime() > REMEMBERED) accounts.delete(asker);
}
