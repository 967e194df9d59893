import type { House } from '../house.ts';
import { type Effect, findPost, nothing, type Plan } from '../queue/index.ts';
import { type Scope, scopeById } from '../scope/index.ts';
import { calledOff, openings, outcomesOf, type Told } from './debt-issues.ts';
import { type Looked, lookAt } from './look.ts';
import { actionsOf, recordActions, recordRetro, retroByKey } from './records.ts';
import { ACTIONS_MARKER, actionsBody } from './wording-actions.ts';

/** Reads the checklist of a retro, opens what is to be opened, and says in one comment what became of each line. */
export async function settleActions(
  house: House,
  { scopeId, retro: key }: { scopeId: number; retro: string },
): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  const retro = scope?.config.mode === 'act' ? await retroByKey(house.db, scopeId, key) : undefined;
  if (!scope || !retro || retro.state === 'gone') return nothing;
  const looked = await lookAt(house, retro);
  if (!looked) return nothing;
  return retro.state === 'over' ? lastWord(house, scope, looked) : planFor(house, scope, looked);
}

/** What was still to be opened when a retro ended is told once it is; what people write there now is not read. */
async function lastWord(house: House, scope: Scope, looked: Looked): Promise<Plan> {
  const actions = await actionsOf(house.db, looked.retro);
  const known: Looked = { ...looked, actions, takes: 'ticks' };
  const told = await outcomesOf(house, scope, known);
  return { effects: told.length > 0 ? await comments(house, scope, known, told) : [] };
}

/** What follows from how a checklist is now. */
export async function planFor(house: House, scope: Scope, looked: Looked): Promise<Plan> {
  const { retro } = looked;
  const told = retro.state === 'gone' ? [] : await outcomesOf(house, scope, looked);
  const asked = new Map(told.map(({ action }) => [action.key, action]));
  const actions = looked.actions.map((action) => asked.get(action.key) ?? action);
  return {
    async write(db) {
      await recordRetro(db, retro);
      await recordActions(db, retro, actions);
    },
    settle: [{ kind: 'dashboard', scopeId: scope.id }],
    cancel: calledOff(scope, looked),
    effects: [...openings(scope, looked, told), ...(await comments(house, scope, looked, told))],
  };
}

/** Where there is nothing to say yet, nothing is said. */
async function comments(
  house: House,
  scope: Scope,
  looked: Looked,
  told: readonly Told[],
): Promise<Effect[]> {
  const { retro, more, htmlUrl } = looked;
  if (retro.state === 'gone') return [];
  const at = { repositoryId: retro.repositoryId, number: retro.number, marker: ACTIONS_MARKER };
  if (told.length === 0 && !(await findPost(house.db, at))) return [];
  const body = actionsBody({ told, more, timezone: scope.config.timezone, htmlUrl });
  return [{ kind: 'comment', ...at, body }];
}
