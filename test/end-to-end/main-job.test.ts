import { expect, test } from 'vitest';
import { stage, type World } from './world.ts';

const config = `version: 1
timezone: Europe/Berlin
rotations:
  - name: infra
    starts: 2026-01-05T09:00
    every: 1 week
    roster: [ana, bo, cy]
`;

async function commentsOf(world: World, repo: string, number: number) {
  const { data } = await world.github.as('pat').rest.issues.listComments({ owner: 'acme', repo, issue_number: number });
  return data.map((comment) => ({ by: comment.user?.login, body: comment.body ?? '' }));
}

async function assigneesOf(world: World, repo: string, number: number) {
  const { data } = await world.github.as('pat').rest.issues.get({ owner: 'acme', repo, issue_number: number });
  return data.assignees?.map((user) => user.login);
}

test('a labelled issue gets the person on duty and one comment', async () => {
  const world = await stage();
  await world.github.commitFile('pat', 'api', '.github/paydown.yml', config);
  await world.quiet();
  const { data: issue } = await world.github.as('pat').rest.issues.create({
    owner: 'acme',
    repo: 'api',
    title: 'Old parser',
    labels: ['tech-debt'],
  });
  await world.quiet();
  expect(await assigneesOf(world, 'api', issue.number)).toEqual(['ana']);
  const comments = await commentsOf(world, 'api', issue.number);
  expect(comments).toHaveLength(1);
});
