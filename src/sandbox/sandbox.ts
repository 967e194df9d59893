import { Octokit } from '@octokit/rest';
import { type Clock, wallClock } from '../time.ts';
import { type Access, changeAccess } from './access.ts';
import { createAllowance } from './allowance.ts';
import { createAmendments } from './amendments.ts';
import { commitFile, type FileChange } from './commits.ts';
import { type Credentials, createCredentials, EVENTS, INSTALLATION_ID, PERMISSIONS } from './credentials.ts';
import { openDesk } from './desk.ts';
import { createDresser } from './dress.ts';
import { startEmulator } from './emulator.ts';
import { createFaults, type FaultRule } from './faults.ts';
import { createHistory } from './history.ts';
import { changeInstallation, type InstallationAction } from './installation.ts';
import { readIssue } from './issues.ts';
import { type QueueMethod, queuePull, unqueuePull } from './merge-groups.ts';
import { createPostOffice, type Delivery } from './post-office.ts';
import { createReactions } from './reactions.ts';
import { convertIssue, deleteIssue, transferIssue } from './removals.ts';
import { emulatorSeed, organisationsOf, type SandboxSeed, tokenOf } from './seed.ts';
import { type Desk, listen, type ServedRequest } from './server.ts';
import { createTeams, keyOf } from './teams.ts';
import { createTokens } from './tokens.ts';
import type { Permissions } from './types.ts';
import { canonicalLogin, type Installation, installationOf, placeOf, type World } from './world.ts';

export type SandboxOptions = {
  readonly seed: SandboxSeed;
  readonly webhookUrl?: string;
  /** Any free one where left out. */
  readonly port?: number;
  readonly permissions?: Permissions;
  readonly events?: readonly string[];
  /** How long a webhook may take to be answered, in milliseconds; GitHub waits ten seconds. */
  readonly webhookPatience?: number;
};

type PullRequest = FileChange & {
  readonly title: string;
  readonly branch: string;
  readonly body?: string;
};

/**
 * A simulated GitHub with one organisation or several, in which the App is installed. A repository is named by its
 * name in the first one, or as `owner/name`.
 */
