import { announceInstalled, listRepositories } from './installation.ts';
import { pageOf } from './pages.ts';
import { type Call, type Route, route } from './routes.ts';
import type { JsonObject, Repository } from './types.ts';
import { announce } from './webhooks.ts';
import { installationOf, loginOf } from './world.ts';

/**
 * Repositories; each that comes or goes is told as the installation's too. Sources: GitHub Docs, "REST API
 * endpoints for repositories", events `repository` and `installation_repositories`.
 */
export const repositoryRoutes: readonly Route[] = [
  route('GET /orgs/:org/repos', async (call) => {
    const all = await listRepositories(call.world, installationOf(call.world, call.param('org')));
    const seen = call.request.by.kind === 'nobody' ? all.filter((one) => !one.private) : all;
    return pageOf(seen, call.request, call.world.url, (repositories) => repositories);
  }),
  route('POST /orgs/:org/repos', async (call) => {
    const answer = await call.forward();
    if (answer.status !== 201) return answer;
    const repository = answer.json as Repository;
    const installation = installationOf(call.world, call.param('org'));
    installation.repositories.push(repository.name);
    const sender = loginOf(call.world, call.request.by);
    await announceRepository(call, 'created', repository, {});
    await announceInstalled(call.world, installation, sender, { added: [repository], removed: [] });
    return answer;
  }),
  route('PATCH /repos/:owner/:repo', async (call) => {
    const before = await call.world.emulator.read<Repository>(call.repository);
    const answer = await call.forward();
    if (answer.status !== 200) return answer;
    const after = answer.json as Repository;
    rename(installationOf(call.world, call.param('owner')).repositories, before.name, after.name);
    for (const { action, changes } of repositoryChanges(before, after)) {
      await announceRepository(call, action, after, changes ? { changes } : {});
    }
    return answer;
  }),
  route('POST /repos/:owner/:repo/transfer', async (call) => {
    const former = await call.world.emulator.read<Repository>(call.repository);
    const answer = await call.forward();
    if (answer.status >= 300) return answer;
    await tellTransfer(call, former, answer.json as Repository);
    return { ...answer, status: 202 };
  }),
  route('DELETE /repos/:owner/:repo', async (call) => {
    const former = await call.world.emulator.read<Repository>(call.repository);
    const answer = await call.forward();
    if (answer.status !== 204) return answer;
    const installation = installationOf(call.world, call.param('owner'));
    installation.repositories.splice(installation.repositories.indexOf(former.name), 1);
    await announceRepository(call, 'deleted', former, {});
    const sender = loginOf(call.world, call.request.by);
    await announceInstalled(call.world, installation, sender, { added: [], removed: [former] });
    return answer;
  }),
];

/** The App hears of it in both accounts; the event of the repository itself goes to the new one only. */
async function tellTransfer(call: Call, former: Repository, now: Repository): Promise<void> {
  const sender = loginOf(call.world, call.request.by);
  const from = installationOf(call.world, former.owner.login);
  const to = installationOf(call.world, now.owner.login);
  from.repositories.splice(from.repositories.indexOf(former.name), 1);
  to.repositories.push(now.name);
  await announceInstalled(call.world, from, sender, { added: [], removed: [former] });
  await announceInstalled(call.world, to, sender, { added: [now], removed: [] });
  const changes = { owner: { from: { organization: former.owner } } };
  await announceRepository(call, 'transferred', now, { changes });
}

function rename(names: string[], from: string, to: string): void {
  const index = names.indexOf(from);
  if (index >= 0) names[index] = to;
}

function repositoryChanges(
  before: Repository,
  after: Repository,
): { action: string; changes?: JsonObject }[] {
  const edits = {
    ...(before.description === after.description ? {} : { description: { from: before.description } }),
    ...(before.default_branch === after.default_branch
      ? {}
      : { default_branch: { from: before.default_branch } }),
  };
  return [
    ...(before.name === after.name
      ? []
      : [{ action: 'renamed', changes: { repository: { name: { from: before.name } } } }]),
    ...(before.private === after.private ? [] : [{ action: after.private ? 'privatized' : 'publicized' }]),
    ...(before.archived === after.archived ? [] : [{ action: after.archived ? 'archived' : 'unarchived' }]),
    ...(Object.keys(edits).length > 0 ? [{ action: 'edited', changes: edits }] : []),
  ];
}

async function announceRepository(
  { world, request }: Call,
  action: string,
  itself: Repository,
  fields: JsonObject,
): Promise<void> {
  const sender = loginOf(world, request.by);
  await announce(world, { event: 'repository', action, sender, itself, fields });
}
