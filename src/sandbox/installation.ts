import { INSTALLATION_ID } from './credentials.ts';
import { pageOf } from './pages.ts';
import { type Route, route } from './routes.ts';
import { type JsonObject, Refusal, type Repository } from './types.ts';
import { announce, installationBrief, organisationOf } from './webhooks.ts';
import type { World } from './world.ts';

export type InstallationAction = 'created' | 'deleted' | 'suspend' | 'unsuspend';

const STATE_AFTER = {
  created: 'active',
  deleted: 'deleted',
  suspend: 'suspended',
  unsuspend: 'active',
} as const;

/**
 * What the installation sees: every repository of the organisation. Source: GitHub Docs, "REST API endpoints for
 * GitHub App installations" (List repositories accessible to the app installation).
 */
export const installationRoutes: readonly Route[] = [
  route('GET /installation/repositories', async (call) => {
    if (call.request.by.kind !== 'installation')
      throw new Refusal(403, 'Resource not accessible by integration');
    const all = await listRepositories(call.world);
    const wrap = (repositories: Repository[]) => ({ total_count: all.length, repositories });
    return pageOf(all, call.request, call.world.url, wrap);
  }),
];

/** The repositories of the organisation, oldest first. */
export function listRepositories(world: World): Promise<Repository[]> {
  const { organisation } = world.seed;
  return Promise.all(
    world.repositories.map((name) => world.emulator.read<Repository>(`/repos/${organisation}/${name}`)),
  );
}

/**
 * Installs the App, takes it away, suspends it or brings it back, and tells the App so. Source: GitHub Docs,
 * "Webhook events and payloads" (`installation`).
 */
export async function changeInstallation(
  world: World,
  action: InstallationAction,
  sender: string,
): Promise<void> {
  world.installation.state = STATE_AFTER[action];
  if (action !== 'created') world.tokens.forgetInstallations();
  const repositories = (await listRepositories(world)).map(brief);
  const fields = { installation: await installationOf(world), repositories, requester: null };
  await announce(world, { event: 'installation', action, sender, fields });
}

/** Source: GitHub Docs, "Webhook events and payloads" (`installation_repositories`). */
export async function announceInstalled(
  world: World,
  sender: string,
  change: { readonly added: readonly Repository[]; readonly removed: readonly Repository[] },
): Promise<void> {
  const fields = {
    installation: await installationOf(world),
    repository_selection: 'all',
    repositories_added: change.added.map(brief),
    repositories_removed: change.removed.map(brief),
    requester: null,
  };
  const action = change.added.length > 0 ? 'added' : 'removed';
  await announce(world, { event: 'installation_repositories', action, sender, fields });
}

async function installationOf(world: World): Promise<JsonObject> {
  const account = { ...(await organisationOf(world)), type: 'Organization' };
  return {
    ...installationBrief(),
    account,
    repository_selection: 'all',
    access_tokens_url: `${world.url}/app/installations/${INSTALLATION_ID}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `https://github.com/organizations/${world.seed.organisation}/settings/installations/${INSTALLATION_ID}`,
    app_id: world.app.appId,
    app_slug: world.app.slug,
    target_type: 'Organization',
    permissions: world.permissions,
    events: [...world.events],
    suspended_at: null,
  };
}

function brief({ id, node_id, name, full_name, private: isPrivate }: Repository): JsonObject {
  return { id, node_id, name, full_name, private: isPrivate };
}
