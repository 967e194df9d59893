import type { Config } from '../config/index.ts';
import type { House } from '../house.ts';
import { isOn } from '../permissions.ts';
import {
  callBackIssues,
  callBackReports,
  installationFacts,
  nothing,
  type Plan,
  type Thing,
} from '../queue/index.ts';
import { type FoundConfig, findConfig, type Judged, judgeConfig, kindOf, lastGoodConfig } from './load.ts';
import { dealtWith, type Repository, repositoriesOf, repositoryById, scopeRow } from './records.ts';
import { adoptRepository, recordBroken, recordGoodConfig, recordNoConfig } from './write.ts';

/** Brings a repository under the config file that governs it now. */
export async function settleConfig(house: House, repositoryId: number): Promise<Plan> {
  const repository = await repositoryById(house.db, repositoryId);
  if (!repository || repository.taken) return nothing;
  const access = await installationFacts(house.db, repository.installationId);
  if (!isOn('config file', access?.permissions ?? null)) return asItWas(repository);
  const github = await house.github.installation(repository.installationId);
  const found = await findConfig(house, github, repository);
  if (!found) return ungoverned(house, repository);
  const judged = await judgeConfig(house.db, found);
  const before = await lastGoodConfig(house.db, found.holder.id);
  return judged.config
    ? governed(house, repository, found, { before, after: judged.config, home: judged.home ?? found.holder })
    : broken(house, repository, found, judged, before);
}

/** The file may not be read: what was in force stays, and the dashboard says why. */
function asItWas({ scopeId }: Repository): Plan {
  return scopeId === null ? nothing : { settle: [{ kind: 'dashboard', scopeId }] };
}

/** No config file, no action: not even what a file that is gone had begun goes on. */
async function ungoverned(house: House, repository: Repository): Promise<Plan> {
  const now = house.clock();
  const { installationId } = repository;
  const orphans = (await repositoriesOf(house.db, { scopeId: repository.id })).filter(
    (one) => one.id !== repository.id,
  );
  return {
    async write(db) {
      await callBackIssues(db, installationId, [repository, ...orphans].map(idOf), now);
      await recordNoConfig(db, repository);
      await adoptRepository(db, repository.id, null, now);
    },
    settle: [...(await ownTeams(house, repository)), lineOf(repository), ...orphans.map(configOf)],
  };
}

async function governed(
  house: House,
  repository: Repository,
  found: FoundConfig,
  config: { before: Config | undefined; after: Config; home: Repository },
): Promise<Plan> {
  const { holder } = found;
  const now = house.clock();
  const settle: Thing[] = [
    ...timers(holder.id, config),
    ...leftBehind(repository, holder),
    lineOf(repository),
    { kind: 'dashboard', scopeId: holder.id },
  ];
  const counted = sameLabels(config.before, config.after);
  if (repository.scopeId !== holder.id || counted === 'other labels') settle.push(recount(repository));
  if (repository.id === holder.id) settle.push(...(await followers(house, holder, counted)));
  else settle.push(...(await ownTeams(house, repository)));
  const turn = turnOf(config.before, config.after);
  const leads = sameLeads(config.before, config.after);
  const isMoved = turn !== 'none' || leads === 'other leads';
  const ruled = isMoved ? (await repositoriesOf(house.db, { scopeId: holder.id })).map(idOf) : [];
  const joins = repository.scopeId === holder.id ? [] : [repository.id];
  if (config.after.mode === 'act') settle.push(...(await dealtWith(house.db, [...ruled, ...joins])));
  return {
    async write(db) {
      if (repository.id !== holder.id) await recordNoConfig(db, repository);
      await callBackIssues(db, holder.installationId, [...(turn === 'rests' ? ruled : []), ...joins], now);
      if (turn === 'rests') await callBackReports(db, holder.installationId, holder.id, ['announcement']);
      await recordGoodConfig(db, found, kindOf(holder), config.home.id, now);
      await adoptRepository(db, repository.id, holder.id, now);
    },
    settle,
  };
}

/** In the scope that it leaves there is room for what waits. */
function leftBehind({ scopeId }: Repository, holder: Repository): Thing[] {
  return scopeId === null || scopeId === holder.id ? [] : [{ kind: 'queue', scopeId }];
}

