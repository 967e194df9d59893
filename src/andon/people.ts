/** Who may pull the cord, who ends an alarm, and who is told of one. */
import { leadsOf, type Rotation, rotationFor } from '../config/index.ts';
import { type Installation, isRefused, type Permission, permissions } from '../github/index.ts';
import type { House } from '../house.ts';
import { eachOnce, isSameLogin } from '../logins.ts';
import { isOn } from '../permissions.ts';
import { rotaAt } from '../rotation/index.ts';
import type { Repository, Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { Doer, Told } from './alarm.ts';

type Asker = { readonly login: string; readonly permission: Permission };

/**
 * Whether GitHub says that somebody is a member of the organisation of a repository, or was given access to it. What it
 * will not say is taken for a no, and where it cannot say now, it is asked again. That everybody may read a public
 * repository, and a whole enterprise an internal one, makes nobody a colleague. `unknown`: whether they are a member may
 * not be asked.
 */
async function isColleague(
  github: Installation,
  scope: Scope,
  repository: Repository,
  { login, permission }: Asker,
): Promise<'yes' | 'no' | 'unknown'> {
  if (permission === 'none') return 'no';
  if (isAtLeast(permission, 'triage') || repository.visibility === 'private') return 'yes';
  if ((await asked(() => github.isCollaborator(repository, login))) === 'yes') return 'yes';
  if (!isOn('andon of all members', scope.access?.permissions ?? null)) return 'unknown';
  return asked(() => github.isMember(repository.owner, login));
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
 * Somebody as they stand to the alarms of a repository: whoever is on duty in any rotation of the scope serves, and so
 * does a lead. As long as nobody is named as a lead, whoever maintains the repository leads. All members of the
 * organisation, and whoever was given access, are colleagues, and may pull the cord; of those whom nobody can ask for, the
 * config file's word counts.
 */
export async function doerOf(
  house: House,
  github: Installation,
  { scope, repository }: { readonly scope: Scope; readonly repository: Repository },
  asker: Asker,
): Promise<Doer> {
  const { login, permission } = asker;
  const leads = leadsOf(scope.config);
  const onDuty = await onDutyIn(house.db, scope, scope.config.rotations, house.clock());
  const isNamed = includes([...leads, ...onDuty], login);
  const colleague = await isColleague(github, scope, repository, asker);
  if (colleague === 'no' || (colleague === 'unknown' && !isNamed)) return { login, standing: 'stranger' };
  const leadsByAccess = leads.length === 0 && isAtLeast(permission, 'maintain');
  return { login, standing: isNamed || leadsByAccess ? 'serves' : 'colleague' };
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
  const highest = scope.config.andon?.escalate_to_ceo && ceo !== undefined ? [ceo] : [];
  const now = (await toldOf(house, scope, repository)).map(({ login }) => login);
  const late = now.filter((login) => !told.some((one) => isSameLogin(one.login, login)));
  const people = [...engineering, ...product, ...design, ...highest, ...late];
  return eachOnce(people);
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
