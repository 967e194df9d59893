/** An iteration begins: the list is read, its issues are put into milestones, and its people are told. */
import { announcementsOn } from '../dashboard/index.ts';
import { briefCost, type DebtIssue, iterationName } from '../debt/index.ts';
import type { House } from '../house.ts';
import { claim, type Effect, type Plan, type Thing } from '../queue/index.ts';
import { repositoriesOf, repositoryById, type Scope } from '../scope/index.ts';
import { marker } from '../text.ts';
import { isVisibleAt } from '../visibility.ts';
import type { Iteration } from './calendar.ts';
import { callOff, openingAt } from './call-off.ts';
import { type Choice, choose } from './choose.ts';
import { elsewherePlanned, inMilestone, milestoneIn } from './milestones.ts';
import { firstDraft } from './propose.ts';
import { readProposal, type Said } from './read-proposal.ts';
import { forgetForeseen, type OnRecord, recordIssues, recordIteration } from './records.ts';
import { pastTheRoom, payable } from './team-and-debt.ts';
import { beginsBody, beginsMarker } from './wording.ts';
import { readingBody } from './wording-proposal.ts';

/** @param proposed nothing where Paydown slept over the proposal as well */
export async function begin(
  house: House,
  scope: Scope,
  iteration: Iteration,
  proposed: OnRecord | undefined,
): Promise<Plan> {
  const debts = await payable(house.db, scope);
  const pages = debts.map(({ htmlUrl }) => htmlUrl);
  const said: Said = proposed ? await readProposal(house, scope, proposed, pages) : { kind: 'nothing' };
  const { debts: fitting, ...draft } = await firstDraft(house, scope, iteration);
  const record = { ...draft, homeId: proposed?.homeId ?? draft.homeId, proposed: proposed?.proposed ?? [] };
  if (said.kind === 'no') return callOff(house, scope, record, 'people');
  const choice = said.kind === 'list' ? await chosenIn(house, scope, record, said, debts) : undefined;
  const planned = choice?.chosen ?? fitting;
  if (record.people.length === 0) return callOff(house, scope, record, 'nobody');
  if (planned.length === 0) return callOff(house, scope, record, 'nothing');
  const elsewhere = await elsewherePlanned(house, scope, iteration, planned);
  const now = house.clock();
  const told = await announced(house, scope, iteration, { record, planned, elsewhere, choice, debts });
  const effects = [
    ...milestones(
      scope,
      iteration,
      planned.filter((debt) => !elsewhere.has(debt)),
    ),
    ...(said.kind === 'list' ? closing(record, said.number, iteration, choice) : []),
    ...told,
  ];
  return {
    async write(db) {
      await claim(db, { scopeId: scope.id, timer: 'iteration', period: `${iteration.day} begins` }, now);
      await forgetForeseen(db, scope.id);
      await recordIteration(db, scope.id, { ...record, state: 'running' });
      const issues = planned.map((debt) => ({ ...debt, listed: elsewhere.has(debt) }));
      await recordIssues(db, scope.id, iteration.day, issues);
    },
    cancel: said.kind === 'nothing' && proposed ? [openingAt(scope, proposed)] : [],
    effects,
    settle: [
      ...planned.map(({ repositoryId, number }): Thing => ({ kind: 'issue', repositoryId, number })),
      { kind: 'queue', scopeId: scope.id },
      { kind: 'iteration', scopeId: scope.id },
      { kind: 'dashboard', scopeId: scope.id },
    ],
  };
}

async function chosenIn(
  house: House,
  scope: Scope,
  { homeId, proposed }: OnRecord,
  { list }: Extract<Said, { kind: 'list' }>,
  debts: readonly DebtIssue[],
): Promise<Choice> {
  const home = (await repositoryById(house.db, homeId)) ?? scope.home;
  const all = await repositoriesOf(house.db, { scopeId: scope.id });
  const repositories = all.filter((one) => isVisibleAt(home, one));
  return choose(list, { debts, proposed, repositories, home });
}

function milestones(scope: Scope, iteration: Iteration, debts: readonly DebtIssue[]): Effect[] {
  const byRepository = Map.groupBy(debts, ({ repositoryId }) => repositoryId);
  return [...byRepository].flatMap(([repositoryId, some]) => [
    milestoneIn(repositoryId, scope, iteration, 'open'),
    ...some.map((debt) => inMilestone(debt, iteration, 'in')),
  ]);
}

/** The proposal has served; what of it could not be taken is said there, once. */
function closing(
  { homeId: repositoryId }: OnRecord,
  number: number,
  { day }: Iteration,
  choice: Choice | undefined,
): Effect[] {
  const mark = marker('iteration', `${day}/list`);
  const body = choice && readingBody(mark, iterationName(day), choice);
  return [
    ...(body === undefined ? [] : [{ kind: 'comment', repositoryId, number, marker: mark, body } as const]),
    { kind: 'state', repositoryId, number, to: 'completed' },
  ];
}

type Begun = {
  readonly record: OnRecord;
  readonly planned: readonly DebtIssue[];
  readonly elsewhere: ReadonlySet<DebtIssue>;
  readonly choice: Choice | undefined;
  readonly debts: readonly DebtIssue[];
};

async function announced(
  house: House,
  scope: Scope,
  { day, end }: Iteration,
  { record, planned, elsewhere, choice, debts }: Begun,
): Promise<Effect[]> {
  const now = house.clock();
  const visible = (debt: DebtIssue) => isVisibleAt(scope.home, debt);
  const listed = planned.filter((debt) => elsewhere.has(debt));
  const first = planned.find(visible);
  const body = beginsBody({
    ...{ day, name: iterationName(day), end, timezone: scope.config.timezone },
    ...{ people: record.people, capacity: record.capacity, planned: planned.length },
    listed: { named: listed.filter(visible), hidden: listed.filter((debt) => !visible(debt)).length },
    changes: choice ?? (record.proposed.length > 0 ? { struck: 0, added: 0, gone: 0 } : undefined),
    tooMany: pastTheRoom(planned, debts, record, now),
    first: first && { ...first, cost: briefCost(first.form) },
  });
  return announcementsOn(house, scope, [{ marker: beginsMarker(day), body }], now);
}
