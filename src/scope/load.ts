/**
 * Finding the config file that governs a repository: its own, else that of the organisation's
 * `.github-private` or `.github` repository. The newest good version governs; a broken one never stops the bot.
 */
import {
  type Config,
  type ConfigReading,
  checkPlace,
  type Problem,
  placeOf,
  readConfig,
} from '../config/index.ts';
import type { Installation } from '../github/index.ts';
import type { House } from '../house.ts';
import type { Db } from '../store/index.ts';
import { isVisibleAt } from '../visibility.ts';
import { type Repository, repositoryByName, scopeRow } from './records.ts';

export const CONFIG_PATH = '.github/paydown.yml';

/** Where an organisation keeps the file for all its repositories, the first that has one governs. */
const ORGANISATION_REPOSITORIES = ['.github-private', '.github'];

/** A config file as it is on the default branch now. */
export type FoundConfig = { readonly holder: Repository; readonly text: string };

export async function findConfig(
  house: House,
  github: Installation,
  repository: Repository,
): Promise<FoundConfig | undefined> {
  let broken: FoundConfig | undefined;
  for await (const found of filesFor(house, github, repository)) {
    if (!(await neverWasGood(house.db, found))) return found;
    broken ??= found;
  }
  return broken;
}

/** The first that is there governs, but a first version that is broken takes the place of none. */
async function neverWasGood(db: Db, found: FoundConfig): Promise<boolean> {
  if (await lastGoodConfig(db, found.holder.id)) return false;
  return (await judgeConfig(db, found)).config === undefined;
}

async function* filesFor(
  house: House,
  github: Installation,
  repository: Repository,
): AsyncGenerator<FoundConfig> {
  const own = await github.file(repository, CONFIG_PATH);
  if (own !== undefined) yield { holder: repository, text: own };
  for (const name of ORGANISATION_REPOSITORIES) {
    if (name === repository.name.toLowerCase()) continue;
    const holder = await repositoryByName(house.db, repository.installationId, repository.owner, name);
    const text = holder && (await github.file(holder, CONFIG_PATH));
    if (holder && text !== undefined) yield { holder, text };
  }
}

export type Judged = {
  readonly config: Config | undefined;
  readonly home: Repository | undefined;
  readonly problems: readonly Problem[];
};

/**
 * Everything that is wrong with a config file where it stands; `config` only where nothing is. What is merely proposed
 * may come from anybody: they are not told whether there is a home that not everybody here can see.
 */
export async function judgeConfig(
  db: Db,
  found: FoundConfig,
  standing: 'in force' | 'proposed' = 'in force',
): Promise<Judged> {
  const { holder, text } = found;
  const reading = readConfig(text);
  if (!reading.config) return { config: undefined, home: undefined, problems: reading.problems };
  const problems = [...reading.problems, ...checkPlace(reading, placeOf(`${holder.owner}/${holder.name}`))];
  const home = await homeOf(db, holder, reading.config);
  if (standing === 'proposed' && !(home && isVisibleAt(holder, home))) problems.push(untoldHome(reading));
  else if (!home) problems.push(unknownHome(reading));
  const good = !problems.some((problem) => problem.severity === 'error');
  return { config: good ? reading.config : undefined, home, problems };
}

/** Whether a repository's file governs that repository alone or all of its organisation's. */
export function kindOf(holder: Repository): 'organisation' | 'repository' {
  return placeOf(`${holder.owner}/${holder.name}`).kind;
}

async function homeOf(db: Db, holder: Repository, config: Config): Promise<Repository | undefined> {
  if (config.home === undefined) return holder;
  const [owner = '', name = ''] = config.home.split('/');
  return repositoryByName(db, holder.installationId, owner, name);
}

function unknownHome({ config, locator }: ConfigReading): Problem {
  const message = `\`home\` is ${config?.home}, where this App is not installed; install it there, or name another home`;
  return { ...locator.key(['home']), severity: 'error', path: 'home', message };
}

function untoldHome({ config, locator }: ConfigReading): Problem {
  const message = `\`home\` is ${config?.home}; whether this App is installed there is seen once this is on the default branch`;
  return { ...locator.key(['home']), severity: 'warning', path: 'home', message };
}

export async function lastGoodConfig(db: Db, scopeId: number): Promise<Config | undefined> {
  const row = await scopeRow(db, scopeId);
  return row?.config ? readConfig(row.config).config : undefined;
}
