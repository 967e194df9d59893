import { type Config, type ConfigInForce, readConfig } from '../config/index.ts';
import type { InstallationFacts, RepositoryFacts } from '../github/index.ts';
import { isOn } from '../permissions.ts';
import { installationFacts, type Thing } from '../queue/index.ts';
import type { Db, Visibility } from '../store/index.ts';
import { labelsIn, withLabelNames } from './label-names.ts';
import { withSquads } from './squads.ts';

export type Repository = RepositoryFacts & {
  readonly installationId: number;
  /** Taken from the App, which may not, and does not, do anything there. */
  readonly taken: boolean;
  readonly scopeId: number | null;
  readonly configCheckedAt: Date | null;
  readonly backfilledAt: Date | null;
};

/** What one config file governs, with the version of it that is in force. */
export type Scope = {
  readonly id: number;
  readonly installationId: number;
  /** What its account grants; nothing where GitHub was never asked. */
  readonly access: InstallationFacts | undefined;
  /** Squads that are GitHub teams have the members that were read last. */
  readonly config: ConfigInForce;
  /** Teams of squads that were never asked for. */
  readonly unreadTeams: readonly string[];
  /** What is wrong with the newest version, where that is not the one in force. */
  readonly broken: string | null;
  /** Where the dashboard and the reports live. */
  readonly home: Repository;
  /** When Paydown first found a good config here. */
  readonly since: Date;
};

