/** Pull requests, as GraphQL tells them. */
import { GraphQLError } from 'graphql';
import { closedBy } from './closing.ts';
import { readIssue } from './issues.ts';
import type { Pull, Repository } from './types.ts';
import type { World } from './world.ts';

/** Source: GitHub's GraphQL reference, "PullRequest". */
export async function pullOf(world: World, repository: Repository, number: number) {
  const path = `/repos/${repository.full_name}`;
  const pull = await world.emulator.find<Pull>(`${path}/pulls/${number}`);
  const message = `Could not resolve to a PullRequest with the number of ${number}.`;
  if (!pull) throw new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } });
  return {
    number: pull.number,
    title: pull.title,
    url: pull.html_url,
    async closingIssuesReferences() {
      const numbers = closedBy(pull.body, repository.full_name);
      const issues = await Promise.all(numbers.map((one) => readIssue(world, path, one)));
      const nodes = issues
        .filter((issue) => issue && !issue.pull_request)
        .map((issue) => ({ number: issue?.number, repository: { databaseId: repository.id } }));
      return { totalCount: nodes.length, nodes };
    },
  };
}
