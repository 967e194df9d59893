import { Temporal } from 'temporal-polyfill';
import { type Call, type Route, route } from './routes.ts';
import { type Answer, fieldsOf, type JsonObject, type Milestone, Refusal } from './types.ts';
import { announce } from './webhooks.ts';
import { loginOf } from './world.ts';

/**
 * Milestones: no two of a repository have one title, open or closed, and a due date is a day in California, whatever
 * time is sent along. Sources: GitHub Docs, "REST API endpoints for milestones", event `milestone`; GitHub's answers to
 * a title that is taken, and to times near midnight.
 */
export const milestoneRoutes: readonly Route[] = [
  route('POST /repos/:owner/:repo/milestones', async (call) => {
    const body = fieldsOf(call.request.body);
    await requireFree(call, body.title, undefined);
    const answer = await call.forward({ body: withDay(body) });
    if (answer.status === 201) await announceMilestone(call, 'created', { milestone: answer.json });
    return answer;
  }),
  route('PATCH /repos/:owner/:repo/milestones/:number', async (call) => {
    const before = await call.world.emulator.find<Milestone>(pathOf(call));
    const body = fieldsOf(call.request.body);
    if (before && 'title' in body) await requireFree(call, body.title, before.number);
    const answer = await call.forward({ body: withDay(body) });
    return before && answer.status === 200 ? tellChange(call, before, answer) : answer;
  }),
  route('DELETE /repos/:owner/:repo/milestones/:number', async (call) => {
    const milestone = await call.world.emulator.find<Milestone>(pathOf(call));
    const answer = await call.forward();
    if (answer.status === 204) await announceMilestone(call, 'deleted', { milestone });
    return answer;
  }),
];

async function tellChange(call: Call, before: Milestone, answer: Answer): Promise<Answer> {
  const after = answer.json as Milestone;
  const moved = after.state === 'closed' ? 'closed' : 'opened';
  if (before.state !== after.state) await announceMilestone(call, moved, { milestone: after });
  const changes = Object.fromEntries(
    (['title', 'description', 'due_on'] as const)
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, { from: before[field] ?? '' }]),
  );
  if (Object.keys(changes).length > 0) await announceMilestone(call, 'edited', { milestone: after, changes });
  return answer;
}

async function requireFree(call: Call, title: unknown, own: number | undefined): Promise<void> {
  const path = `${call.repository}/milestones?state=all&per_page=100`;
  const all = await call.world.emulator.read<Milestone[]>(path);
  if (!all.some((one) => one.title === title && one.number !== own)) return;
  const error = { resource: 'Milestone', code: 'already_exists', field: 'title' };
  throw new Refusal(422, 'Validation Failed', [error]);
}

function withDay(body: JsonObject): JsonObject {
  if (typeof body.due_on !== 'string') return body;
  const due = Temporal.Instant.from(body.due_on).toZonedDateTimeISO('America/Los_Angeles').startOfDay();
  return { ...body, due_on: due.toInstant().toString() };
}

function pathOf(call: Call): string {
  return `${call.repository}/milestones/${call.number('number')}`;
}

async function announceMilestone(call: Call, action: string, fields: JsonObject): Promise<void> {
  const sender = loginOf(call.world, call.request.by);
  await announce(call.world, { event: 'milestone', action, sender, repository: call.repository, fields });
}