/** A broken version leaves the last good one in force, and says so on the dashboard. */
function broken(
  house: House,
  repository: Repository,
  found: FoundConfig,
  judged: Judged,
  before: Config | undefined,
): Plan {
  const first = judged.problems.find((problem) => problem.severity === 'error');
  const now = house.clock();
  return {
    async write(db) {
      await recordBroken(db, found, kindOf(found.holder), `line ${first?.line}: ${first?.message}`, now);
      if (repository.id !== found.holder.id) await recordNoConfig(db, repository);
      await adoptRepository(db, repository.id, found.holder.id, now);
    },
    settle: before ? [{ kind: 'dashboard', scopeId: found.holder.id }] : [],
  };
}

/** What a file of the repository itself, that is gone, had in GitHub teams. */
async function ownTeams(house: House, { id: scopeId }: Repository): Promise<Thing[]> {
  const before = await scopeRow(house.db, scopeId);
  return before?.place === 'organisation' && before.config !== null ? [{ kind: 'teams', scopeId }] : [];
}

/** Everything that a change of the file may move: who is on duty, when it is told, who has room. */
function timers(scopeId: number, config: { before: Config | undefined; after: Config }): Thing[] {
  const names = new Set(
    [config.before, config.after].flatMap((one) => one?.rotations.map((rotation) => rotation.name) ?? []),
  );
  const handoffs = [...names].map((rotation): Thing => ({ kind: 'handoff', scopeId, rotation }));
  return [
    ...handoffs,
    { kind: 'teams', scopeId },
    { kind: 'heartbeat', scopeId },
    { kind: 'iteration', scopeId },
    { kind: 'nudges', scopeId },
    { kind: 'andon', scopeId },
    { kind: 'retro', scopeId },
    { kind: 'decisions', scopeId },
    { kind: 'reconciliation', scopeId },
    { kind: 'queue', scopeId },
  ];
}

/** The other repositories that the holder's file may govern: they look again. */
async function followers(
  house: House,
  holder: Repository,
  counted: 'same labels' | 'other labels',
): Promise<Thing[]> {
  const all = await repositoriesOf(house.db, { installationId: holder.installationId });
  const others = all.filter((one) => one.id !== holder.id);
  const mine = others.filter((one) => one.scopeId === holder.id);
  const recounted = counted === 'other labels' ? mine.map(recount) : [];
  // Who has a file of its own is its own scope; two files for the whole organisation would ask for each other for ever.
  const free = others.filter((one) => one.scopeId !== holder.id && one.scopeId !== one.id);
  return [...recounted, ...(kindOf(holder) === 'organisation' ? free.map(configOf) : [])];
}

/** Whether what was wanted is to be called back, or is to be settled anew. */
function turnOf(before: Config | undefined, after: Config): 'rests' | 'acts again' | 'none' {
  if (before === undefined || before.mode === after.mode) return 'none';
  return after.mode === 'observe' ? 'rests' : 'acts again';
}

function sameLabels(before: Config | undefined, after: Config): 'same labels' | 'other labels' {
  const key = (config: Config | undefined) =>
    config?.debt.labels
      .map((label) => label.toLowerCase())
      .sort()
      .join('\n');
  return key(before) === key(after) ? 'same labels' : 'other labels';
}

/** Whether what stands on issues names the people who decide by now. */
function sameLeads(before: Config | undefined, after: Config): 'same leads' | 'other leads' {
  const key = (config: Config | undefined) => JSON.stringify(config?.agreement);
  return before === undefined || key(before) === key(after) ? 'same leads' : 'other leads';
}

function idOf({ id }: Repository): number {
  return id;
}

function configOf(repository: Repository): Thing {
  return { kind: 'config', repositoryId: repository.id };
}

/** What an alarm stops there depends on who governs it; without a config file, nothing. */
function lineOf({ id }: Repository): Thing {
  return { kind: 'line', repositoryId: id, pull: 0, sha: '' };
}

/** What carries the labels now is counted with its past; then what was debt by other labels is looked at again. */
function recount({ id }: Repository): Thing {
  return { kind: 'backfill', repositoryId: id, page: 1 };
}
