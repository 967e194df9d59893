/** Who may pull the cord, who ends an alarm, and who is told of one. */
import { isAtLeast, isColleague } from '../colleagues.ts';
import { leadsOf, type Rotation, rotationFor } from '../config/index.ts';
import type { Installation, Permission } from '../github/index.ts';
import type { House } from '../house.ts';
import { eachOnce, isAmong, isSameLogin } from '../logins.ts';
import { rotaAt } from '../rotation/index.ts';
import type { Repository, Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { Doer, Told } from './alarm.ts';

type Asker = { readonly login: string; readonly permission: Permission };

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
  const isNamed = isAmong([...leads, ...onDuty], login);
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

/** Whom an alarm goes to that nobody acknowledged: all leads, and the CEO where the config says so. */
export function calledFor({ config: { agreement, andon } }: Scope): string[] {
  const { engineering, product, design, ceo } = agreement;
  const highest = andon?.escalate_to_ceo && ceo !== undefined ? [ceo] : [];
  return eachOnce([...engineering, ...product, ...design, ...highest]);
}

/** Who came on duty where an alarm is, and was not told of it yet. */
export async function comersTo(
  house: House,
  scope: Scope,
  repository: Repository,
  told: readonly Told[],
): Promise<string[]> {
  const now = await toldOf(house, scope, repository);
  return now
    .filter(({ login, as }) => as === 'on duty' && !told.some((one) => isSameLogin(one.login, login)))
    .map(({ login }) => login);
}

async function onDutyIn(db: Db, scope: Scope, rotations: readonly Rotation[], now: Date): Promise<string[]> {
  const people: string[] = [];
  for (const rotation of rotations)
    people.push(...((await rotaAt(db, scope.id, rotation, now)).current?.onDuty ?? []));
  return people;
}
