import { type Installation, isRefused, type OpenPull } from '../github/index.ts';
import type { House } from '../house.ts';
import { isOn } from '../permissions.ts';
import { type Effect, installationFacts, nothing, type Plan, type Thing } from '../queue/index.ts';
import { governedRepository, type Repository, repositoryById, type Scope } from '../scope/index.ts';
import { type Excuse, excuseOf, excuseOfAll, type Line, lineIn, lineKey } from './line.ts';
import { lineSaid, openAlarmsOf, recordLine } from './records.ts';
import { ANDON } from './wording.ts';
import { lineReport } from './wording-line.ts';

type At = Extract<Thing, { kind: 'line' }>;

/** Has the check say on what is to be merged whether an alarm is open: on all of it where that changed, or on one. */
export async function settleLine(house: House, { repositoryId, pull, sha }: At): Promise<Plan> {
  const repository = await repositoryById(house.db, repositoryId);
  if (!repository || repository.taken) return nothing;
  // Nothing is merged there, and nothing can be said.
  if (repository.archived) return { write: (db) => recordLine(db, repositoryId, undefined) };
  const access = await installationFacts(house.db, repository.installationId);
  if (!isOn('check of the andon', access?.permissions ?? null)) return nothing;
  const scope = (await governedRepository(house.db, repositoryId))?.scope;
  const line = lineIn(repository, scope, scope ? await openAlarmsOf(house.db, scope.id) : []);
  const github = await house.github.installation(repository.installationId);
  const at = { github, repository, scope, line };
  if (pull === 0 && sha === '') return sayAnew(house, at);
  if (line.kind === 'off') return nothing;
  if (sha !== '') return { effects: [checkOn(at, sha, await excuseOfGroup(at, pull))] };
  return sayOn(at, pull);
}

type Stretch = {
  readonly github: Installation;
  readonly repository: Repository;
  readonly scope: Scope | undefined;
  readonly line: Line;
};

/** On everything that is to be merged, where the line is another one than was said last. */
async function sayAnew(house: House, at: Stretch): Promise<Plan> {
  const { github, repository, scope, line } = at;
  const said = lineKey(line, repository, scope?.config.debt.labels ?? []);
  if (said === (await lineSaid(house.db, repository.id))) return nothing;
  const pulls = await github.openPulls(repository, repository.defaultBranch);
  const groups = line.kind === 'off' ? [] : await groupsIn(at);
  const heads = Map.groupBy(pulls, (pull) => pull.sha);
  const effects = [...heads].map(([sha, same]) =>
    checkOn(at, sha, excuseOfAll(same.map((one) => excuse(at, one)))),
  );
  for (const group of groups) {
    const named = pulls.find(({ number }) => number === group.pull);
    effects.push(checkOn(at, group.sha, named ? excuse(at, named) : 'nothing'));
  }
  return { write: (db) => recordLine(db, repository.id, said), effects };
}

/** On one pull request; others may have the same head, and a check is on a commit. */
async function sayOn(at: Stretch, number: number): Promise<Plan> {
  const { github, repository, line } = at;
  const pull = await github.openPull(repository, number, repository.defaultBranch);
  if (!pull) return nothing;
  const own = excuse(at, pull);
  if (line.kind !== 'stopped' || own === 'nothing') return { effects: [checkOn(at, pull.sha, own)] };
  const all = await github.openPulls(repository, repository.defaultBranch);
  const twins = all.filter((one) => one.sha === pull.sha && one.number !== number);
  return { effects: [checkOn(at, pull.sha, excuseOfAll([own, ...twins.map((one) => excuse(at, one))]))] };
}

async function excuseOfGroup(at: Stretch, number: number): Promise<Excuse> {
  if (number === 0 || at.line.kind !== 'stopped') return 'nothing';
  const pull = await at.github.openPull(at.repository, number, at.repository.defaultBranch);
  return pull ? excuse(at, pull) : 'nothing';
}

/** Where GitHub refuses to list them, each is told of when it is made. */
async function groupsIn({ github, repository }: Stretch) {
  try {
    return await github.queuedGroups(repository, repository.defaultBranch);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return [];
  }
}

function excuse({ repository, scope, line }: Stretch, pull: OpenPull): Excuse {
  if (line.kind !== 'stopped') return 'nothing';
  return excuseOf(pull, repository, line.alarms, { debt: scope?.config.debt.labels ?? [], andon: ANDON });
}

function checkOn({ repository, scope, line }: Stretch, sha: string, why: Excuse): Effect {
  const labels = scope?.config.debt.labels ?? [];
  return { kind: 'check', repositoryId: repository.id, report: lineReport(sha, line, why, labels) };
}
