/**
 * Labels under all their names. GitHub's history keeps the name that a label had at the time, and the config file may
 * name it by an earlier or a later one: whatever is, or was, the same label in a repository counts as it.
 */
import type { Config, ConfigInForce, LabelNames } from '../config/index.ts';
import type { Db } from '../store/index.ts';

/** A label of a repository that was renamed; both names in lower case. */
type Renaming = { readonly earlier: string; readonly later: string };

export async function recordRenaming(
  db: Db,
  repositoryId: number,
  { earlier, later }: Renaming,
  now: Date,
): Promise<void> {
  await db
    .insertInto('label_names')
    .values({ repository_id: repositoryId, earlier, later, at: now })
    .onConflict((conflict) =>
      conflict.columns(['repository_id', 'earlier', 'later']).doUpdateSet({ at: now }),
    )
    .execute();
}

/** All renamings, by repository and oldest first. */
function renamings(db: Db) {
  return db
    .selectFrom('label_names')
    .innerJoin('repositories', 'repositories.id', 'label_names.repository_id')
    .select(['repository_id', 'earlier', 'later'])
    .orderBy('at');
}

/** The names of some labels: as the file calls them, and then all others that they have or had. */
function allNames(labels: readonly string[], renamings: readonly Renaming[]): string[] {
  if (renamings.length === 0) return [...labels];
  const known = new Set(labels.map(fold));
  for (let before = -1; before < known.size; ) {
    before = known.size;
    for (const { earlier, later } of renamings) {
      if (known.has(earlier) || known.has(later)) known.add(earlier).add(later);
    }
  }
  const given = new Set(labels.map(fold));
  return [...labels, ...[...known].filter((name) => !given.has(name))];
}

/** Some labels as they are, or were, called in each of some repositories. */
export async function labelsIn(
  db: Db,
  repositoryIds: readonly number[],
  labels: readonly string[],
): Promise<(repositoryId: number) => readonly string[]> {
  if (repositoryIds.length === 0) return () => labels;
  return namesBy(await renamings(db).where('repository_id', 'in', repositoryIds).execute(), labels);
}

/** Some labels as they are, or were, called in each repository of a scope. */
export async function labelsThroughout(
  db: Db,
  scopeId: number,
  labels: readonly string[],
): Promise<(repositoryId: number) => readonly string[]> {
  return namesBy(await renamings(db).where('scope_id', '=', scopeId).execute(), labels);
}

/** A config with what its labels, and those of its rotations, are called in each repository of a scope. */
export async function withLabelNames(db: Db, scopeId: number, config: Config): Promise<ConfigInForce> {
  const named = config.rotations.some(
    ({ labels, shield_except }) => labels.length + shield_except.length > 0,
  );
  if (!named) return config;
  const rows = await renamings(db).select(['owner', 'name']).where('scope_id', '=', scopeId).execute();
  if (rows.length === 0) return config;
  const byRepository = Map.groupBy(rows, ({ owner, name }) => fold(`${owner}/${name}`));
  const labelNames: LabelNames = (repository, labels) =>
    allNames(labels, byRepository.get(fold(repository)) ?? []);
  return { ...config, labelNames };
}

function namesBy(rows: readonly (Renaming & { repository_id: number })[], labels: readonly string[]) {
  const byRepository = Map.groupBy(rows, (row) => row.repository_id);
  const names = new Map([...byRepository].map(([id, some]) => [id, allNames(labels, some)]));
  return (repositoryId: number) => names.get(repositoryId) ?? labels;
}

function fold(label: string): string {
  return label.toLowerCase();
}
