import { buildSchema, type ExecutionResult, GraphQLError, type GraphQLSchema, graphql } from 'graphql';
import { closedBy } from './closing.ts';
import { issuesOf } from './graphql-issues.ts';
import { pullOf } from './graphql-pulls.ts';
import { readIssue } from './issues.ts';
import { type Call, type Route, route } from './routes.ts';
import {
  type Comment,
  fieldsOf,
  type Issue,
  isObject,
  type Pull,
  Refusal,
  type Repository,
  type User,
} from './types.ts';
import { canonicalLogin, loginOf, type World } from './world.ts';

/**
 * GitHub's published schema, with answers for what is asked here and null for the rest. Sources: GitHub Docs,
 * "Forming calls with GraphQL", "Public schema".
 */
export const graphqlRoutes: readonly Route[] = [
  route('POST /graphql', async (call) => {
    loginOf(call.world, call.request.by);
    const { query, variables, operationName } = fieldsOf(call.request.body);
    if (typeof query !== 'string')
      throw new Refusal(400, 'A query attribute must be specified and must be a string.');
    const result = await graphql({
      schema: await publishedSchema(),
      source: query,
      rootValue: rootOf(call),
      ...(isObject(variables) ? { variableValues: variables } : {}),
      ...(typeof operationName === 'string' ? { operationName } : {}),
    });
    return { status: 200, json: asGitHubPutsIt(result) };
  }),
];

let published: Promise<GraphQLSchema> | undefined;

/** Built at the first question: it takes a second, and few ask. */
function publishedSchema(): Promise<GraphQLSchema> {
  published ??= import('@octokit/graphql-schema').then(({ schema }) => {
    return buildSchema(schema.idl, { assumeValidSDL: true });
  });
  return published;
}

type Pages = { readonly first?: number; readonly last?: number; readonly includeClosedPrs?: boolean };

function rootOf(call: Call) {
  const { world } = call;
  return {
    viewer: { login: loginOf(world, call.request.by) },
    async user({ login }: { login: string }) {
      const path = `/users/${encodeURIComponent(canonicalLogin(world, login))}`;
      const user = await world.emulator.find<User>(path);
      if (user?.type !== 'User') throw notFound(`Could not resolve to a User with the login of '${login}'.`);
      return { id: user.node_id, login: user.login, url: user.html_url, status: statusOf(world, user.login) };
    },
    async repository({ owner, name }: { owner: string; name: string }) {
      const answer = await call.forward({ method: 'GET', path: `/repos/${owner}/${name}` });
      const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
      if (answer.status !== 200) throw notFound(message);
      return repositoryOf(call, answer.json as Repository);
    },
  };
}

function statusOf(world: World, login: string) {
  return world.busy.has(login) ? { indicatesLimitedAvailability: true, message: 'Busy', emoji: null } : null;
}

function repositoryOf(call: Call, repository: Repository) {
  const { world } = call;
  const path = `/repos/${repository.full_name}`;
  return {
    id: repository.node_id,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: repository.full_name,
    isPrivate: repository.private,
    isArchived: repository.archived,
    url: repository.html_url,
    issues: (page: Parameters<typeof issuesOf>[2]) => issuesOf(call, repository, page),
    async issue({ number }: { number: number }) {
      const issue = await readIssue(world, path, number);
      const message = `Could not resolve to an Issue with the number of ${number}.`;
      if (!issue || issue.pull_request) throw notFound(message);
      return issueOf(world, repository, issue);
    },
    pullRequest: ({ number }: { number: number }) => pullOf(world, repository, number),
  };
}

function issueOf(world: World, repository: Repository, issue: Issue) {
  return {
    id: issue.node_id,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    state: issue.state.toUpperCase(),
    url: issue.html_url,
    linkedBranches: () =>
      connection(Array.from({ length: world.linkedBranches.get(issue.id) ?? 0 }, () => ({}))),
    async comments({ last }: Pages) {
      const path = `/repos/${repository.full_name}/issues/${issue.number}/comments?per_page=100`;
      const all = await world.emulator.read<Comment[]>(path);
      const nodes = all.slice(-(last ?? all.length)).map((comment) => ({
        author: comment.user && { __typename: comment.user.type, login: comment.user.login },
        createdAt: comment.created_at,
        body: comment.body,
      }));
      return { ...connection(nodes), totalCount: all.length };
    },
    async closedByPullRequestsReferences({ includeClosedPrs }: Pages) {
      const path = `/repos/${repository.full_name}/pulls?state=all&per_page=100`;
      const all = await world.emulator.read<Pull[]>(path);
      const some = all.filter((pull) => includeClosedPrs || pull.state === 'open' || pull.merged_at !== null);
      return connection(
        some.filter((pull) => closedBy(pull.body, repository.full_name).includes(issue.number)),
      );
    },
  };
}

function connection<T>(nodes: T[]) {
  return { totalCount: nodes.length, nodes, edges: nodes.map((node) => ({ node, cursor: '' })) };
}

function notFound(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } });
}

/** GitHub names the kind of an error beside its message, not among the extensions. */
function asGitHubPutsIt({ data, errors }: ExecutionResult) {
  if (!errors) return { data };
  const told = errors.map(({ message, path, locations, extensions }) => {
    return { ...(extensions.type ? { type: extensions.type } : {}), path, locations, message };
  });
  return { ...(data === undefined ? {} : { data }), errors: told };
}
