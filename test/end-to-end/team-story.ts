/** The words of stories about GitHub teams. */
import { begin, configFile, type Story } from './story.ts';
import type { StageOptions } from './world.ts';

export const granted = {
  issues: 'write',
  checks: 'write',
  contents: 'read',
  metadata: 'read',
  pull_requests: 'read',
  members: 'write',
} as const;

export const ORG = { org: 'acme' };
export const ON_DUTY = { ...ORG, team_slug: 'infra-on-duty' };

/** An organisation's file whose rotation keeps the team `infra-on-duty`, changed at will. */
export function teamFile(changes: { rotation?: object; [key: string]: unknown } = {}): string {
  const { rotation, ...rest } = changes;
  return configFile({ home: 'acme/infra', rotation: { team: 'infra-on-duty', ...rotation }, ...rest });
}

/** A story with the team `infra-on-duty`, entrusted to Paydown and empty, and a config file that keeps it. */
export async function withTeam(
  options: StageOptions & { file?: string; description?: string; events?: readonly string[] } = {},
): Promise<Story> {
  const { file = teamFile(), description = 'On duty now, kept by paydown', ...stage } = options;
  const acme = await begin({ permissions: granted, ...stage });
  await createTeam(acme, 'infra on duty', { description });
  await acme.as('pat').configures('.github', file);
  await acme.quiet();
  return acme;
}

/** Whoever creates a team is in it, and here leaves. @returns its slug */
export async function createTeam(
  acme: Story,
  name: string,
  {
    description = '',
    members = [],
    ...rest
  }: { description?: string; members?: string[]; privacy?: 'secret' },
): Promise<string> {
  const { teams } = acme.github.as('pat').rest;
  const { data } = await teams.create({ ...ORG, name, description, ...rest });
  for (const login of members) await addByHand(acme, data.slug, login);
  if (!members.includes('pat')) await takeOffByHand(acme, data.slug, 'pat');
  return data.slug;
}

export async function addByHand(acme: Story, team_slug: string, username: string): Promise<void> {
  const { teams } = acme.github.as('pat').rest;
  await teams.addOrUpdateMembershipForUserInOrg({ ...ORG, team_slug, username });
}

export async function takeOffByHand(acme: Story, team_slug: string, username: string): Promise<void> {
  const { teams } = acme.github.as('pat').rest;
  await teams.removeMembershipForUserInOrg({ ...ORG, team_slug, username });
}

/** Who is in a team, once everything is quiet. */
export async function membersOf(acme: Story, team_slug = ON_DUTY.team_slug): Promise<string[]> {
  await acme.quiet();
  const { data } = await acme.github.as('pat').rest.teams.listMembersInOrg({ ...ORG, team_slug });
  return data.map(({ login }) => login).toSorted();
}

/** What the dashboard says of teams. */
export async function notices(acme: Story, home = 'infra'): Promise<string> {
  const { body } = await acme.dashboard(home);
  return body.split('**GitHub teams**')[1]?.split('<details>')[0]?.trim() ?? '';
}

/** What the App asked of the members of teams, as `PUT 200`. */
export function askedOfTeams(acme: Story, method: RegExp = /PUT|DELETE/): string[] {
  return acme.github.requests
    .filter((one) => one.by === 'paydown[bot]' && method.test(one.method) && one.path.includes('/teams/'))
    .map((one) => `${one.method} ${one.status}`);
}
