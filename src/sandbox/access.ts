import { announceInstallation, announceInstalled, readRepository } from './installation.ts';
import { type ApiRequest, type Permissions, Refusal, type Repository } from './types.ts';
import { type Installation, ownerOf, type World } from './world.ts';

/** What changes of the App's access to an organisation. */
export type Access =
  /** An owner accepts what the App asks for. */
  | { readonly kind: 'accepted'; readonly permissions?: Permissions; readonly events?: readonly string[] }
  /** Whoever owns the App asks for less: it holds at once, and no webhook tells of it. */
  | { readonly kind: 'withdrawn'; readonly permissions?: Permissions; readonly events?: readonly string[] }
  | { readonly kind: 'taken' | 'given'; readonly repository: string };

/**
 * Grants the App other permissions, events or repositories. Sources: GitHub Docs, "Modifying a GitHub App
 * registration" (Changing the permissions of a GitHub App), "Reviewing and modifying installed GitHub Apps", events
 * `installation` (`new_permissions_accepted`) and `installation_repositories`.
 */
export async function changeAccess(
  world: World,
  installation: Installation,
  access: Access,
  sender: string,
): Promise<void> {
  switch (access.kind) {
    case 'accepted':
    case 'withdrawn': {
      const { permissions = installation.permissions, events = installation.events } = access;
      Object.assign(installation, { permissions, events });
      if (access.kind === 'accepted')
        await announceInstallation(world, installation, 'new_permissions_accepted', sender);
      return;
    }
    case 'taken': {
      const repository = await readRepository(world, installation, access.repository);
      installation.taken.add(access.repository);
      return announceInstalled(world, installation, sender, { added: [], removed: [repository] });
    }
    case 'given': {
      installation.taken.delete(access.repository);
      const repository = await readRepository(world, installation, access.repository);
      return announceInstalled(world, installation, sender, { added: [repository], removed: [] });
    }
  }
}

/**
 * Rejects where the App reaches beyond its installation: what is private is not there for it, what is public is
 * there to be read. Source: GitHub Docs, "Troubleshooting the REST API" (404 Not Found for an existing resource).
 */
export async function requireReach(world: World, { by, method, path }: ApiRequest): Promise<void> {
  const name = /^\/repos\/[^/]+\/([^/]+)/.exec(path)?.[1];
  if (by.kind !== 'installation' || name === undefined) return;
  const installation = world.installations.find(({ id }) => id === by.installationId);
  if (installation?.organisation === ownerOf(path) && !installation.taken.has(decodeURIComponent(name)))
    return;
  const repository = await world.emulator.find<Repository>(path.split('/').slice(0, 4).join('/'));
  if (!repository || repository.private) throw new Refusal(404, 'Not Found');
  if (method !== 'GET') throw new Refusal(403, 'Resource not accessible by integration');
}
