/**
 * The moment one shift ends and the next begins. A shift that has begun is recorded, and that record is what
 * makes each handoff happen once: whatever has begun and is not recorded yet is what there is to do.
 */
import { type Rotation, rotationFor, teamOf, teamsIn } from '../config/index.ts';
import { announcementsOn } from '../dashboard/index.ts';
import { briefCost, type DebtIssue, type HandOver, handOver, scopeSpells, thanksFor } from '../debt/index.ts';
import type { House } from '../house.ts';
import { claim, nothing, type Plan, setTimer, timerDue, timerName } from '../queue/index.ts';
import { later, type Rota, rotaAt, type Shift } from '../rotation/index.ts';
import { mayReport, type Scope, scopeById } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { isoSeconds } from '../time.ts';
import { isVisibleAt } from '../visibility.ts';
import { recordAsked } from './answers.ts';
import { type Change, changeAt, newStandIns } from './change.ts';
import { handoffBody, handoffMarker } from './wording.ts';
import { standInComment } from './wording-stand-in.ts';

type Due = { scopeId: number; rotation: string };

export async function settleHandoff(house: House, due: Due): Promise<Plan> {
  const scope = await scopeById(house.db, due.scopeId);
  if (!scope) return nothing;
  const name = timerName({ kind: 'handoff', ...due });
  const rotation = scope.config.rotations.find((one) => one.name === due.rotation);
  const timer = { scopeId: scope.id, installationId: scope.installationId, name };
  if (!rotation)
    return {
      write: (db) => setTimer(db, { ...timer, nextAt: undefined }),
      settle: [{ ...due, kind: 'notice' }],
    };

  // Asked for already; a shift that begins without a squad would be a fact.
  if (rotation.roster.some((member) => scope.unreadTeams.includes(teamOf(member) ?? ''))) return nothing;

  const now = house.clock();
  const rota = await rotaAt(house.db, scope.id, rotation, now);
  // Without a timer nobody was waiting for this handoff: Paydown came in the middle of the shift.
  const expected = await timerDue(house.db, scope.id, name);
  const change = changeAt(scope, rota, expected);
  const announced = change
    ? await announce(house, scope, rotation, rota, change, now)
    : await tellWhoGoesOn(house, scope, rotation, rota, now);
  return {
    async write(db) {
      await announced.write?.(db);
      await recordHandoff(db, scope, rota, name, now);
      await setTimer(db, { ...timer, nextAt: rota.changesAt });
    },
    effects: announced.effects ?? [],
    settle: [
      ...(announced.settle ?? []),
      ...(teamsIn(scope.config).length > 0 ? [{ kind: 'teams', scopeId: scope.id } as const] : []),
      // Whoever comes has to know of the alarms that are open.
      ...(scope.config.andon ? [{ kind: 'andon', scopeId: scope.id } as const] : []),
      ...(scope.config.retro ? [{ kind: 'retro', scopeId: scope.id } as const] : []),
      { kind: 'queue', scopeId: scope.id },
      { ...due, kind: 'notice' },
      { kind: 'dashboard', scopeId: scope.id },
    ],
  };
}

async function recordHandoff(db: Db, scope: Scope, rota: Rota, timer: string, now: Date): Promise<void> {
  for (const { start } of rota.begun) {
    await claim(db, { scopeId: scope.id, timer, period: isoSeconds(start) }, now);
  }
  await rota.record(db);
}

/** Whoever covers for longer than they were told. */
async function tellWhoGoesOn(
  house: House,
  scope: Scope,
  rotation: Rotation,
  rota: Rota,
  now: Date,
): Promise<Plan> {
  if (rota.due !== 'nothing' || scope.config.mode !== 'act' || !mayReport(scope)) return nothing;
  const comments = newStandIns(rota, undefined, now).map((one) => standInComment(one, rotation));
  return { effects: await announcementsOn(house, scope, comments, now) };
}

/** Moves the debt of those leaving, and tells who comes. */
async function announce(
  house: House,
  scope: Scope,
  rotation: Rotation,
  rota: Rota,
  change: Change,
  now: Date,
): Promise<Plan> {
  const { current } = change;
  const over = await handOver(house, scope, rotation, { ...change, onDuty: current.onDuty });
  const standIns = newStandIns(rota, change, now).map((one) => standInComment(one, rotation));
  // Who is given what is told by the assignment; that somebody covers by their own word needs no telling.
  const handoff =
    rota.due === 'cover'
      ? []
      : [
          {
            marker: handoffMarker(rotation.name, current.start),
            body: await wordingOf(house, scope, rotation, { ...change, rota, over }),
          },
        ];
  const comments = mayReport(scope) ? [...handoff, ...standIns] : [];
  const told = await announcementsOn(house, scope, comments, now);
  const effects = [...(over.plan.effects ?? []), ...told];
  if (rota.due === 'cover') return { ...over.plan, effects };
  const asked = { start: current.start, asked: told.length > 0 ? change.leaving : [] };
  return {
    ...over.plan,
    async write(db) {
      await over.plan.write?.(db);
      await recordAsked(db, scope, rotation.name, asked);
    },
    effects,
  };
}

type Told = Change & { readonly rota: Rota; readonly over: HandOver };

async function wordingOf(house: House, scope: Scope, rotation: Rotation, change: Told): Promise<string> {
  const { rota, current, over } = change;
  const paid = await paidIn(house, scope, rotation, rota.lastRecorded);
  const told = (debt: DebtIssue) => (isVisibleAt(scope.home, debt) ? debt : null);
  const first = over.start.find((debt) => isVisibleAt(scope.home, debt));
  return handoffBody({
    rotation: rotation.name,
    timezone: rotation.timezone,
    start: current.start,
    until: current.end,
    onDuty: current.onDuty,
    coming: change.coming,
    leaving: change.leaving,
    supportUntil: rotation.overlap && later(current.start, rotation.overlap, rotation.timezone),
    facilitator: rotation.facilitator,
    missed: rota.begun.length - 1,
    kept: over.kept.map(({ debt, why }) => ({
      owner: debt.ownership.owner ?? '',
      issue: told(debt),
      because: why === 'asked' ? why : rotation.handoff === 'keep' ? 'keep' : 'started',
    })),
    moved: over.moved.length,
    startWith: first && { ...first, cost: briefCost(first.form) },
    returned: over.returned.length,
    paid: paid.count,
    thanks: paid.thanks,
    next: rota.next,
  });
}

async function paidIn(house: House, scope: Scope, rotation: Rotation, shift: Shift | undefined) {
  const all = shift ? await scopeSpells(house.db, scope.id, shift.start) : [];
  const spells = all.filter((spell) => rotationFor(scope.config, spell) === rotation);
  const paid = spells.filter(
    ({ outcome, end }) => shift && outcome === 'paid' && end && end >= shift.start && end < shift.end,
  );
  const seen = paid.filter((spell) => isVisibleAt(scope.home, spell));
  return { count: paid.length, thanks: shift ? thanksFor(seen, shift) : [] };
}
