import { type Call, type Route, route } from './routes.ts';
import { type Answer, fieldsOf, type JsonObject, Refusal } from './types.ts';
import { accountOf, announce } from './webhooks.ts';
import { canonicalLogin, installationOf, loginOf, type World } from './world.ts';

type Role = 'member' | 'maintainer';

/** What the layer knows of teams and members beside the emulator; keys as `organisation/name` in lower case. */
export type Teams = {
  /** Those who were invited to an organisation and have not answered. */
  readonly invited: Set<string>;
  /** Teams whose members an identity provider says. */
  readonly synced: Set<string>;
  /** The slug under which the emulator knows a team that was renamed. */
  readonly renamed: Map<string, string>;
};

export function createTeams(): Teams {
  return { invited: new Set(), synced: new Set(), renamed: new Map() };
}

const TEAM = '/orgs/:org/teams/:team';

/**
 * Teams and who is in them. Sources: GitHub Docs, "REST API endpoints for teams", "REST API endpoints for team members",
 * "REST API endpoints for organization members" (Set organization membership for a user), "Webhook events and payloads"
 * (`team`, `membership`).
 */
export const teamRoutes: readonly Route[] = [
  route('POST /orgs/:org/teams', async (call) => {
    const answer = await call.forward();
    const team = fieldsOf(answer.json);
    if (answer.status !== 201) return answer;
    // Whoever creates a team becomes its maintainer; an App is nobody's member.
    if (call.request.by.kind === 'person')
      await put(call, String(team.slug), call.request.by.login, 'maintainer');
    await tellOfTeam(call, 'created', team);
    return answer;
  }),
  route(`GET ${TEAM}`, async (call) => ({ status: 200, json: await readTeam(call) })),
  route(`GET ${TEAM}/members`, async (call) => {
    await readTeam(call);
    return call.forward({ path: `${teamPath(call)}/members?${call.request.query}` });
  }),
  route(`PATCH ${TEAM}`, async (call) => {
    const before = await readTeam(call);
    const answer = await call.forward({ path: teamPath(call) });
    if (answer.status !== 200) return answer;
    const { name } = fieldsOf(call.request.body);
    const slug = typeof name === 'string' ? slugOf(name) : String(before.slug);
    if (slug !== before.slug) call.world.teams.renamed.set(keyOf(call.param('org'), slug), knownSlug(call));
    const team = { ...fieldsOf(answer.json), slug };
    await tellOfTeam(call, 'edited', team, { description: { from: before.description ?? '' } });
    return { ...answer, json: team };
  }),
  route(`DELETE ${TEAM}`, async (call) => {
    const team = await readTeam(call);
    const answer = await call.forward({ path: teamPath(call) });
    if (answer.status === 204) await tellOfTeam(call, 'deleted', team);
    return answer;
  }),
  route(`GET ${TEAM}/memberships/:login`, async (call) => {
    await readTeam(call);
    return call.forward({ path: `${teamPath(call)}/memberships/${loginIn(call)}` });
  }),
  route(`PUT ${TEAM}/memberships/:login`, async (call) => {
    const team = await readTeam(call);
    requireOwnMembers(call);
    const login = loginIn(call);
    if (!(await isMember(call, login))) return invite(call, login);
    const wanted: Role = fieldsOf(call.request.body).role === 'maintainer' ? 'maintainer' : 'member';
    // Owners are maintainers of every team that they are in.
    const role = call.world.seed.owners?.includes(login) ? 'maintainer' : wanted;
    const isNew = !(await call.world.emulator.exists(`${teamPath(call)}/memberships/${login}`));
    const answer = await call.forward({ path: `${teamPath(call)}/memberships/${login}`, body: { role } });
    if (answer.status === 200 && isNew) await tellOfMember(call, 'added', team, login);
    return answer;
  }),
  route(`DELETE ${TEAM}/memberships/:login`, async (call) => {
    const team = await readTeam(call);
    requireOwnMembers(call);
    const login = loginIn(call);
    if (!(await call.world.emulator.exists(`${teamPath(call)}/memberships/${login}`)))
      throw new Refusal(404, 'Not Found');
    const answer = await call.forward({ path: `${teamPath(call)}/memberships/${login}` });
    if (answer.status === 204) await tellOfMember(call, 'removed', team, login);
    return answer;
  }),
  route('PUT /orgs/:org/memberships/:login', async (call) => {
    const login = loginIn(call);
    if (await isMember(call, login)) return call.forward();
    return invite(call, login);
  }),
];

/** Whether somebody has been invited to an organisation and has not answered. */
export function isInvited({ teams }: World, organisation: string, login: string): boolean {
  return teams.invited.has(keyOf(organisation, login));
}

/** An invitation as the membership that it will be. */
export async function pendingMembership(world: World, login: string): Promise<JsonObject> {
  return { state: 'pending', role: 'member', user: await accountOf(world, login) };
}

/** Whoever is invited to an organisation is a member once they accept, and nothing before. */
async function invite(call: Call, login: string): Promise<Answer> {
  call.world.teams.invited.add(keyOf(call.param('org'), login));
  return { status: 200, json: await pendingMembership(call.world, login) };
}

function isMember(call: Call, login: string): Promise<boolean> {
  return call.world.emulator.exists(`/orgs/${call.param('org')}/members/${encodeURIComponent(login)}`);
}

function requireOwnMembers(call: Call): void {
  if (!call.world.teams.synced.has(keyOf(call.param('org'), call.param('team')))) return;
  throw new Refusal(403, 'This team is externally managed, so its members cannot be changed here.');
}

/** The key of somebody, or of a team, in an organisation. */
export function keyOf(organisation: string, name: string): string {
  return `${organisation}/${name}`.toLowerCase();
}

function loginIn(call: Call): string {
  return canonicalLogin(call.world, call.param('login'));
}

/** Where the emulator has the team of a request. A renamed team has a new slug, and is not found by the old one. */
function teamPath(call: Call): string {
  return `/orgs/${call.param('org')}/teams/${knownSlug(call)}`;
}

function knownSlug(call: Call): string {
  const slug = call.param('team').toLowerCase();
  const { renamed } = call.world.teams;
  const known = renamed.get(keyOf(call.param('org'), slug));
  if (!known && [...renamed.values()].includes(slug)) throw new Refusal(404, 'Not Found');
  return known ?? slug;
}

function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]+/g, '-');
}

async function readTeam(call: Call): Promise<JsonObject> {
  const team = await call.world.emulator.read<JsonObject>(teamPath(call));
  return { ...team, slug: call.param('team').toLowerCase() };
}

async function put(call: Call, slug: string, login: string, role: Role): Promise<void> {
  const path = `/orgs/${call.param('org')}/teams/${slug}/memberships/${login}`;
  await call.world.emulator.change('PUT', path, { role });
}

async function tellOfTeam(
  call: Call,
  action: 'created' | 'edited' | 'deleted',
  team: JsonObject,
  changes?: JsonObject,
): Promise<void> {
  await tell(call, { event: 'team', action, fields: { team, ...(changes ? { changes } : {}) } });
}

async function tellOfMember(
  call: Call,
  action: 'added' | 'removed',
  team: JsonObject,
  login: string,
): Promise<void> {
  const member = await accountOf(call.world, login);
  await tell(call, { event: 'membership', action, fields: { scope: 'team', member, team } });
}

async function tell(
  call: Call,
  happening: { event: string; action: string; fields: JsonObject },
): Promise<void> {
  const installation = installationOf(call.world, call.param('org'));
  const sender = loginOf(call.world, call.request.by);
  await announce(call.world, { ...happening, sender, installation });
}
