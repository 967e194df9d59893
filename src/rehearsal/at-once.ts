/** What is done with debt in the moment in which another config comes into force. Decided as it is then; nothing is done. */
import { type Config, rotationFor } from '../config/index.ts';
import { type DebtIssue, foreseeDebts, giftsAmong, issueKey, openDebts } from '../debt/index.ts';
import { foreseeHandoff, foreseeNotices } from '../handoff/index.ts';
import type { House } from '../house.ts';
import type { Repository, Scope } from '../scope/index.ts';

/** An issue that changes hands. */
type Passing = { readonly debt: DebtIssue; readonly from: string; readonly to: string };

export type AtOnce = {
  /** How many issues count as debt now, where a config is in force. */
  readonly before: number | undefined;
  readonly debts: number;
  readonly counted: 'all' | 'part';
  /** Their past has yet to be counted, so that it is open which of them are given. */
  readonly fresh: 'some' | 'none';
  /** Those that no rotation wants, of what waits. */
  readonly unserved: number;
  readonly waiting: number;
  readonly gifts: readonly { readonly debt: DebtIssue; readonly to: string }[];
  readonly moved: readonly Passing[];
  /** Back to the queue, for want of room, and given to nobody. */
  readonly returned: readonly { readonly debt: DebtIssue; readonly from: string }[];
  /** What is debt no more, with those from whom it is taken. */
  readonly ended: readonly { readonly debt: DebtIssue; readonly from: string | null }[];
  readonly comments: {
    readonly posted: number;
    readonly edited: number;
    readonly announced: number;
    /** Of whoever covers at once for somebody who is not there. */
    readonly standIns: number;
    /** Of shifts that come next. */
    readonly notices: number;
  };
};

/** @param repositories those that the config would govern, as far as they may be told of */
export async function whatHappensAtOnce(
  house: House,
  scope: Scope,
  before: Config | undefined,
  repositories: readonly Repository[],
): Promise<AtOnce> {
  const now = house.clock();
  const foreseen = await foreseeDebts(house, scope, repositories);
  const acts = scope.config.mode === 'act';
  let { debts } = foreseen;
  const passed: Pick<AtOnce, 'moved' | 'returned'>[] = [];
  let [announced, standIns, notices] = [0, 0, 0];
  for (const rotation of scope.config.rotations) {
    notices += await foreseeNotices(house, scope, rotation);
    const handoff = await foreseeHandoff(house, scope, rotation, debts);
    if (!handoff) continue;
    passed.push(passingOf(debts, handoff.over.moved, handoff.over.returned));
    debts = handoff.over.after;
    announced += handoff.announcements;
    standIns += handoff.standIns;
  }
  const { waiting, gifts } = await giftsAmong(house, scope, debts, now);
  const isGiven = (debt: DebtIssue) => gifts.some((gift) => isSame(gift.debt, debt));
  const moved = [
    ...passed.flatMap((one) => one.moved),
    ...regiven(
      passed.flatMap((one) => one.returned),
      gifts,
    ),
  ];
  const returned = passed.flatMap((one) => one.returned).filter(({ debt }) => !isGiven(debt));
  const fresh = gifts.filter(({ debt }) => !moved.some((one) => isSame(one.debt, debt)));
  const ended = foreseen.ended.map((debt) => ({ debt, from: acts ? debt.ownership.owner : null }));
  const told = [...moved, ...returned, ...fresh, ...(acts ? ended : [])].map(({ debt }) => debt);
  const commented = told.filter((debt) => debt.ownership.commented).length;
  return {
    before: before && (await countNow(house, scope, repositories)),
    debts: foreseen.debts.length,
    counted: foreseen.counted,
    fresh: foreseen.fresh,
    unserved: waiting.filter((debt) => !rotationFor(scope.config, debt)).length,
    waiting: waiting.length - gifts.length,
    gifts: fresh,
    moved,
    returned,
    ended,
    comments: {
      posted: acts ? fresh.filter(({ debt }) => !debt.ownership.commented).length : 0,
      edited: acts ? commented : 0,
      announced,
      standIns,
      notices,
    },
  };
}

/** What is debt by the config in force, of the same repositories. */
async function countNow(house: House, scope: Scope, repositories: readonly Repository[]): Promise<number> {
  const seen = new Set(repositories.map(({ id }) => id));
  return (await openDebts(house.db, scope.id)).filter(({ repositoryId }) => seen.has(repositoryId)).length;
}

function passingOf(
  before: readonly DebtIssue[],
  moved: readonly { readonly debt: DebtIssue; readonly to: string }[],
  returned: readonly DebtIssue[],
): Pick<AtOnce, 'moved' | 'returned'> {
  const from = (debt: DebtIssue) => before.find((one) => isSame(one, debt))?.ownership.owner ?? '';
  return {
    moved: moved.map(({ debt, to }) => ({ debt, from: from(debt), to })),
    returned: returned.map((debt) => ({ debt, from: from(debt) })),
  };
}

/** What went back to the queue and found another owner there at once. */
function regiven(returned: AtOnce['returned'], gifts: AtOnce['gifts']): Passing[] {
  return returned.flatMap(({ debt, from }) => {
    const gift = gifts.find((one) => isSame(one.debt, debt));
    return gift ? [{ debt, from, to: gift.to }] : [];
  });
}

function isSame(a: DebtIssue, b: DebtIssue): boolean {
  return issueKey(a) === issueKey(b);
}
