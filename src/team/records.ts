import type { Db, TeamMembersTable, TeamsTable } from '../store/index.ts';
import { json } from '../store/index.ts';
import type { Given } from './membership.ts';

type Refusal = TeamMembersTable['refusal'];

/** A membership as it is on record; `login` in lower case. */
export type Membership = Given & {
  readonly team: string;
  readonly role: TeamMembersTable['role'];
  readonly refusal: Refusal;
};

/** A team as GitHub showed it last. */
export type Team = {
  readonly team: string;
  readonly githubId: number | null;
  readonly visibility: TeamsTable['visibility'];
  readonly members: readonly { readonly login: string; readonly role: 'member' | 'maintainer' }[] | null;
  readonly trouble: TeamsTable['trouble'];
  readonly readAt: Date | null;
};

/** The scopes of an installation whose file is for the whole organisation, those that have ended among them. */
export async function organisationScopes(db: Db, installationId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('scopes')
    .select('id')
    .where('installation_id', '=', installationId)
    .where('place', '=', 'organisation')
    .execute();
  return rows.map(({ id }) => id);
}

export async function teamsOf(db: Db, scopeId: number): Promise<Team[]> {
  const rows = await db
    .selectFrom('teams')
    .selectAll()
    .where('scope_id', '=', scopeId)
    .orderBy('team')
    .execute();
  return rows.map(({ team, github_id, visibility, members, trouble, read_at }) => {
    return { team, githubId: github_id, visibility, members, trouble, readAt: read_at };
  });
}

export async function recordTeam(db: Db, scopeId: number, one: Team): Promise<void> {
  const columns = {
    github_id: one.githubId,
    visibility: one.visibility,
    members: one.members ? json(one.members) : null,
    trouble: one.trouble,
    read_at: one.readAt,
  };
  await db
    .insertInto('teams')
    .values({ scope_id: scopeId, team: one.team, ...columns })
    .onConflict((conflict) => conflict.columns(['scope_id', 'team']).doUpdateSet(columns))
    .execute();
}

export async function forgetTeam(db: Db, scopeId: number, team: string): Promise<void> {
  for (const table of ['teams', 'team_members'] as const)
    await db.deleteFrom(table).where('scope_id', '=', scopeId).where('team', '=', team).execute();
}

/** A team that was renamed has another slug: what Paydown gave in it is on record under the new one. */
export async function recordRename(db: Db, scopeId: number, from: string, to: string): Promise<void> {
  await db
    .updateTable('team_members')
    .set({ team: to })
    .where('scope_id', '=', scopeId)
    .where('team', '=', from)
    .execute();
  await db.deleteFrom('teams').where('scope_id', '=', scopeId).where('team', '=', from).execute();
}

export async function membershipsOf(db: Db, scopeId: number): Promise<Membership[]> {
  return db
    .selectFrom('team_members')
    .select(['team', 'login', 'state', 'role', 'refusal', 'until', 'at'])
    .where('scope_id', '=', scopeId)
    .orderBy('login')
    .execute();
}

export async function recordMembership(db: Db, scopeId: number, one: Membership): Promise<void> {
  const { team, login, ...columns } = one;
  await db
    .insertInto('team_members')
    .values({ scope_id: scopeId, team, login, ...columns })
    .onConflict((conflict) => conflict.columns(['scope_id', 'team', 'login']).doUpdateSet(columns))
    .execute();
}

export async function forgetMembership(
  db: Db,
  scopeId: number,
  { team, login }: Pick<Membership, 'team' | 'login'>,
): Promise<void> {
  await db
    .deleteFrom('team_members')
    .where('scope_id', '=', scopeId)
    .where('team', '=', team)
    .where('login', '=', login)
    .execute();
}
