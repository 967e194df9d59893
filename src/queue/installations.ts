/** The installations that the App works for: whether they let it, and what they granted. */
import { z } from 'zod';
import type { InstallationFacts } from '../github/index.ts';
import type { House } from '../house.ts';
import { type Db, forgetInstallation, json } from '../store/index.ts';
import { addMs, MINUTE } from '../time.ts';
import { unpackBody } from './body.ts';
import { commit } from './commit.ts';

/** The event that ends a suspension comes in while everything else rests. */
export const HEARD_WHILE_SUSPENDED = 'installation';

/** For how long GitHub may tell of a new installation and yet not show it, in milliseconds. */
const SHOWN_AFTER = 5 * MINUTE;

/** Takes down whether GitHub lets the App work for an installation ("Suspending a GitHub App installation"). */
export async function setState(db: Db, installationId: number, state: 'active' | 'suspended'): Promise<void> {
  await db
    .insertInto('installations')
    .values({ id: installationId, state })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ state }))
    .execute();
}

/** Takes down what GitHub says of an installation now. */
export async function recordInstallation(db: Db, facts: InstallationFacts): Promise<void> {
  const columns = {
    state: facts.state,
    account: facts.account,
    permissions: json(facts.permissions),
    events: json(facts.events),
    settings_url: facts.settingsUrl,
  };
  await db
    .insertInto('installations')
    .values({ id: facts.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/**
 * Whether there is an installation to work for. One that is not known is asked for: what comes late, when the App
 * is uninstalled, must not bring back what was forgotten.
 */
export async function meetInstallation(house: House, installationId: number): Promise<'installed' | 'gone'> {
  const known = await house.db
    .selectFrom('installations')
    .select('id')
    .where('id', '=', installationId)
    .executeTakeFirst();
  if (known) return 'installed';
  const facts = await house.github.installationFacts(installationId);
  if (!facts && (await isJustCreated(house, installationId)))
    throw new Error('GitHub does not show the new installation yet');
  await commit(
    house,
    installationId,
    facts
      ? { write: (db) => recordInstallation(db, facts), settle: [{ kind: 'installation', installationId }] }
      : { write: (db) => forgetInstallation(db, installationId) },
  );
  return facts ? 'installed' : 'gone';
}

/** Whether its creation, and nothing of its end, was told a short while ago: GitHub may show it only later. */
async function isJustCreated({ db, clock }: House, installationId: number): Promise<boolean> {
  const told = await db
    .selectFrom('deliveries')
    .select('body')
    .where('installation_id', '=', installationId)
    .where('event', '=', HEARD_WHILE_SUSPENDED)
    .where('state', '=', 'waiting')
    .where('received_at', '>', addMs(clock(), -SHOWN_AFTER))
    .execute();
  const actions = told.map(({ body }) => actionOf(body));
  return actions.includes('created') && !actions.includes('deleted');
}

const Told = z.object({ action: z.string() });

/** Nothing of a body that cannot be read: whoever handles it finds out why. */
function actionOf(packed: string): string | undefined {
  try {
    return Told.safeParse(JSON.parse(unpackBody(packed))).data?.action;
  } catch {
    return undefined;
  }
}

/** What GitHub said of an installation when it was last looked at; nothing where it never was. */
export async function installationFacts(
  db: Db,
  installationId: number,
): Promise<InstallationFacts | undefined> {
  const row = await db
    .selectFrom('installations')
    .selectAll()
    .where('id', '=', installationId)
    .executeTakeFirst();
  if (!row?.permissions) return undefined;
  const { id, state, permissions } = row;
  const facts = { account: row.account ?? '', events: row.events ?? [], settingsUrl: row.settings_url ?? '' };
  return { id, state, permissions, ...facts };
}

export function suspended(db: Db) {
  return db.selectFrom('installations').select('id').where('state', '=', 'suspended');
}

export async function isSuspended(db: Db, installationId: number): Promise<boolean> {
  return (await suspended(db).where('id', '=', installationId).executeTakeFirst()) !== undefined;
}

/** The deliveries that may be worked off: all of an active installation, of a suspended one what may end it. */
export function workable(db: Db) {
  return db
    .selectFrom('deliveries')
    .where((eb) =>
      eb.or([eb('event', '=', HEARD_WHILE_SUSPENDED), eb('installation_id', 'not in', suspended(db))]),
    );
}
