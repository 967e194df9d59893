import type { JsonObject, Repository, User } from './types.ts';
import { type Installation, installationOf, ownerOf, type World } from './world.ts';

/** Something that GitHub would tell the App of. */
export type Happening = {
  readonly event: string;
  readonly action?: string;
  /** The login of whoever did it. */
  readonly sender: string;
  /** `/repos/OWNER/NAME`, where it happened in one. */
  readonly repository?: string;
  /** The repository itself, where it is no longer there to be read, or not under its old name. */
  readonly itself?: Repository;
  /** Where it happened in no repository. */
  readonly installation?: Installation;
  /** What the event has beside what every event has. */
  readonly fields: JsonObject;
};

const SENT_TO_EVERY_APP: readonly string[] = ['installation', 'installation_repositories'];

/**
 * Tells the App of something: completes the payload and posts it, if the App subscribes to the event and is
 * installed. Source: GitHub Docs, "Webhook events and payloads" (Webhook payload object common properties).
 */
export async function announce(world: World, happening: Happening): Promise<void> {
  const { event, action, fields } = happening;
  const always = SENT_TO_EVERY_APP.includes(event);
  const installation = happening.installation ?? installationOf(world, ownerOf(pathOf(happening)));
  if (!always && !hears(installation, happening)) return;
  const repository = happening.itself ?? (await readRepository(world, happening.repository));
  const payload = {
    ...(action ? { action } : {}),
    ...fields,
    ...(repository ? { repository: withoutPermissions(repository) } : {}),
    ...(always ? {} : { organization: await organisationOf(world, installation) }),
    sender: await accountOf(world, happening.sender),
    ...(always ? {} : { installation: installationBrief(installation) }),
  };
  const lane = repository ? String(repository.id) : `installation ${installation.id}`;
  world.postOffice.post({
    event,
    action: action ?? null,
    payload,
    installationId: installation.id,
    repositoryId: repository?.id ?? null,
    lane,
  });
}

/** Whether an installation is told of something: it subscribes to the event, and may see the repository. */
function hears({ state, events, taken }: Installation, happening: Happening): boolean {
  const name = happening.itself?.name ?? pathOf(happening).split('/')[3] ?? '';
  return state === 'active' && events.includes(happening.event) && !taken.has(name);
}

function pathOf({ repository, itself }: Happening): string {
  return itself ? `/repos/${itself.full_name}` : (repository ?? '');
}

/** The installation as every payload names it. */
export function installationBrief({ id }: Installation) {
  return { id, node_id: Buffer.from(`023:IntegrationInstallation${id}`).toString('base64') };
}

/** An account as it stands in payloads: the emulator's own description has more than GitHub tells there. */
export async function accountOf(world: World, login: string): Promise<User> {
  const user = await world.emulator.read<User>(`/users/${encodeURIComponent(login)}`);
  const { id, node_id, avatar_url, gravatar_id, url, html_url, followers_url, following_url, gists_url } =
    user;
  const { starred_url, subscriptions_url, organizations_url, repos_url, events_url, received_events_url } =
    user;
  const { type, site_admin } = user;
  return {
    ...{
      login: user.login,
      id,
      node_id,
      avatar_url,
      gravatar_id,
      url,
      html_url,
      followers_url,
      following_url,
    },
    ...{ gists_url, starred_url, subscriptions_url, organizations_url, repos_url, events_url },
    ...{ received_events_url, type, site_admin },
  };
}

/** The organisation as it stands in payloads. */
export async function organisationOf(world: World, { organisation }: Installation): Promise<JsonObject> {
  const all = await world.emulator.read<JsonObject>(`/orgs/${organisation}`);
  const keys = ['login', 'id', 'node_id', 'url', 'repos_url', 'events_url', 'hooks_url', 'issues_url'];
  const more = ['members_url', 'public_members_url', 'avatar_url', 'description'];
  return Object.fromEntries([...keys, ...more].map((key) => [key, all[key] ?? null]));
}

async function readRepository(world: World, path: string | undefined): Promise<Repository | undefined> {
  return path === undefined ? undefined : world.emulator.read<Repository>(path);
}

/** What somebody may do in a repository depends on who asks, so payloads leave it out. */
function withoutPermissions(repository: Repository): JsonObject {
  const { permissions: _, ...rest } = repository;
  return { ...rest, custom_properties: {} };
}
