/**
 * Labels under all their names. GitHub's history keeps the name that a label had at the time, and the config file may
 * name it by an earlier or a later one: whatever is, or was, the same label in a repository counts as it.
 */
import type { Db } from '../store/index.ts';

/** A label of a repository that was renamed; both names in lower case. */
export type Renaming = { readonly earlier: string; readonly later: string };

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

/** The renamings in a repository, oldest first. */
export async function renamingsOf(db: Db, repositoryId: number): Promise<Renaming[]> {
  return db
    .selectFrom('label_names')
    .select(['earlier', 'later'])
    .where('repository_id', '=', repositoryId)
    .orderBy('at')
    .execute();
}

/** The names of some labels: as the file calls them, and then all others that they have or had. */
export function allNames(labels: readonly string[], renamings: readonly Renaming[]): string[] {
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

/** Some labels as they are, or were, called in a repository. */
export async function labelsIn(db: Db, repositoryId: number, labels: readonly string[]): Promise<string[]> {
  return allNames(labels, await renamingsOf(db, repositoryId));
}

function fold(label: string): string {
  return label.toLowerCase();
}
