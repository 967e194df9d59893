import { hasLabel } from '../debt/index.ts';
import type { Installation, IssueFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { isAmong } from '../logins.ts';
import { type Effect, nothing, type Plan, type Thing } from '../queue/index.ts';
import { presentAt } from '../rotation/index.ts';
import { governedRepository, type Repository, type Scope } from '../scope/index.ts';
import { dutiesAt } from './duty.ts';
import { closeInterruptions, interruptionsBy } from './records.ts';
import { type Duty, dutyShielding, isOnDuty } from './shielded.ts';
import { type HandedBack, SHIELD_MARKER, shieldBody } from './wording.ts';

type At = Extract<Thing, { kind: 'shield' }>;
type Known = Awaited<ReturnType<typeof interruptionsBy>>[number];

/**
 * Answers work that was given to somebody on duty, as it is by now: what was undone, labelled or closed meanwhile is
 * over. Each issue is answered once, ever; whoever assigns again after that has heard it and decides.
 */
export async function settleShield(house: House, { repositoryId, number }: At): Promise<Plan> {
  const at = { repositoryId, number };
  const known = await interruptionsBy(house.db, at);
  if (!known.some(({ answer }) => answer === 'open')) return nothing;
  const over: Plan = { write: (db) => closeInterruptions(db, at) };
  const governed = await governedRepository(house.db, repositoryId);
  const unheard = known.filter((one) => one.answer === 'open' && !hasHeard(known, one));
  if (governed?.scope.config.mode !== 'act' || unheard.length === 0) return over;
  const { repository, scope } = governed;
  const github = await house.github.installation(repository.installationId);
  const issue = await github.issue(repository, number);
  if (!issue?.open || hasLabel(issue, scope.config.debt.labels)) return over;
  const duties = await dutiesAt(house.db, scope, house.clock());
  const given = givenTo(unheard, issue, duties);
  if (!given) return over;
  const { assignees, duty } = given;
  const effects = await answer(house, github, { ...given, repository, scope, issue, duties });
  const how = duty.rotation.shield === 'strict' ? 'handed back' : 'advised';
  const now = house.clock();
  return {
    write: (db) => closeInterruptions(db, at, { assignees: assignees.map(fold), answer: how, now }),
    effects,
  };
}

/** Several people may have been assigned at once, and be told of one by one; and what is told late was answered with them. */
function hasHeard(known: readonly Known[], { at, assignee }: Known): boolean {
  return known.some((one) => one.answeredAt !== null && (one.answeredAt < at || one.assignee === assignee));
}

type Given = {
  readonly duty: Duty;
  /** Those on duty who have it now, as GitHub writes them. */
  readonly assignees: readonly string[];
  readonly assigner: string | null;
};

/** Whom there is to be spoken for; of several rotations, those of the one that was told of first. */
function givenTo(open: readonly Known[], issue: IssueFacts, duties: readonly Duty[]): Given | undefined {
  const shielded = open.flatMap(({ assignee, assigner }) => {
    const login = issue.assignees.find((one) => fold(one) === assignee);
    const duty = login === undefined ? undefined : dutyShielding(duties, login, issue.labels);
    const speaks = login !== undefined && duty && duty.rotation.shield !== 'count';
    return speaks ? [{ duty, login, assigner }] : [];
  });
  const [first] = shielded;
  if (!first) return undefined;
  const together = shielded.filter(({ duty }) => duty === first.duty);
  return { ...first, assignees: [...new Set(together.map(({ login }) => login))] };
}

type Case = Given & {
  readonly repository: Repository;
  readonly scope: Scope;
  readonly issue: IssueFacts;
  readonly duties: readonly Duty[];
};

async function answer(house: House, github: Installation, one: Case): Promise<Effect[]> {
  const { repository, scope, issue, duty, assignees, assigner } = one;
  const { rotation, until } = duty;
  const handedBack = rotation.shield === 'strict' ? await handBack(github, one) : null;
  const body = shieldBody({
    ...{ assignees, assigner, rotation: rotation.name, until, timezone: rotation.timezone },
    ...{ free: await whoIsFree(house, github, one), except: rotation.shield_except },
    readers: [...new Set([scope.home.id, scope.id])],
    handedBack,
  });
  const where = { repositoryId: repository.id, number: issue.number };
  const comment: Effect = { kind: 'comment', ...where, marker: SHIELD_MARKER, body };
  if (handedBack === null) return [comment];
  const to = handedBack === 'to the assigner' ? assigner : null;
  return [comment, ...assignees.map((from): Effect => ({ kind: 'reassign', ...where, from, to }))];
}

/** To whoever assigned it, unless they are shielded themselves or GitHub would not have them. */
async function handBack(github: Installation, { repository, duties, assigner }: Case): Promise<HandedBack> {
  if (assigner === null) return 'to nobody';
  if (isOnDuty(duties, assigner)) return 'to nobody: on duty';
  const fits = await github.isAssignable(repository, assigner);
  return fits ? 'to the assigner' : 'to nobody: not assignable';
}

/** On the roster, not on duty anywhere, not away, and not busy by their own word on GitHub. */
async function whoIsFree(house: House, github: Installation, one: Case): Promise<string[]> {
  const { scope, duty, duties, assigner, issue } = one;
  const there = await presentAt(house.db, scope.id, duty.rotation, house.clock());
  const asked = [...issue.assignees, ...(assigner === null ? [] : [assigner])];
  const free = there.filter((login) => !isOnDuty(duties, login) && !isAmong(asked, login));
  const busy = await github.busy(free);
  return free.filter((login) => !busy.has(fold(login)));
}

function fold(login: string): string {
  return login.toLowerCase();
}
