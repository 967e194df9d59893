import {
  assigneesOf,
  type Change,
  changesAtOpening,
  changesBetween,
  historyOf,
  labelsOf,
  payloadOf,
} from './issue-changes.ts';
import { readIssue, requireIssue } from './issues.ts';
import { canonicalLabels } from './labels.ts';
import { isAssignable, MOST_ASSIGNEES, mayTriage } from './people.ts';
import { type Call, type Route, route } from './routes.ts';
import {
  type Answer,
  fieldsOf,
  type Issue,
  type JsonObject,
  type Pull,
  Refusal,
  type Repository,
  strings,
} from './types.ts';
import { accountOf, announce } from './webhooks.ts';
import { canonicalLogin, loginOf, type World } from './world.ts';

/**
 * Changing issues. Whatever the way, the difference between before and after is what history and webhooks tell.
 * Sources: GitHub Docs, "REST API endpoints for issues", "… for issue assignees", "… for labels".
 */
export const issueWritingRoutes: readonly Route[] = [
  route('POST /repos/:owner/:repo/issues', openIssue),
  route('PATCH /repos/:owner/:repo/issues/:number', async (call) => {
    const before = await requireIssue(call);
    const body = await acceptableBody(call, before);
    const answer = await call.forward({ body: withKnownReason(body) });
    if (answer.status !== 200) return answer;
    amendReason(call.world, before, body);
    return { status: 200, json: await tellChanges(call, before) };
  }),
  route('POST /repos/:owner/:repo/issues/:number/assignees', addAssignees),
  route('DELETE /repos/:owner/:repo/issues/:number/assignees', removeAssignees),
  route('POST /repos/:owner/:repo/issues/:number/labels', async (call) => {
    await requireTriage(call);
    const before = await requireIssue(call);
    const labels = await canonicalLabels(call, wantedLabels(call.request.body));
    const worn = labelsOf(before).map((label) => label.name);
    if (labels.every((label) => worn.includes(label))) return { status: 200, json: before.labels };
    return changeAndTell(call, before, { body: { labels } });
  }),
  route('PUT /repos/:owner/:repo/issues/:number/labels', async (call) => {
    await requireTriage(call);
    const labels = await canonicalLabels(call, wantedLabels(call.request.body));
    return changeAndTell(call, await requireIssue(call), { body: { labels } });
  }),
  route('DELETE /repos/:owner/:repo/issues/:number/labels', async (call) => {
    await requireTriage(call);
    return changeAndTell(call, await requireIssue(call), {});
  }),
  route('DELETE /repos/:owner/:repo/issues/:number/labels/:name', async (call) => {
    await requireTriage(call);
    const [name = ''] = await canonicalLabels(call, [call.param('name')]);
    const path = `${call.repository}/issues/${call.number('number')}/labels/${encodeURIComponent(name)}`;
    return changeAndTell(call, await requireIssue(call), { path });
  }),
];

async function openIssue(call: Call): Promise<Answer> {
  const body = await acceptableBody(call, undefined);
  const answer = await call.forward({ body });
  if (answer.status !== 201) return answer;
  const issue = answer.json as Issue;
  const sender = loginOf(call.world, call.request.by);
  const repository = call.repository;
  await announce(call.world, { event: 'issues', action: 'opened', sender, repository, fields: { issue } });
  await tell(call.world, repository, issue, changesAtOpening(issue), sender);
  return answer;
}

/** The unassignable are dropped in silence, and nothing more than ten fit. */
async function addAssignees(call: Call): Promise<Answer> {
  await requireTriage(call);
  const before = await requireIssue(call);
  const present = assigneesOf(before).map((user) => user.login);
  const wanted = wantedAssignees(call).filter((login) => !present.includes(login));
  const allowed = await Promise.all(wanted.map((login) => isAssignable(call.world, call.repository, login)));
  const assignees = wanted.filter((_, index) => allowed[index]).slice(0, MOST_ASSIGNEES - present.length);
  if (assignees.length === 0) return { status: 201, json: before };
  return { ...(await changeAndTell(call, before, { body: { assignees } })), status: 201 };
}

async function removeAssignees(call: Call): Promise<Answer> {
  await requireTriage(call);
  const before = await requireIssue(call);
  const present = assigneesOf(before).map((user) => user.login);
  const assignees = wantedAssignees(call).filter((login) => present.includes(login));
  if (assignees.length === 0) return { status: 200, json: before };
  return changeAndTell(call, before, { body: { assignees } });
}