/** Writes what GitHub says of a repository now, in answer to a question. */
export async function recordRepository(
  db: Db,
  installationId: number,
  facts: RepositoryFacts,
): Promise<void> {
  const columns = {
    installation_id: installationId,
    owner: facts.owner,
    name: facts.name,
    visibility: facts.visibility,
    default_branch: facts.defaultBranch,
    archived: facts.archived,
    taken: false,
  };
  // Moved to another account, it leaves its scope: nothing of one account is told in another.
  await db
    .updateTable('repositories')
    .set({ scope_id: null, config_checked_at: null })
    .where('id', '=', facts.id)
    .where('installation_id', '<>', installationId)
    .execute();
  // And a config file that moved along governs nobody of the account that it comes from.
  const left = db
    .deleteFrom('scopes')
    .where('id', '=', facts.id)
    .where('installation_id', '<>', installationId);
  if ((await left.returning('id').execute()).length > 0)
    await db.deleteFrom('timers').where('scope_id', '=', facts.id).execute();
  await db
    .insertInto('repositories')
    .values({ id: facts.id, ...columns, scope_id: null, config_checked_at: null, backfilled_at: null })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

export async function repositoryById(db: Db, id: number): Promise<Repository | undefined> {
  const row = await repositories(db).where('id', '=', id).executeTakeFirst();
  return row && toRepository(row);
}

/** A repository that this installation sees, by its name; names compare without case, as on GitHub. */
export async function repositoryByName(
  db: Db,
  installationId: number,
  owner: string,
  name: string,
): Promise<Repository | undefined> {
  const row = await repositories(db)
    .where('installation_id', '=', installationId)
    .where('taken', '=', false)
    .where((eb) => eb(eb.fn('lower', ['owner']), '=', owner.toLowerCase()))
    .where((eb) => eb(eb.fn('lower', ['name']), '=', name.toLowerCase()))
    .executeTakeFirst();
  return row && toRepository(row);
}

/** The repositories that a scope governs, or an installation sees. */
export async function repositoriesOf(
  db: Db,
  where: { scopeId: number } | { installationId: number },
): Promise<Repository[]> {
  const query = repositories(db).where('taken', '=', false).orderBy('id');
  const rows = await ('scopeId' in where
    ? query.where('scope_id', '=', where.scopeId)
    : query.where('installation_id', '=', where.installationId)
  ).execute();
  return rows.map(toRepository);
}

/** A repository and the scope that governs it, where a good config does. */
export async function governedRepository(
  db: Db,
  id: number,
): Promise<{ repository: Repository; scope: Scope } | undefined> {
  const repository = await repositoryById(db, id);
  if (!repository || repository.scopeId === null) return undefined;
  const scope = await scopeById(db, repository.scopeId);
  if (!scope) return undefined;
  const { debt } = scope.config;
  const labels = await labelsIn(db, [id], debt.labels);
  // As the file is to be read in a repository in which labels were renamed.
  const rotations = shieldedIn(scope.config, repository);
  const config = { ...scope.config, rotations, debt: { ...debt, labels: [...labels(id)] } };
  return { repository, scope: { ...scope, config } };
}

/** What other work is exempt, as it is called in a repository. A rotation of which that says nothing stays the same object. */
function shieldedIn({ rotations, labelNames }: ConfigInForce, { owner, name }: Repository) {
  if (!labelNames) return rotations;
  return rotations.map((rotation) => {
    const shield_except = labelNames(`${owner}/${name}`, rotation.shield_except);
    const isAsWritten = shield_except.length === rotation.shield_except.length;
    return isAsWritten ? rotation : { ...rotation, shield_except: [...shield_except] };
  });
}

export async function scopeById(db: Db, id: number): Promise<Scope | undefined> {
  const row = await scopeRow(db, id);
  if (!row?.config || row.home_id === null) return undefined;
  const written = parsed(row.config);
  const home = await repositoryById(db, row.home_id);
  if (!written || !home) return undefined;
  const { config, unread: unreadTeams } = await withSquads(db, id, written);
  const installationId = row.installation_id;
  const access = await installationFacts(db, installationId);
  const { broken, since } = row;
  const inForce = await withLabelNames(db, id, asGranted(config, access));
  return { id, installationId, access, config: inForce, broken, home, since, unreadTeams };
}

/** Where nothing can be given, nothing is decided either: what is not done is not to be remembered as done. */
export function asGranted(config: Config, access: InstallationFacts | undefined): Config {
  const may = isOn('owners and dashboard', access?.permissions ?? null);
  return may ? config : { ...config, mode: 'observe' };
}

/** Whether the dashboard and the reports of a scope can be written. */
export function mayReport({ access, home }: Scope): boolean {
  return isOn('owners and dashboard', access?.permissions ?? null) && !home.taken && !home.archived;
}

/** The ids of an installation's scopes, those that have ended among them. */
export async function scopesOf(db: Db, installationId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('scopes')
    .select('id')
    .where('installation_id', '=', installationId)
    .execute();
  return rows.map(({ id }) => id);
}

/** The issues of some repositories that the bot ever dealt with, to be settled. */
export async function dealtWith(db: Db, repositoryIds: readonly number[]): Promise<Thing[]> {
  if (repositoryIds.length === 0) return [];
  const rows = await db
    .selectFrom('debts')
    .select(['repository_id as repositoryId', 'number'])
    .where('repository_id', 'in', repositoryIds)
    .execute();
  return rows.map((issue): Thing => ({ kind: 'issue', ...issue }));
}

export async function scopeRow(db: Db, id: number) {
  return db.selectFrom('scopes').selectAll().where('id', '=', id).executeTakeFirst();
}

function repositories(db: Db) {
  return db
    .selectFrom('repositories')
    .select(['id', 'installation_id', 'owner', 'name', 'visibility', 'default_branch', 'archived'])
    .select(['taken', 'scope_id', 'config_checked_at', 'backfilled_at']);
}

type RepositoryRow = {
  id: number;
  installation_id: number;
  owner: string;
  name: string;
  visibility: Visibility;
  default_branch: string;
  archived: boolean;
  taken: boolean;
  scope_id: number | null;
  config_checked_at: Date | null;
  backfilled_at: Date | null;
};

function toRepository(row: RepositoryRow): Repository {
  return {
    id: row.id,
    installationId: row.installation_id,
    owner: row.owner,
    name: row.name,
    visibility: row.visibility,
    defaultBranch: row.default_branch,
    archived: row.archived,
    taken: row.taken,
    scopeId: row.scope_id,
    configCheckedAt: row.config_checked_at,
    backfilledAt: row.backfilled_at,
  };
}

/** Parsing is pure, so the newest few hundred texts are kept parsed. */
const parsedTexts = new Map<string, Config | undefined>();
const PARSED_TEXTS = 500;

function parsed(text: string): Config | undefined {
  if (!parsedTexts.has(text)) {
    const oldest = parsedTexts.keys().next().value;
    if (parsedTexts.size >= PARSED_TEXTS && oldest !== undefined) parsedTexts.delete(oldest);
    parsedTexts.set(text, readConfig(text).config);
  }
  return parsedTexts.get(text);
}
