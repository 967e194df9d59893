import { INSTALLATION_ID } from './credentials.ts';
import type { JsonObject, Repository, User } from './types.ts';
import type { World } from './world.ts';

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
  if (!always && (!world.events.has(event) || world.installation.state !== 'active')) return;
  const repository = happening.itself ?? (await readRepository(world, happening.repository));
  const payload = {
    ...(action ? { action } : {}),
    ...fields,
    ...(repository ? { repository: withoutPermissions(repository) } : {}),
    ...(always ? {} : { organization: await organisationOf(world) }),
    sender: await accountOf(world, happening.sender),
    ...(always ? {} : { installation: installationBrief() }),
  };
  const lane = repository ? String(repository.id) : 'installation';
  world.postOffice.post({
    event,
    action: action ?? null,
    payload,
    repositoryId: repository?.id ?? null,
    lane,
  });
}

/** The installation as every payload names it. */
export function installationBrief() {
  const node_id = Buffer.from(`023:IntegrationInstallation${INSTALLATION_ID}`).toString('base64');
  return { id: INSTALLATION_ID, node_id };
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
export async function organisationOf(world: World): Promise<JsonObject> {
  const all = await world.emulator.read<JsonObject>(`/orgs/${world.seed.organisation}`);
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
