import { pageOf } from './pages.ts';
import { type Call, type Route, route } from './routes.ts';
import { type JsonObject, Refusal, type Repository } from './types.ts';
import { announce, installationBrief, organisationOf } from './webhooks.ts';
import type { Installation, World } from './world.ts';

export type InstallationAction = 'created' | 'deleted' | 'suspend' | 'unsuspend';

const STATE_AFTER = {
  created: 'active',
  deleted: 'deleted',
  suspend: 'suspended',
  unsuspend: 'active',
} as const;

/**
 * What the App knows of its installations, and an installation of its repositories: every one of the organisation
 * that was not taken from it. Source: GitHub Docs, "REST API endpoints for GitHub Apps" (List installations for the
 * authenticated app, Get an installation for the authenticated app, Get a repository installation for the authenticated
 * app), "REST API endpoints for GitHub App
 * installations" (List repositories accessible to the app installation).
 */
export const installationRoutes: readonly Route[] = [
  route('GET /app/installations', async (call) => {
    const answer = await call.forward();
    if (answer.status !== 200) return answer;
    const there = call.world.installations.filter(({ state }) => state !== 'deleted');
    const all = await Promise.all(there.map((one) => describe(call.world, one)));
    return pageOf(all, call.request, call.world.url, (some) => some);
  }),
  route('GET /app/installations/:installation', async (call) => {
    const answer = await call.forward();
    if (answer.status !== 200) return answer;
    return { status: 200, json: await describe(call.world, requireInstallation(call)) };
  }),
  route('GET /repos/:owner/:repo/installation', async (call) => {
    const repository = await call.world.emulator.find<Repository>(call.repository);
    const seeing = call.world.installations.find(
      ({ organisation, state, taken }) =>
        organisation === call.param('owner') && state !== 'deleted' && !taken.has(repository?.name ?? ''),
    );
    if (call.request.by.kind !== 'app' || !repository || !seeing) throw new Refusal(404, 'Not Found');
    return { status: 200, json: await describe(call.world, seeing) };
  }),
  route('GET /installation/repositories', async (call) => {
    const { by } = call.request;
    const installation = call.world.installations.find(
      ({ id }) => by.kind === 'installation' && id === by.installationId,
    );
    if (!installation) throw new Refusal(403, 'Resource not accessible by integration');
    const all = await listRepositories(call.world, installation);
    const seen = all.filter(({ name }) => !installation.taken.has(name));
    const wrap = (repositories: Repository[]) => ({ total_count: seen.length, repositories });
    return pageOf(seen, call.request, call.world.url, wrap);
  }),
];

/** The installation that a request's path names. Rejects where there is none (any more). */
export function requireInstallation(call: Call): Installation {
  const found = call.world.installations.find(({ id }) => id === call.number('installation'));
  if (!found || found.state === 'deleted') throw new Refusal(404, 'Not Found');
  return found;
}

/** The repositories of the organisation, oldest first. */
export function listRepositories(world: World, installation: Installation): Promise<Repository[]> {
  return Promise.all(installation.repositories.map((name) => readRepository(world, installation, name)));
}

export function readRepository(
  world: World,
  { organisation }: Installation,
  name: string,
): Promise<Repository> {
  return world.emulator.read<Repository>(`/repos/${organisation}/${name}`);
}

/**
 * Installs the App, takes it away, suspends it or brings it back, and tells the App so. Source: GitHub Docs,
 * "Webhook events and payloads" (`installation`).
 */
export async function changeInstallation(
  world: World,
  installation: Installation,
  action: InstallationAction,
  sender: string,
): Promise<void> {
  installation.state = STATE_AFTER[action];
  if (action !== 'created') world.tokens.revoke(installation.id);
  await announceInstallation(world, installation, action, sender);
}

/** Source: GitHub Docs, "Webhook events and payloads" (`installation`). */
export async function announceInstallation(
  world: World,
  installation: Installation,
  action: InstallationAction | 'new_permissions_accepted',
  sender: string,
): Promise<void> {
  const repositories = (await listRepositories(world, installation)).map(brief);
  const fields = { installation: await describe(world, installation), repositories, requester: null };
  await announce(world, { event: 'installation', action, sender, installation, fields });
}

/** Source: GitHub Docs, "Webhook events and payloads" (`installation_repositories`). */
export async function announceInstalled(
  world: World,
  installation: Installation,
  sender: string,
  change: { readonly added: readonly Repository[]; readonly removed: readonly Repository[] },
): Promise<void> {
  const fields = {
    installation: await describe(world, installation),
    repository_selection: selectionOf(installation),
    repositories_added: change.added.map(brief),
    repositories_removed: change.removed.map(brief),
    requester: null,
  };
  const action = change.added.length > 0 ? 'added' : 'removed';
  await announce(world, { event: 'installation_repositories', action, sender, installation, fields });
}

async function describe(world: World, installation: Installation): Promise<JsonObject> {
  const { id, organisation, permissions, events, state } = installation;
  const account = { ...(await organisationOf(world, installation)), type: 'Organization' };
  return {
    ...installationBrief(installation),
    account,
    repository_selection: selectionOf(installation),
    access_tokens_url: `${world.url}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `https://github.com/organizations/${organisation}/settings/installations/${id}`,
    app_id: world.app.appId,
    app_slug: world.app.slug,
    target_type: 'Organization',
    permissions,
    events: [...events],
    suspended_at: state === 'suspended' ? world.clock().toISOString() : null,
  };
}

function selectionOf({ taken }: Installation): 'all' | 'selected' {
  return taken.size === 0 ? 'all' : 'selected';
}

function brief({ id, node_id, name, full_name, private: isPrivate }: Repository): JsonObject {
  return { id, node_id, name, full_name, private: isPrivate };
}