async function changeAndTell(
  call: Call,
  before: Issue,
  how: { path?: string; body?: unknown },
): Promise<Answer> {
  const answer = await call.forward(how);
  if (answer.status < 300) await tellChanges(call, before);
  return answer;
}

async function tellChanges(call: Call, before: Issue): Promise<Issue> {
  const after = (await readIssue(call.world, call.repository, before.number)) ?? before;
  const sender = loginOf(call.world, call.request.by);
  await tell(call.world, call.repository, after, changesBetween(before, after), sender);
  return after;
}

/** Writes changes of an issue into the history and sends a webhook for each. */
export async function tell(
  world: World,
  repository: string,
  issue: Issue,
  changes: readonly Change[],
  sender: string,
): Promise<void> {
  if (changes.length === 0) return;
  const { id: repositoryId } = await world.emulator.read<Repository>(repository);
  const actor = await accountOf(world, sender);
  const pull = issue.pull_request && (await world.emulator.find<Pull>(`${repository}/pulls/${issue.number}`));
  const subject = pull ? { number: issue.number, pull_request: pull } : { issue };
  for (const change of changes) {
    const entry = historyOf(change, issue, actor);
    if (entry) world.history.add({ repositoryId, issue }, entry.event, actor, entry.details);
    const fields = { ...subject, ...payloadOf(change) };
    const event = pull ? 'pull_request' : 'issues';
    await announce(world, { event, action: change.kind, sender, repository, fields });
  }
}

/** What of a body counts: an outsider's labels and assignees are dropped, an unassignable one is an error. */
async function acceptableBody(call: Call, before: Issue | undefined): Promise<JsonObject> {
  const login = loginOf(call.world, call.request.by);
  const { labels, assignees, ...rest } = fieldsOf(call.request.body);
  requireLength(rest.body);
  if (!(await mayTriage(call, login))) {
    if (before && before.user?.login !== login)
      throw new Refusal(403, 'Must have admin rights to Repository.');
    return rest;
  }
  return {
    ...rest,
    ...(Array.isArray(labels) ? { labels: await canonicalLabels(call, labels) } : {}),
    ...(Array.isArray(assignees) ? { assignees: await acceptableAssignees(call) } : {}),
  };
}

async function acceptableAssignees(call: Call): Promise<string[]> {
  const wanted = wantedAssignees(call);
  for (const value of wanted) {
    if (await isAssignable(call.world, call.repository, value)) continue;
    const error = { value, resource: 'Issue', field: 'assignees', code: 'invalid' };
    throw new Refusal(422, 'Validation Failed', [error]);
  }
  return wanted.slice(0, MOST_ASSIGNEES);
}

async function requireTriage(call: Call): Promise<void> {
  if (await mayTriage(call, loginOf(call.world, call.request.by))) return;
  throw new Refusal(403, 'Must have admin rights to Repository.');
}

function wantedAssignees(call: Call): string[] {
  const wanted = strings(fieldsOf(call.request.body).assignees);
  return [...new Set(wanted.map((login) => canonicalLogin(call.world, login)))];
}

function wantedLabels(body: unknown): unknown[] {
  const labels = Array.isArray(body) ? body : fieldsOf(body).labels;
  return Array.isArray(labels) ? labels : [];
}

/** The emulator does not know the reason `duplicate`, so it is told the nearest one and amended. */
function withKnownReason(body: JsonObject): JsonObject {
  return body.state_reason === 'duplicate' ? { ...body, state_reason: 'not_planned' } : body;
}

function amendReason(world: World, issue: Issue, body: JsonObject): void {
  if (body.state_reason === 'duplicate') world.amendments.put(issue.id, { state_reason: 'duplicate' });
  else if ('state' in body || 'state_reason' in body) world.amendments.withdraw(issue.id, 'state_reason');
}

const LONGEST_BODY = 65_536;

/** GitHub refuses bodies that are too long, in characters. */
export function requireLength(body: unknown): void {
  if (typeof body !== 'string' || body.length <= LONGEST_BODY) return;
  const message = `body is too long (maximum is ${LONGEST_BODY} characters)`;
  throw new Refusal(422, 'Validation Failed', [
    { resource: 'Issue', code: 'custom', field: 'body', message },
  ]);
}
