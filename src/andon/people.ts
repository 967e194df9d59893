/** Who may pull the cord, who ends an alarm, and who is told of one. */
import { leadsOf, type Rotation, rotationFor } from '../config/index.ts';
import { type Installation, isRefused, type Permission, permissions } from '../github/index.ts';
import type { House } from '../house.ts';
import { isSameLogin } from '../logins.ts';
import { isOn } from '../permissions.ts';
import { rotaAt } from '../rotation/index.ts';
import type { Repository, Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { Doer, Told } from './alarm.ts';

type Asker = { readonly login: string; readonly permission: Permission };

/**
 * Whether somebody may pull the cord in a repository: a member of its organisation, or whoever was given access to it.
 * GitHub is asked at that moment; what it will not say is taken for a no, and where it cannot say now, it is asked
 * again. That everybody may read a public repository, and a whole enterprise an internal one, makes nobody a colleague.
 */
export async function mayPull(
  github: Installation,
  scope: Scope,
  repository: Repository,
  { login, permission }: Asker,
): Promise<'may' | 'may not'> {
  if (permission === 'none') return 'may not';
  if (isAtLeast(permission, 'triage') || repository.visibility === 'private') return 'may';
  if ((await asked(() => github.isCollaborator(repository, login))) === 'yes') return 'may';
  if (!isOn('andon of all members', scope.access?.permissions ?? null)) return 'may not';
  return (await asked(() => github.isMember(repository.owner, login))) === 'yes' ? 'may' : 'may not';
}

/** What GitHub says of somebody's access; what it refuses to say is `none`. */
export async function permissionIn(
  github: Installation,
  repository: Repository,
  login: string,
): Promise<Permission> {
  try {
    return await github.permission(repository, login);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return 'none';
  }
}

async function asked(ask: () => Promise<'yes' | 'no'>): Promise<'yes' | 'no'> {
  try {
    return await ask();
  } catch (error) {
    if (!isRefused(error)) throw error;
    return 'no';
  }
}

/**
 * Somebody as they stand to an alarm: whoever is on duty in any rotation of the scope serves, and so does a lead. As long
 * as nobody is named as a lead, whoever maintains the repository leads.
 */
export async function doerOf(house: House, scope: Scope, { login, permission }: Asker): Promise<Doer> {
  const leads = leadsOf(scope.config);
  const leadsHere = leads.length > 0 ? includes(leads, login) : isAtLeast(permission, 'maintain');
  const serves =
    leadsHere || includes(await onDutyIn(house.db, scope, scope.config.rotations, house.clock()), login);
  // Whoever lost access to the repository serves nobody there any more.
  return { login, standing: serves && permission !== 'none' ? 'serves' : 'none' };
}

/** Who hears of an alarm in a repository: those on duty in the rotation that serves it, and who leads engineering. */
export async function toldOf(house: House, scope: Scope, { owner, name }: Repository): Promise<Told[]> {
  const { rotations, agreement } = scope.config;
  const serving = rotationFor(scope.config, { repository: `${owner}/${name}`, labels: [] });
  const onDuty = await onDutyIn(house.db, scope, serving ? [serving] : rotations, house.clock());
  const people = [
    ...onDuty.map((login): Told => ({ login, as: 'on duty' })),
    ...agreement.engineering.map((login): Told => ({ login, as: 'engineering' })),
  ];
  return people.filter(
    ({ login }, index) => index === people.findIndex((one) => isSameLogin(one.login, login)),
  );
}

/** Whom an alarm goes to that nobody acknowledged: all leads, the CEO where the config says so, and who is on duty by now. */
export async function calledFor(house: House, scope: Scope, repository: Repository, told: readonly Told[]) {
  const { engineering, product, design, ceo } = scope.config.agreement;
  const leads = [...engineering, ...product, ...design].filter((login) => login !== ceo);
  const highest = scope.config.andon?.escalate_to_ceo && ceo !== undefined ? [ceo] : [];
  const now = (await toldOf(house, scope, repository)).map(({ login }) => login);
  const late = now.filter((login) => !told.some((one) => isSameLogin(one.login, login)));
  const people = [...leads, ...highest, ...late];
  return people.filter((login, index) => index === people.findIndex((one) => isSameLogin(one, login)));
}

async function onDutyIn(db: Db, scope: Scope, rotations: readonly Rotation[], now: Date): Promise<string[]> {
  const people: string[] = [];
  for (const rotation of rotations)
    people.push(...((await rotaAt(db, scope.id, rotation, now)).current?.onDuty ?? []));
  return people;
}

function isAtLeast(permission: Permission, level: Permission): boolean {
  return permissions.indexOf(permission) >= permissions.indexOf(level);
}

function includes(all: readonly string[], login: string): boolean {
  return all.some((one) => isSameLogin(one, login));
}
