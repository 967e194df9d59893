import type { House } from '../house.ts';
import { nothing, type Plan, setTimer, type Thing, timerName } from '../queue/index.ts';
import { labelsIn, type Repository, repositoriesOf, type Scope, scopeById } from '../scope/index.ts';
import { earliest } from '../time.ts';
import { lineIn, lineKey, type StoppingAlarm } from './line.ts';
import { type AlarmKey, alarmsBehind, linesSaid, openAlarmsOf, recordAlarm } from './records.ts';
import { type Telling, tell } from './tell.ts';

/**
 * Tells whoever has to know of the alarms of a scope by now, each once, brings what GitHub does not show yet of them
 * there, and sees which repositories have to say something else of their line than they do.
 */
export async function settleAndon(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const now = house.clock();
  const { mode } = scope.config;
  const open = await openAlarmsOf(house.db, scopeId);
  const told: Telling[] = [];
  for (const { repository: _, ...alarm } of open) told.push(await tell(house, scope, alarm, now));
  const changed = told.flatMap(({ after }) => after ?? []);
  const [first, ...more] = told.flatMap(({ callsAt }) => callsAt ?? []);
  const timer = {
    scopeId,
    installationId: scope.installationId,
    name: timerName({ kind: 'andon', scopeId }),
  };
  return {
    async write(db) {
      for (const alarm of changed) await recordAlarm(db, alarm);
      await setTimer(db, { ...timer, nextAt: first && earliest(first, ...more) });
    },
    settle: [
      ...changed.map(alarmOf),
      ...(mode === 'act' ? await alarmsBehind(house.db, scopeId) : []).map(alarmOf),
      // Its issue may have been called back before it was opened.
      ...open.filter(({ number }) => number === null).map(alarmOf),
      ...(await linesToSay(house, scope, open)),
    ],
    effects: told.flatMap(({ effects }) => effects),
  };
}

async function linesToSay(house: House, scope: Scope, open: readonly StoppingAlarm[]): Promise<Thing[]> {
  const said = await linesSaid(house.db, scope.id);
  const all = await repositoriesOf(house.db, { scopeId: scope.id });
  const labels = await labelsIn(house.db, all.map(idOf), scope.config.debt.labels);
  const lineOf = (repository: Repository) =>
    lineKey(lineIn(repository, scope, open), repository, labels(repository.id));
  return all
    .filter((repository) => said.get(repository.id) !== lineOf(repository))
    .map(({ id }): Thing => ({ kind: 'line', repositoryId: id, pull: 0, sha: '' }));
}

function idOf({ id }: Repository): number {
  return id;
}

function alarmOf({ repositoryId, key }: AlarmKey): Thing {
  return { kind: 'alarm', repositoryId, key };
}
