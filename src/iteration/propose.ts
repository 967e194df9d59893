import { leadsOf } from '../config/index.ts';
import { briefCost, type DebtIssue, iterationName, proposalMarker } from '../debt/index.ts';
import type { House } from '../house.ts';
import type { Effect, Plan } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import { isVisibleAt } from '../visibility.ts';
import { workingDaysIn } from '../working-time.ts';
import type { Iteration } from './calendar.ts';
import { outgrown } from './outgrown.ts';
import { forgetForeseen, type OnRecord, recordIteration } from './records.ts';
import { fitting, payable, teamOf } from './team-and-debt.ts';
import { proposalBody } from './wording-proposal.ts';

/** What is decided of an iteration as long as nobody has said anything. */
export async function firstDraft(
  house: House,
  scope: Scope,
  iteration: Iteration,
): Promise<OnRecord & { readonly debts: readonly DebtIssue[] }> {
  const people = await teamOf(house.db, scope, iteration);
  const capacity = scope.config.iterations?.capacity ?? 0;
  const debts = fitting(await payable(house.db, scope), people, capacity, house.clock());
  const { day, start, end } = iteration;
  const isNamed = (debt: DebtIssue) => isVisibleAt(scope.home, debt);
  const listed = [...debts.filter(isNamed), ...debts.filter((debt) => !isNamed(debt))];
  const proposed = listed.map(({ repositoryId, number, repository }) => {
    return { repositoryId, number, as: `${repository}#${number}` };
  });
  const homeId = scope.home.id;
  return {
    ...{ day, start, end, people, capacity, proposed, homeId },
    state: 'proposed',
    creeping: false,
    debts,
  };
}

/** Proposes an iteration; one that nobody or nothing is there for is let by without a word. */
export async function propose(
  house: House,
  scope: Scope,
  iteration: Iteration,
  recorded: readonly OnRecord[],
): Promise<Plan> {
  const { debts, ...draft } = await firstDraft(house, scope, iteration);
  const isWorthIt = debts.length > 0;
  const record = isWorthIt ? draft : { ...draft, state: 'called off' as const };
  return {
    async write(db) {
      await forgetForeseen(db, scope.id);
      await recordIteration(db, scope.id, record);
    },
    effects: isWorthIt ? [openingOf(scope, iteration, { draft, debts, recorded })] : [],
    settle: [
      { kind: 'iteration', scopeId: scope.id },
      { kind: 'dashboard', scopeId: scope.id },
    ],
  };
}

type Draft = {
  readonly draft: OnRecord;
  readonly debts: readonly DebtIssue[];
  readonly recorded: readonly OnRecord[];
};

function openingOf(scope: Scope, iteration: Iteration, { draft, debts, recorded }: Draft): Effect {
  const { config } = scope;
  const { day, start, end } = iteration;
  const shown = debts.filter((debt) => isVisibleAt(scope.home, debt));
  const guessed = shown.flatMap(({ form }) => (form.effort === null ? [] : [form.effort]));
  const { ceo: _, ...leads } = config.agreement;
  const body = proposalBody({
    ...{ marker: proposalMarker(scope.id, day), name: iterationName(day), start, end },
    timezone: config.timezone,
    leads: once(leadsOf({ ...config, agreement: leads })),
    people: draft.people.length,
    capacity: draft.capacity,
    issues: shown.map((debt) => ({ ...debt, cost: briefCost(debt.form) })),
    hidden: debts.length - shown.length,
    estimated: { days: guessed.reduce((sum, days) => sum + days, 0), issues: guessed.length },
    workingDays: workingDaysIn(iteration, config.working_hours, config.timezone),
    outgrown: outgrown(config, recorded),
  });
  const then = { kind: 'iteration', scopeId: scope.id } as const;
  return {
    ...{ kind: 'opening', repositoryId: scope.home.id, marker: proposalMarker(scope.id, day), body },
    title: `${iterationName(day)}: a proposal`,
    labels: [],
    then,
  };
}

function once(logins: readonly string[]): string[] {
  return [...new Map(logins.toReversed().map((login) => [login.toLowerCase(), login])).values()].toReversed();
}
