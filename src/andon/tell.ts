/** Who is told of an open alarm after it was pulled: whoever comes on duty meanwhile, and the leads when nobody comes. */
import type { House } from '../house.ts';
import { type Effect, isSaid } from '../queue/index.ts';
import { repositoryById, type Scope } from '../scope/index.ts';
import type { Alarm, Told } from './alarm.ts';
import { callsAt } from './calls.ts';
import { calledFor, comersTo } from './people.ts';
import { callBody, callMarker, comersBody, comersMarker } from './wording.ts';

export type Telling = {
  /** The alarm with whoever is told now; nothing where nobody is. */
  readonly after: Alarm | undefined;
  readonly effects: readonly Effect[];
  /** When the leads are called, if that is still to come. */
  readonly callsAt: Date | undefined;
};

/** Tells each of them once. An alarm whose issue is not there yet, or of a scope that does not act, waits. */
export async function tell(house: House, scope: Scope, alarm: Alarm, now: Date): Promise<Telling> {
  const silent = { after: undefined, effects: [], callsAt: undefined };
  if (scope.config.mode !== 'act' || !scope.config.andon || alarm.number === null) return silent;
  const repository = await repositoryById(house.db, alarm.repositoryId);
  if (!repository || repository.archived) return silent;
  const { repositoryId, number, told } = alarm;
  const isTold = (marker: string) => isSaid(house.db, scope.installationId, { repositoryId, number, marker });
  const leads = calledFor(scope);
  const isCalled = alarm.escalatedAt !== null && (leads.length === 0 || (await isTold(callMarker(alarm))));
  const at = callsAt(scope.config, isCalled ? alarm : { ...alarm, escalatedAt: null });
  const isDue = at !== undefined && at <= now;
  const heard: Told[] = [];
  for (const one of told)
    if (one.as !== 'on duty since' || (await isTold(comersMarker(alarm, one.login)))) heard.push(one);
  const comers = await comersTo(house, scope, repository, heard);
  const within = scope.config.andon.acknowledge_within;
  const after: Alarm = {
    ...alarm,
    told: [...heard, ...comers.map((login): Told => ({ login, as: 'on duty since' }))],
    escalatedAt: isDue ? now : alarm.escalatedAt,
  };
  const comment = (marker: string, body: string): Effect => {
    return { kind: 'comment', repositoryId, number, marker, body };
  };
  return {
    after: isDue || comers.length > 0 ? after : undefined,
    effects: [
      ...comers.map((login) => comment(comersMarker(alarm, login), comersBody(alarm, login))),
      ...(isDue && leads.length > 0 ? [comment(callMarker(alarm), callBody(alarm, leads, within))] : []),
    ],
    callsAt: isDue ? undefined : at,
  };
}
