import type { House } from '../house.ts';
import { type Effect, nothing, type Plan, setTimer, type Thing, timerName } from '../queue/index.ts';
import {
  labelsIn,
  type Repository,
  repositoriesOf,
  repositoryById,
  type Scope,
  scopeById,
} from '../scope/index.ts';
import { earliest } from '../time.ts';
import { callsAt } from './calls.ts';
import { lineIn, lineKey, type StoppingAlarm } from './line.ts';
import { calledFor } from './people.ts';
import { linesSaid, openAlarmsOf, recordAlarm } from './records.ts';
import { callBody, callMarker } from './wording.ts';

/**
 * Calls the leads to the alarms of a scope that nobody acknowledged in time, each once, and sees which repositories have
 * to say something else of their line than they do.
 */
export async function settleAndon(house: House, scopeId: number): Promise<Plan> {
  const scope = await scopeById(house.db, scopeId);
  if (!scope) return nothing;
  const now = house.clock();
  const open = await openAlarmsOf(house.db, scopeId);
  const waiting = open.flatMap((alarm) => {
    const at =
      alarm.number === null || scope.config.mode !== 'act' ? undefined : callsAt(scope.config, alarm);
    return at ? [{ alarm, at }] : [];
  });
  const due = waiting.filter(({ at }) => at <= now).map(({ alarm }) => alarm);
  const [first, ...more] = waiting.filter(({ at }) => at > now).map(({ at }) => at);
  const effects: Effect[] = [];
  for (const alarm of due) effects.push(...(await call(house, scope, alarm)));
  const timer = {
    scopeId,
    installationId: scope.installationId,
    name: timerName({ kind: 'andon', scopeId }),
  };
  return {
    async write(db) {
      for (const { repository: _, ...alarm } of due) await recordAlarm(db, { ...alarm, escalatedAt: now });
      await setTimer(db, { ...timer, nextAt: first && earliest(first, ...more) });
    },
    settle: [
      ...due.map(alarmOf),
      // Its issue may have been called back before it was opened.
      ...open.filter(({ number }) => number === null).map(alarmOf),
      ...(await linesToSay(house, scope, open)),
    ],
    effects,
  };
}

async function call(house: House, scope: Scope, alarm: StoppingAlarm): Promise<Effect[]> {
  const repository = await repositoryById(house.db, alarm.repositoryId);
  const within = scope.config.andon?.acknowledge_within;
  if (!repository || repository.archived || !within || alarm.number === null) return [];
  const people = await calledFor(house, scope, repository, alarm.told);
  if (people.length === 0) return [];
  const { repositoryId, number } = alarm;
  const body = callBody(alarm, people, within);
  return [{ kind: 'comment', repositoryId, number, marker: callMarker(alarm), body }];
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

function alarmOf({ repositoryId, key }: StoppingAlarm): Thing {
  return { kind: 'alarm', repositoryId, key };
}
