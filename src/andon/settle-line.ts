import { type Installation, isRefused, type OpenPull, type QueuedGroup } from '../github/index.ts';
import type { House } from '../house.ts';
import { isOn } from '../permissions.ts';
import { type Effect, installationFacts, nothing, type Plan, type Thing } from '../queue/index.ts';
import { governedRepository, type Repository, repositoryById, type Scope } from '../scope/index.ts';
import { type Excuse, excuseOf, excuseOfAll, type Line, lineIn, lineKey, pullsOfGroup } from './line.ts';
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
  if (sha !== '') return sayOnGroup(at, { sha, pull });
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
  const { repository, scope, line } = at;
  const said = lineKey(line, repository, scope?.config.debt.labels ?? []);
  if (said === (await lineSaid(house.db, repository.id))) return nothing;
  const queue = await queueAt(at);
  const heads = Map.groupBy(queue.open, ({ sha }) => sha);
  const effects = [...heads].map(([sha, same]) =>
    checkOn(at, sha, excuseOfAll(same.map((one) => excuse(at, one)))),
  );
  if (line.kind !== 'off')
    for (const group of queue.waiting)
      effects.push(onGroup(at, group, queue, await pullsIn(at, group, queue)));
  return { write: (db) => recordLine(db, repository.id, said), effects };
}

/** On one pull request, and on the merge groups that bring it; others may have the same head, and a check is on a commit. */
async function sayOn(at: Stretch, number: number): Promise<Plan> {
  const { github, repository, line } = at;
  const pull = await github.openPull(repository, number, repository.defaultBranch);
  if (!pull) return nothing;
  if (line.kind !== 'stopped') return { effects: [checkOn(at, pull.sha, 'nothing')] };
  const own = excuse(at, pull);
  const waiting = await groupsIn(at);
  // It stops whatever has the same head, and there is no group to judge by it.
  if (own === 'nothing' && waiting.length === 0) return { effects: [checkOn(at, pull.sha, own)] };
  const queue = { open: await github.openPulls(repository, repository.defaultBranch), waiting };
  const twins = queue.open.filter((one) => one.sha === pull.sha && one.number !== number);
  const effects = [checkOn(at, pull.sha, excuseOfAll([own, ...twins.map((one) => excuse(at, one))]))];
  for (const group of queue.waiting) {
    const pulls = await pullsIn(at, group, queue);
    if (pulls.includes(number)) effects.push(onGroup(at, group, queue, pulls));
  }
  return { effects };
}

async function sayOnGroup(at: Stretch, group: QueuedGroup): Promise<Plan> {
  if (at.line.kind !== 'stopped') return { effects: [checkOn(at, group.sha, 'nothing')] };
  const queue = await queueAt(at);
  return { effects: [onGroup(at, group, queue, await pullsIn(at, group, queue))] };
}

/** What is to be merged into the default branch: all open pull requests, and the merge groups that wait. */
type Queue = { readonly open: readonly OpenPull[]; readonly waiting: readonly QueuedGroup[] };

/** What is merged meanwhile is left out by the commits, which are asked for last. */
async function queueAt(at: Stretch): Promise<Queue> {
  const open = await at.github.openPulls(at.repository, at.repository.defaultBranch);
  return { open, waiting: await groupsIn(at) };
}

/** The pull requests of a merge group; of one that is gone, or not to be seen, the one that it is named by. */
async function pullsIn({ github, repository, line }: Stretch, group: QueuedGroup, queue: Queue) {
  if (line.kind !== 'stopped') return [group.pull];
  const commits = await github.commitsOfGroup(repository, repository.defaultBranch, group.sha);
  return pullsOfGroup(group, commits ?? new Set(), queue.waiting, queue.open);
}

/** One that is not open any more excuses nothing. */
function onGroup(at: Stretch, { sha }: QueuedGroup, { open }: Queue, pulls: readonly number[]): Effect {
  const excuses = pulls.map((number): Excuse => {
    const pull = open.find((one) => one.number === number);
    return pull ? excuse(at, pull) : 'nothing';
  });
  return checkOn(at, sha, excuseOfAll(excuses));
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
