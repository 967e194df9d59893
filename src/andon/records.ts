/** The alarms, and what the check on pull requests says in each repository. */
import { type Db, json } from '../store/index.ts';
import type { Alarm } from './alarm.ts';

type At = { readonly repositoryId: number; readonly number: number };
export type AlarmKey = { readonly repositoryId: number; readonly key: string };

export async function alarmByKey(db: Db, { repositoryId, key }: AlarmKey): Promise<Alarm | undefined> {
  return alarms(db)
    .where('alarms.repository_id', '=', repositoryId)
    .where('alarms.key', '=', key)
    .executeTakeFirst();
}

/** The open alarm that an issue is, or that was pulled on a pull request. */
export async function openAlarmAt(db: Db, { repositoryId, number }: At): Promise<Alarm | undefined> {
  return alarms(db)
    .where('alarms.repository_id', '=', repositoryId)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('number', '=', number), eb('pull', '=', number)]))
    .orderBy('pulled_at')
    .executeTakeFirst();
}

/** When the last alarm that an issue was ended; nothing where it never was one, or is one. */
export async function lastEndAt(db: Db, { repositoryId, number }: At): Promise<Date | undefined> {
  const row = await db
    .selectFrom('alarms')
    .select('ended_at')
    .where('repository_id', '=', repositoryId)
    .where('number', '=', number)
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .executeTakeFirst();
  return row?.ended_at ?? undefined;
}

/** The alarms of a scope that are open, oldest first. */
export async function openAlarmsOf(db: Db, scopeId: number): Promise<(Alarm & { repository: string })[]> {
  const rows = await alarms(db)
    .innerJoin('repositories', 'repositories.id', 'alarms.repository_id')
    .select(['owner', 'name'])
    .where('scope_id', '=', scopeId)
    .where('taken', '=', false)
    .where('ended_at', 'is', null)
    .orderBy('pulled_at')
    .orderBy('alarms.key')
    .execute();
  return rows.map(({ owner, name, ...alarm }) => ({ ...alarm, repository: `${owner}/${name}` }));
}

/** The alarms of a scope that were pulled, or ended, since an instant, oldest first. */
export async function alarmsSince(db: Db, scopeId: number, since: Date): Promise<Alarm[]> {
  return alarms(db)
    .innerJoin('repositories', 'repositories.id', 'alarms.repository_id')
    .where('scope_id', '=', scopeId)
    .where((eb) => eb.or([eb('pulled_at', '>=', since), eb('ended_at', '>=', since)]))
    .orderBy('pulled_at')
    .execute();
}

export async function recordAlarm(db: Db, alarm: Alarm): Promise<void> {
  const { repositoryId, key, ...rest } = alarm;
  const columns = {
    number: rest.number,
    pull: rest.pull,
    title: rest.title,
    html_url: rest.htmlUrl,
    puller: rest.puller,
    reason: rest.reason,
    pulled_at: rest.pulledAt,
    state: rest.state,
    acknowledged_at: rest.acknowledgedAt,
    acknowledged_by: rest.acknowledgedBy,
    ended_at: rest.endedAt,
    ended_by: rest.endedBy,
    resolution: rest.resolution,
    contested_by: rest.contestedBy,
    told: json(rest.told),
    escalated_at: rest.escalatedAt,
  };
  await db
    .insertInto('alarms')
    .values({ repository_id: repositoryId, key, ...columns })
    .onConflict((conflict) => conflict.columns(['repository_id', 'key']).doUpdateSet(columns))
    .execute();
}

/**
 * An alarm issue moved to another repository of the scope. Where the cord was pulled is not there; that an issue opened for
 * the alarm, to be closed at its end, stays so.
 */
export async function moveAlarm(
  db: Db,
  { repositoryId, key, pull }: AlarmKey & Pick<Alarm, 'pull'>,
  to: At & { htmlUrl: string },
): Promise<void> {
  const place = { repository_id: to.repositoryId, number: to.number, html_url: to.htmlUrl };
  await db
    .updateTable('alarms')
    .set({ ...place, pull: pull === null ? null : to.number })
    .where('repository_id', '=', repositoryId)
    .where('key', '=', key)
    .execute();
}

/** Whether GitHub shows what is on record of an alarm, or is behind. */
export async function recordShown(
  db: Db,
  { repositoryId, key }: AlarmKey,
  shown: 'shown' | 'behind',
): Promise<void> {
  await db
    .updateTable('alarms')
    .set({ behind: shown === 'behind' })
    .where('repository_id', '=', repositoryId)
    .where('key', '=', key)
    .execute();
}

export async function alarmsBehind(db: Db, scopeId: number): Promise<AlarmKey[]> {
  return (
    db
      .selectFrom('alarms')
      .innerJoin('repositories', 'repositories.id', 'alarms.repository_id')
      .select(['repository_id as repositoryId', 'key'])
      .where('scope_id', '=', scopeId)
      .where('behind', '=', true)
      // There is no issue any more on which to say so.
      .where('state', '<>', 'removed')
      .execute()
  );
}

/** What the check on pull requests says in a repository, as `lineKey` writes it; nothing where it says nothing. */
export async function lineSaid(db: Db, repositoryId: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('lines')
    .select('said')
    .where('repository_id', '=', repositoryId)
    .executeTakeFirst();
  return row?.said;
}

/** The same for all repositories of a scope that say something. */
export async function linesSaid(db: Db, scopeId: number): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('lines')
    .innerJoin('repositories', 'repositories.id', 'lines.repository_id')
    .select(['repository_id', 'said'])
    .where('scope_id', '=', scopeId)
    .execute();
  return new Map(rows.map(({ repository_id, said }) => [repository_id, said]));
}

export async function recordLine(db: Db, repositoryId: number, said: string | undefined): Promise<void> {
  if (said === undefined) {
    await db.deleteFrom('lines').where('repository_id', '=', repositoryId).execute();
    return;
  }
  await db
    .insertInto('lines')
    .values({ repository_id: repositoryId, said })
    .onConflict((conflict) => conflict.column('repository_id').doUpdateSet({ said }))
    .execute();
}

function alarms(db: Db) {
  return db
    .selectFrom('alarms')
    .select([
      'alarms.repository_id as repositoryId',
      'alarms.key',
      'number',
      'pull',
      'title',
      'html_url as htmlUrl',
    ])
    .select(['puller', 'reason', 'pulled_at as pulledAt', 'state', 'acknowledged_at as acknowledgedAt'])
    .select(['acknowledged_by as acknowledgedBy', 'ended_at as endedAt', 'ended_by as endedBy', 'resolution'])
    .select(['contested_by as contestedBy', 'told', 'escalated_at as escalatedAt']);
}