export type Sandbox = {
  readonly url: string;
  readonly credentials: Credentials;
  readonly installationId: number;
  /** GitHub as a person of the seed uses it. */
  as(login: string): Octokit;
  /** Where webhooks go from now on; null: nobody listens, and every one counts as failed. */
  deliverTo(url: string | null): void;
  /** Every attempt to deliver a webhook, oldest first. */
  readonly deliveries: readonly Delivery[];
  /** Sends the same bytes under the same GUID again. @returns the HTTP status, 0 where none came back */
  redeliver(guid: string): Promise<number>;
  /** Resolves once no delivery is under way. */
  settled(): Promise<void>;
  readonly requests: readonly ServedRequest[];
  /** Lets requests go wrong; gives back what ends it. */
  intercept(rule: FaultRule): () => void;
  /** Commits a file, on the default branch or on another one, made if need be. @returns the commit's SHA */
  commitFile(
    login: string,
    repo: string,
    path: string,
    content: string,
    on?: { branch?: string },
  ): Promise<string>;
  /** Commits a file on a branch and opens a pull request from it. @returns its number */
  openPullRequest(login: string, repo: string, pull: PullRequest): Promise<number>;
  /** Puts a pull request into the merge queue, which asks for checks. @returns the SHA of the merge group */
  queuePullRequest(login: string, repo: string, number: number, method?: QueueMethod): Promise<string>;
  /** Takes one out of the queue; those behind it are queued anew. @returns the SHAs of their merge groups */
  unqueuePullRequest(login: string, repo: string, number: number): Promise<string[]>;
  /** @returns the number in the other repository */
  transferIssue(login: string, repo: string, number: number, toRepo: string): Promise<number>;
  deleteIssue(login: string, repo: string, number: number): Promise<void>;
  /** Turns an issue into a discussion. */
  convertIssue(login: string, repo: string, number: number): Promise<void>;
  /** Links one more branch to an issue, as "Create a branch" on the issue's page does. */
  linkBranch(repo: string, number: number): Promise<void>;
  setStatus(login: string, status: 'busy' | 'free'): void;
  /** From now on an identity provider says who is in a team ("Synchronizing a team with an identity provider group"). */
  syncTeam(team: string, organisation?: string): void;
  /** Installs, removes, suspends or brings back the App, with the webhook that says so. */
  changeInstallation(login: string, action: InstallationAction, organisation?: string): Promise<void>;
  /** Grants the App other permissions, events or repositories, with the webhook that GitHub sends for it, if any. */
  changeAccess(login: string, access: Access, organisation?: string): Promise<void>;
  /** Everything as it was seeded, with the same credentials and address. Webhooks still go where they went. */
  reset(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a simulated GitHub on loopback. The App finds it by `GITHUB_API_URL`. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  let desk: Desk | undefined;
  const { server, url } = await listen(options.port ?? 0, () => desk);
  const world = await createWorld(options, url, wallClock);
  const requests: ServedRequest[] = [];
  await sow(world);
  world.postOffice.deliverTo(options.webhookUrl ?? null);
  desk = openDesk(world, requests);
  return {
    ...controlsOf(world, requests),
    async reset() {
      await world.postOffice.settled();
      world.emulator.reset();
      forget(world);
      for (const one of world.installations) Object.assign(one, asInstalled(options));
      requests.length = 0;
      await sow(world);
    },
    async close() {
      world.postOffice.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await world.postOffice.settled();
      await world.emulator.close();
    },
  };
}

function controlsOf(world: World, requests: readonly ServedRequest[]): Omit<Sandbox, 'reset' | 'close'> {
  const { url, postOffice } = world;
  const pathOf = (repository: string) => {
    const { owner, repo } = placeOf(world, repository);
    return `/repos/${owner}/${repo}`;
  };
  const installationIn = (organisation = world.seed.organisation) => installationOf(world, organisation);
  const as = (login: string) =>
    new Octokit({ auth: tokenOf(canonicalLogin(world, login)), baseUrl: url, log: QUIET });
  return {
    url,
    credentials: world.app,
    installationId: INSTALLATION_ID,
    as,
    deliverTo: postOffice.deliverTo,
    deliveries: postOffice.deliveries,
    redeliver: postOffice.redeliver,
    settled: postOffice.settled,
    requests,
    intercept: world.faults.add,
    commitFile: (login, repo, path, content, on) =>
      commitFile(world, as(login), repo, { path, content, ...on }),
    async openPullRequest(login, repo, { title, body, ...change }) {
      await commitFile(world, as(login), repo, change);
      const { data } = await as(login).rest.pulls.create({
        ...{ ...placeOf(world, repo), title, head: change.branch, base: 'main' },
        ...(body === undefined ? {} : { body }),
      });
      return data.number;
    },
    queuePullRequest: (login, repo, number, method) => queuePull(world, pathOf(repo), number, login, method),
    unqueuePullRequest: (login, repo, number) => unqueuePull(world, pathOf(repo), number, login),
    transferIssue: (login, repo, number, toRepo) =>
      transferIssue(world, { repository: pathOf(repo), number }, pathOf(toRepo), login),
    deleteIssue: (login, repo, number) => deleteIssue(world, { repository: pathOf(repo), number }, login),
    convertIssue: (login, repo, number) => convertIssue(world, { repository: pathOf(repo), number }, login),
    async linkBranch(repo, number) {
      const issue = await readIssue(world, pathOf(repo), number);
      if (!issue) throw new Error(`There is no issue ${repo}#${number}.`);
      world.linkedBranches.set(issue.id, (world.linkedBranches.get(issue.id) ?? 0) + 1);
    },
    setStatus(login, status) {
      const name = canonicalLogin(world, login);
      if (status === 'busy') world.busy.add(name);
      else world.busy.delete(name);
    },
    syncTeam: (team, organisation = world.seed.organisation) =>
      void world.teams.synced.add(keyOf(organisation, team)),
    changeInstallation: (login, action, organisation) =>
      changeInstallation(world, installationIn(organisation), action, login),
    changeAccess: (login, access, organisation) =>
      changeAccess(world, installationIn(organisation), access, login),
  };
}

/** A test that expects a refusal wants it thrown, not printed. */
const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function createWorld(options: SandboxOptions, url: string, clock: Clock): Promise<World> {
  const { seed } = options;
  const app = createCredentials();
  const reactions = createReactions(clock);
  const amendments = createAmendments(reactions);
  const dress = createDresser(url, app, amendments);
  const emulator = await startEmulator(emulatorSeed(seed, app), url, dress);
  return {
    ...{ url, seed, app, clock, reactions, amendments },
    emulator,
    allowance: createAllowance(emulator, app, clock),
    tokens: createTokens(seed, clock),
    history: createHistory(clock),
    postOffice: createPostOffice(app, clock, options.webhookPatience ?? 10_000),
    faults: createFaults(),
    teams: createTeams(),
    busy: new Set(),
    linkedBranches: new Map(),
    installations: organisationsOf(seed).map(({ organisation }, index) => ({
      ...{ id: INSTALLATION_ID + index, organisation, repositories: [], taken: new Set() },
      ...asInstalled(options),
    })),
  };
}

function asInstalled(options: SandboxOptions): Pick<Installation, 'state' | 'permissions' | 'events'> {
  const { permissions = PERMISSIONS, events = EVENTS } = options;
  return { state: 'active', permissions, events };
}

/** Puts in place what the emulator's own seed has no word for. No webhook tells of it. */
async function sow(world: World): Promise<void> {
  for (const { organisation, repositories } of organisationsOf(world.seed)) {
    installationOf(world, organisation).repositories.push(...repositories.map(({ name }) => name));
    for (const { name, labels } of repositories) {
      for (const label of labels ?? []) {
        const path = `/repos/${organisation}/${name}/labels`;
        await world.emulator.change('POST', path, { name: label, color: 'd4c5f9' });
      }
    }
  }
}

function forget(world: World): void {
  for (const { repositories, taken } of world.installations) {
    repositories.length = 0;
    taken.clear();
  }
  for (const part of [
    world.tokens,
    world.history,
    world.reactions,
    world.amendments,
    world.postOffice,
    world.faults,
  ])
    part.clear();
  world.busy.clear();
  world.teams.invited.clear();
  world.teams.synced.clear();
  world.teams.renamed.clear();
  world.linkedBranches.clear();
}
