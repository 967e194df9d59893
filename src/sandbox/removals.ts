import { assigneesOf, labelsOf } from './issue-changes.ts';
import { readIssue } from './issues.ts';
import { tokenOf } from './seed.ts';
import { type Comment, type Issue, type Milestone, Refusal, type Repository } from './types.ts';
import { accountOf, announce } from './webhooks.ts';
import type { World } from './world.ts';

/** An issue by where it is; `repository` is `/repos/OWNER/NAME`. */
export type IssuePlace = { readonly repository: string; readonly number: number };

/**
 * Deletes an issue, which GitHub offers on its pages and in GraphQL only. It leaves no history, and is gone.
 * Source: GitHub Docs, "Deleting an issue", event `issues` (`deleted`).
 */
export async function deleteIssue(world: World, place: IssuePlace, sender: string): Promise<void> {
  const issue = await requireThere(world, place);
  await closeForGood(world, place, issue);
  world.history.forget(issue.id);
  world.amendments.remove(issue.id, { kind: 'deleted' });
  const { repository } = place;
  await announce(world, { event: 'issues', action: 'deleted', sender, repository, fields: { issue } });
}

/**
 * Moves an issue to another repository of the organisation. Its history, age, assignees and comments go along, its
 * labels and milestone where the new repository has them; the old address redirects. Source:
 * GitHub Docs, "Transferring an issue to another repository", event `issues` (`transferred`).
 *
 * @returns the issue's new number
 */
export async function transferIssue(
  world: World,
  place: IssuePlace,
  target: string,
  sender: string,
): Promise<number> {
  const issue = await requireThere(world, place);
  const moved = await copyIssue(world, issue, target);
  await copyComments(world, place, { repository: target, number: moved.number });
  const from = await world.emulator.read<Repository>(place.repository);
  const to = await world.emulator.read<Repository>(target);
  const actor = await accountOf(world, sender);
  world.amendments.put(moved.id, { created_at: issue.created_at });
  world.history.move(issue.id, { repositoryId: to.id, issue: moved });
  world.history.add({ repositoryId: to.id, issue: moved }, 'transferred', actor, {});
  await closeForGood(world, place, issue);
  world.amendments.remove(issue.id, { kind: 'transferred', to: moved.url });
  const after = (await readIssue(world, target, moved.number)) ?? moved;
  await announce(world, {
    event: 'issues',
    action: 'transferred',
    sender,
    repository: place.repository,
    fields: { issue, changes: { new_issue: after, new_repository: to } },
  });
  await announce(world, {
    event: 'issues',
    action: 'opened',
    sender,
    repository: target,
    fields: { issue: after, changes: { old_issue: issue, old_repository: from } },
  });
  return moved.number;
}

/**
 * Turns an issue into a discussion: it is closed and locked, and stays. Source: GitHub Docs, "Moderating discussions"
 * (Converting an issue to a discussion), "Issue event types" (`converted_to_discussion`).
 */
export async function convertIssue(world: World, place: IssuePlace, sender: string): Promise<void> {
  const before = await requireThere(world, place);
  const { id: repositoryId } = await world.emulator.read<Repository>(place.repository);
  const actor = await accountOf(world, sender);
  await closeForGood(world, place, before);
  for (const event of ['closed', 'converted_to_discussion', 'locked'])
    world.history.add({ repositoryId, issue: before }, event, actor, {});
  const closed = await requireThere(world, place);
  const { repository } = place;
  const tell = (action: 'closed' | 'locked', issue: object) =>
    announce(world, { event: 'issues', action, sender, repository, fields: { issue } });
  await tell('closed', closed);
  await tell('locked', { ...closed, locked: true });
}

async function requireThere(world: World, { repository, number }: IssuePlace): Promise<Issue> {
  const issue = await readIssue(world, repository, number);
  if (!issue || issue.pull_request) throw new Error(`There is no issue ${repository}#${number}.`);
  return issue;
}

/** The emulator cannot remove an issue, so it is closed there, for the counts, and hidden by the layer. */
async function closeForGood(world: World, { repository, number }: IssuePlace, issue: Issue): Promise<void> {
  if (issue.state === 'open')
    await world.emulator.change('PATCH', `${repository}/issues/${number}`, { state: 'closed' });
}

/** Under other ids, which nobody is told of. */
async function copyComments(world: World, from: IssuePlace, to: IssuePlace): Promise<void> {
  const pathOf = ({ repository, number }: IssuePlace) => `${repository}/issues/${number}/comments`;
  for (const comment of await world.emulator.read<Comment[]>(`${pathOf(from)}?per_page=100`)) {
    await world.emulator.change('POST', pathOf(to), { body: comment.body ?? '' });
    const copies = await world.emulator.read<Comment[]>(`${pathOf(to)}?per_page=100`);
    const { user, created_at } = comment;
    const last = copies.at(-1);
    if (last) world.amendments.ascribe(last.id, { user, created_at });
  }
}

/** It goes along where the new repository has one of the same title and due date. */
async function milestoneAt(world: World, { milestone }: Issue, target: string) {
  if (!milestone) return {};
  const all = await world.emulator.read<Milestone[]>(`${target}/milestones?state=all&per_page=100`);
  const same = all.find(({ title, due_on }) => title === milestone.title && due_on === milestone.due_on);
  return same ? { milestone: same.number } : {};
}

async function copyIssue(world: World, issue: Issue, target: string): Promise<Issue> {
  const known = await world.emulator.read<{ name: string }[]>(`${target}/labels?per_page=100`);
  const names = known.map((label) => label.name.toLowerCase());
  const copy = {
    title: issue.title,
    body: issue.body ?? null,
    labels: labelsOf(issue).flatMap(({ name }) => (names.includes(name.toLowerCase()) ? [name] : [])),
    assignees: assigneesOf(issue).map((user) => user.login),
    ...(await milestoneAt(world, issue, target)),
  };
  const token = tokenOf(issue.user?.login ?? '');
  const answer = await world.emulator.ask({ method: 'POST', path: `${target}/issues`, body: copy, token });
  if (answer.status !== 201) throw new Refusal(answer.status, 'The issue could not be transferred.');
  const moved = answer.json as Issue;
  if (issue.state === 'closed') {
    const closed = { state: 'closed', state_reason: issue.state_reason ?? 'completed' };
    await world.emulator.change('PATCH', `${target}/issues/${moved.number}`, closed);
  }
  return moved;
}
