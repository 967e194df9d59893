import { type Call, type Route, requireReadable, route } from './routes.ts';
import { isInvited, pendingMembership } from './teams.ts';
import { Refusal, type Repository, type User } from './types.ts';
import { botLogin, canonicalLogin, ownerOf, type World } from './world.ts';

/** GitHub's limit of assignees of one issue ("REST API endpoints for issue assignees"). */
export const MOST_ASSIGNEES = 10;

type Role = 'admin' | 'write' | 'read' | 'none';

/**
 * Who may be assigned and who may do what. Sources: GitHub Docs, "REST API endpoints for issue assignees",
 * "REST API endpoints for collaborators" (Check if a user is a repository collaborator, Get repository permissions for a
 * user).
 */
export const peopleRoutes: readonly Route[] = [
  route('GET /repos/:owner/:repo/assignees/:login', async (call) => {
    await requireReadable(call);
    if (await isAssignable(call.world, call.repository, call.param('login'))) return { status: 204 };
    throw new Refusal(404, 'Not Found');
  }),
  route('GET /repos/:owner/:repo/assignees', async (call) => {
    await requireReadable(call);
    return call.forward({ path: `/orgs/${call.param('owner')}/members` });
  }),
  route('GET /repos/:owner/:repo/collaborators/:login/permission', async (call) => {
    await requireReadable(call);
    const login = canonicalLogin(call.world, call.param('login'));
    const user = await call.world.emulator.read<User>(`/users/${encodeURIComponent(login)}`);
    const role = await roleOf(call.world, call.repository, login);
    return { status: 200, json: { permission: role, role_name: role, user } };
  }),
  route('GET /repos/:owner/:repo/collaborators/:login', async (call) => {
    await requireReadable(call);
    const login = canonicalLogin(call.world, call.param('login'));
    if ((await grantOf(call.world, call.repository, login)) !== 'none') return { status: 204 };
    throw new Refusal(404, 'Not Found');
  }),
  route('GET /orgs/:org/memberships/:login', async (call) => withRole(call)),
];

/** Whether an issue of the repository (`/repos/OWNER/NAME`) can be given to somebody. */
export async function isAssignable(world: World, repository: string, login: string): Promise<boolean> {
  const role = await roleOf(world, repository, canonicalLogin(world, login));
  return role === 'admin' || role === 'write';
}

/** Whether somebody's labels and assignees count: an outsider's are dropped, the App's never. */
export async function mayTriage(call: Call, login: string): Promise<boolean> {
  return login === botLogin(call.world) || (await isAssignable(call.world, call.repository, login));
}

/** What somebody may do in a repository; everybody may read a public one. */
async function roleOf(world: World, repository: string, login: string): Promise<Role> {
  const granted = await grantOf(world, repository, login);
  if (granted !== 'none') return granted;
  const { visibility } = await world.emulator.read<Repository>(repository);
  return visibility === 'public' ? 'read' : 'none';
}

/** What somebody was given: members write, `owners` administer, `guests` have nothing; the emulator makes all of them administrators. */
async function grantOf(world: World, repository: string, login: string): Promise<Role> {
  const { owners, guests } = world.seed;
  const path = `/orgs/${ownerOf(repository)}/members/${encodeURIComponent(login)}`;
  if (!guests?.includes(login) && (await world.emulator.exists(path)))
    return owners?.includes(login) ? 'admin' : 'write';
  const collaborators = await world.emulator.read<User[]>(`${repository}/collaborators?per_page=100`);
  const isGuest = guests?.includes(login) === true;
  return !isGuest && collaborators.some((user) => user.login === login) ? 'write' : 'none';
}

async function withRole(call: Call) {
  const login = canonicalLogin(call.world, call.param('login'));
  if (isInvited(call.world, call.param('org'), login))
    return { status: 200, json: await pendingMembership(call.world, login) };
  const answer = await call.forward({
    path: `/orgs/${call.param('org')}/memberships/${encodeURIComponent(login)}`,
  });
  if (answer.status !== 200 || typeof answer.json !== 'object') return answer;
  const role = call.world.seed.owners?.includes(login) ? 'admin' : 'member';
  return { ...answer, json: { ...answer.json, role } };
}
