import { requireLength } from './issue-writes.ts';
import { requireIssue } from './issues.ts';
import { type Call, type Route, route } from './routes.ts';
import { type Comment, fieldsOf, type Issue, type JsonObject } from './types.ts';
import { announce } from './webhooks.ts';
import { loginOf } from './world.ts';

/** Comments, with their webhooks. Sources: "REST API endpoints for issue comments", event `issue_comment`. */
export const commentRoutes: readonly Route[] = [
  route('POST /repos/:owner/:repo/issues/:number/comments', async (call) => {
    requireLength(fieldsOf(call.request.body).body);
    await requireIssue(call);
    const answer = await call.forward();
    if (answer.status !== 201) return answer;
    await announceComment(call, 'created', await requireIssue(call), { comment: answer.json });
    return answer;
  }),
  route('PATCH /repos/:owner/:repo/issues/comments/:comment', async (call) => {
    requireLength(fieldsOf(call.request.body).body);
    const before = await readComment(call);
    const answer = await call.forward();
    if (answer.status !== 200) return answer;
    await touchIssue(call, before);
    const changes = { body: { from: before.body ?? '' } };
    await announceComment(call, 'edited', await issueOf(call, before), { changes, comment: answer.json });
    return answer;
  }),
  route('DELETE /repos/:owner/:repo/issues/comments/:comment', async (call) => {
    const comment = await readComment(call);
    const answer = await call.forward();
    if (answer.status === 204)
      await announceComment(call, 'deleted', await issueOf(call, comment), { comment });
    return answer;
  }),
];

async function announceComment(call: Call, action: string, issue: Issue, fields: JsonObject): Promise<void> {
  const sender = loginOf(call.world, call.request.by);
  const { repository, world } = call;
  await announce(world, { event: 'issue_comment', action, sender, repository, fields: { issue, ...fields } });
}

function readComment(call: Call): Promise<Comment> {
  return call.world.emulator.read<Comment>(`${call.repository}/issues/comments/${call.number('comment')}`);
}

function issueOf(call: Call, comment: Comment): Promise<Issue> {
  return call.world.emulator.read<Issue>(new URL(comment.issue_url).pathname);
}

/** An edited comment moves its issue's `updated_at` on GitHub, and not in the emulator. */
async function touchIssue(call: Call, comment: Comment): Promise<void> {
  const { body } = await issueOf(call, comment);
  await call.world.emulator.change('PATCH', new URL(comment.issue_url).pathname, { body: body ?? null });
}
