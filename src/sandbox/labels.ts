import { type Call, type Route, requireReadable, route } from './routes.ts';
import { fieldsOf, isObject, type JsonObject, type Label, Refusal } from './types.ts';
import { announce } from './webhooks.ts';
import { loginOf } from './world.ts';

/**
 * Label names as the repository writes them: GitHub compares them without case, the emulator does not. Names
 * that the repository does not have come back as they are.
 */
export async function canonicalLabels(call: Call, wanted: readonly unknown[]): Promise<string[]> {
  const known = new Map((await labelsOf(call)).map((label) => [label.name.toLowerCase(), label.name]));
  const names = wanted.map((label) => String(isObject(label) ? label.name : label));
  return [...new Set(names.map((name) => known.get(name.toLowerCase()) ?? name))];
}

/** Labels of a repository, with a webhook for each change ("REST API endpoints for labels", event `label`). */
export const labelRoutes: readonly Route[] = [
  route('GET /repos/:owner/:repo/labels/:name', async (call) => {
    await requireReadable(call);
    return { status: 200, json: await requireLabel(call) };
  }),
  route('POST /repos/:owner/:repo/labels', async (call) => {
    const name = String(fieldsOf(call.request.body).name);
    if ((await labelsOf(call)).some((label) => label.name.toLowerCase() === name.toLowerCase())) {
      const error = { resource: 'Label', code: 'already_exists', field: 'name' };
      throw new Refusal(422, 'Validation Failed', [error]);
    }
    const answer = await call.forward();
    if (answer.status === 201) await announceLabel(call, 'created', { label: answer.json });
    return answer;
  }),
  route('PATCH /repos/:owner/:repo/labels/:name', async (call) => {
    const before = await requireLabel(call);
    const answer = await call.forward({ path: pathOf(call, before) });
    const after = answer.json as Label;
    if (answer.status !== 200) return answer;
    const changes = {
      ...(before.name === after.name ? {} : { name: { from: before.name } }),
      ...(before.color === after.color ? {} : { color: { from: before.color } }),
      ...(before.description === after.description
        ? {}
        : { description: { from: before.description ?? '' } }),
    };
    await announceLabel(call, 'edited', { label: after, changes });
    return answer;
  }),
  route('DELETE /repos/:owner/:repo/labels/:name', async (call) => {
    const label = await requireLabel(call);
    const answer = await call.forward({ path: pathOf(call, label) });
    if (answer.status === 204) await announceLabel(call, 'deleted', { label });
    return answer;
  }),
];

async function announceLabel(call: Call, action: string, fields: JsonObject): Promise<void> {
  const sender = loginOf(call.world, call.request.by);
  await announce(call.world, { event: 'label', action, sender, repository: call.repository, fields });
}

async function requireLabel(call: Call): Promise<Label> {
  const name = call.param('name').toLowerCase();
  const label = (await labelsOf(call)).find((one) => one.name.toLowerCase() === name);
  if (!label) throw new Refusal(404, 'Not Found');
  return label;
}

function pathOf(call: Call, label: Label): string {
  return `${call.repository}/labels/${encodeURIComponent(label.name)}`;
}

/** At most a hundred: no sandbox has more. */
function labelsOf(call: Call): Promise<Label[]> {
  return call.world.emulator.read<Label[]>(`${call.repository}/labels?per_page=100`);
}
