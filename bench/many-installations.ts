/** A GitHub with many installations, which the simulated one has not: it knows little and answers at once. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Size = { readonly installations: number; readonly repositories: number };

/** The repository of an organisation that holds the file for all of them. */
export const HOLDER = { index: 0, name: '.github' };

export function ownerOf(installationId: number): string {
  return `org${installationId}`;
}

export function repositoryOf(installationId: number, index: number): { id: number; name: string } {
  const name = index === HOLDER.index ? HOLDER.name : `repo${index}`;
  return { id: installationId * 1000 + index, name };
}

/** A config file of a usual size; each organisation has its own people, so that no two texts are the same. */
export function configOf(installationId: number): string {
  const people = Array.from({ length: 20 }, (_, n) => `p${n}-of-${ownerOf(installationId)}`);
  const away = people.flatMap((login) =>
    [2, 5, 8].map((month) => `      - {login: ${login}, from: 2026-0${month}-01, to: 2026-0${month}-14}`),
  );
  return `version: 1
home: ${ownerOf(installationId)}/repo1
rotations:
  - name: infra
    starts: 2026-01-05T09:00
    every: 1 week
    roster: [${people.join(', ')}]
    away:\n${away.join('\n')}\n`;
}

/** @returns where it listens */
export async function serveGitHub(size: Size, cleanup: AsyncDisposableStack): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    const { status, json, next } = answer(size, request);
    const link = next ? { link: `<http://${request.headers.host}${next}>; rel="next"` } : {};
    response.writeHead(status, { 'content-type': 'application/json', ...link });
    response.end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanup.defer(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Answer = { status: number; json: unknown; next?: string };

const PAGE = 100;

function answer(size: Size, request: IncomingMessage): Answer {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://github');
  const ok = (json: unknown): Answer => ({ status: request.method === 'POST' ? 201 : 200, json });
  // The token of an installation says whose it is.
  const installationId = Number(/token-(\d+)/.exec(request.headers.authorization ?? '')?.[1]);
  if (pathname === '/app') return ok({ slug: 'paydown' });
  if (pathname === '/app/installations') return installationsOn(size, Number(searchParams.get('page') ?? 1));
  const looking = /^\/app\/installations\/(\d+)$/.exec(pathname)?.[1];
  if (looking) return ok(installationOf(Number(looking)));
  const asking = /^\/app\/installations\/(\d+)\/access_tokens$/.exec(pathname)?.[1];
  if (asking) return ok(tokenOf(asking));
  if (pathname === '/installation/repositories') return ok(repositoriesOf(size, installationId));
  if (pathname.endsWith(`/${HOLDER.name}/contents/.github%2Fpaydown.yml`)) return ok(fileOf(installationId));
  if (request.method === 'GET' && /\/issues$/.test(pathname)) return ok([]);
  if (request.method === 'POST') return ok({ id: 1, number: 1 });
  return { status: 404, json: { message: 'Not Found' } };
}

function installationsOn(size: Size, page: number): Answer {
  const first = (page - 1) * PAGE;
  const ids = Array.from({ length: Math.min(PAGE, size.installations - first) }, (_, n) => first + n + 1);
  const json = ids.map(installationOf);
  const more = first + PAGE < size.installations;
  return { status: 200, json, ...(more ? { next: `/app/installations?per_page=100&page=${page + 1}` } : {}) };
}

function installationOf(id: number): object {
  return {
    id,
    suspended_at: null,
    account: { login: ownerOf(id) },
    permissions: { issues: 'write' },
    events: [],
  };
}

function tokenOf(installationId: string): object {
  const expires_at = new Date(Date.now() + 3_600_000).toISOString();
  return { token: `token-${installationId}`, expires_at, permissions: {}, repository_selection: 'all' };
}

function repositoriesOf(size: Size, installationId: number): object {
  const owner = { login: ownerOf(installationId) };
  const repositories = Array.from({ length: size.repositories }, (_, index) => {
    return { ...repositoryOf(installationId, index), owner, private: false, default_branch: 'main' };
  });
  return { total_count: repositories.length, repositories };
}

function fileOf(installationId: number): object {
  return { type: 'file', content: Buffer.from(configOf(installationId)).toString('base64') };
}
