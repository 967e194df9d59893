import type { Db } from './sql.ts';

/** What is kept by installation, by repository and by scope; a test walks the schema for tables that are not here. */
const byInstallation = ['scopes', 'repositories', 'settles', 'effects', 'writes', 'deliveries'] as const;
const byRepository = [
  ...(['issues', 'history', 'spells', 'debts', 'posts', 'commands'] as const),
  ...(['interruptions', 'nudges', 'label_names'] as const),
  ...(['closings', 'merges', 'waits', 'decisions', 'voices'] as const),
  ...(['spell_weeks', 'counted_repositories', 'corrections'] as const),
  ...(['alarms', 'lines'] as const),
];
const byScope = [
  ...(['last_given', 'shifts', 'tallies', 'notices', 'covers', 'absences'] as const),
  ...(['requests', 'roster_joins', 'handoff_answers', 'timers', 'periods'] as const),
  ...(['teams', 'team_members', 'asked_decisions', 'reported_weeks'] as const),
  ...(['retros', 'retro_actions', 'retro_counts', 'iterations', 'iteration_issues'] as const),
];

/** Deletes everything that is known of an installation, down to the last row. Wants a transaction. */
export async function forgetInstallation(db: Db, installationId: number): Promise<void> {
  const repositories = db
    .selectFrom('repositories')
    .select('id')
    .where('installation_id', '=', installationId);
  // Whoever is about to write of a repository waits, and then finds it gone.
  await repositories.forUpdate().execute();
  for (const table of byRepository) {
    await db.deleteFrom(table).where('repository_id', 'in', repositories).execute();
  }
  const scopes = db.selectFrom('scopes').select('id').where('installation_id', '=', installationId);
  for (const table of byScope) {
    await db.deleteFrom(table).where('scope_id', 'in', scopes).execute();
  }
  for (const table of byInstallation) {
    await db.deleteFrom(table).where('installation_id', '=', installationId).execute();
  }
  await db.deleteFrom('installations').where('id', '=', installationId).execute();
}
