/** What would be if another version of a config file were in force. Nothing of this is written down. */
import type { Config } from '../config/index.ts';
import { installationFacts } from '../queue/index.ts';
import type { Db } from '../store/index.ts';
import { withLabelNames } from './label-names.ts';
import { kindOf, lastGoodConfig } from './load.ts';
import { asGranted, type Repository, repositoriesOf, type Scope, scopeRow } from './records.ts';
import { withSquads } from './squads.ts';

/** The scope of the file that a repository holds, with another config. */
export async function scopeWith(
  db: Db,
  holder: Repository,
  config: Config,
  home: Repository,
  now: Date,
): Promise<Scope> {
  const { id, installationId } = holder;
  const access = await installationFacts(db, installationId);
  const row = await scopeRow(db, id);
  const since = row?.since ?? now;
  const { config: filled, unread: unreadTeams } = await withSquads(
    db,
    id,
    config,
    (await lastGoodConfig(db, id)) ?? 'none',
  );
  const inForce = await withLabelNames(db, id, asGranted(filled, access));
  return { id, installationId, access, config: inForce, broken: null, home, since, unreadTeams };
}

/** The repositories that a good file in a repository governs: those without one of their own, or that one alone. */
export async function governedBy(db: Db, holder: Repository): Promise<Repository[]> {
  if (kindOf(holder) === 'repository') return [holder];
  const all = await repositoriesOf(db, { installationId: holder.installationId });
  const second = all.find((one) => one.name.toLowerCase() === '.github');
  // Of the two places for an organisation's file, `.github-private` comes first.
  const yields = (scopeId: number) => scopeId === second?.id && holder.id !== second.id;
  return all.filter(
    ({ id, scopeId }) =>
      id === holder.id || scopeId === null || scopeId === holder.id || (yields(scopeId) && id !== second?.id),
  );
}
