import { isoSeconds } from '../time.ts';
import type { Delivery } from './post-office.ts';
import { type Call, type Route, route } from './routes.ts';
import { Refusal } from './types.ts';

/** What GitHub says where no answer came back. */
const NO_ANSWER = 502;

/** Source: GitHub Docs, "REST API endpoints for GitHub App webhooks". */
export const hookDeliveryRoutes: readonly Route[] = [
  route('GET /app/hook/deliveries', async (call) => {
    await requireApp(call);
    const { query } = call.request;
    const size = Math.min(100, Number(query.get('per_page') ?? 30) || 30);
    const from = Number(/^v1_(\d+)$/.exec(query.get('cursor') ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
    const all = call.world.postOffice.deliveries
      .filter((one) => one.id <= from && isWanted(one, query))
      .reverse();
    const next = all[size];
    return {
      status: 200,
      headers: next ? { link: linkTo(call, next.id) } : {},
      json: all.slice(0, size).map(summary),
    };
  }),
  route('GET /app/hook/deliveries/:delivery', async (call) => {
    await requireApp(call);
    const found = find(call);
    const request = { headers: found.headers, payload: JSON.parse(found.payload) };
    const response = { headers: found.response.headers, payload: found.response.body };
    return { status: 200, json: { ...summary(found), url: null, request, response } };
  }),
  route('POST /app/hook/deliveries/:delivery/attempts', async (call) => {
    await requireApp(call);
    void call.world.postOffice.redeliver(find(call).guid);
    return { status: 202, json: {} };
  }),
];

async function requireApp(call: Call): Promise<void> {
  const answer = await call.forward({ method: 'GET', path: '/app' });
  if (answer.status !== 200) throw new Refusal(401, 'A JSON web token could not be decoded');
}

function find(call: Call): Delivery {
  const id = call.number('delivery');
  const found = call.world.postOffice.deliveries.find((delivery) => delivery.id === id);
  if (!found) throw new Refusal(404, 'Not Found');
  return found;
}

function isWanted(delivery: Delivery, query: URLSearchParams): boolean {
  const status = query.get('status');
  const redelivery = query.get('redelivery');
  if (status && status !== (delivery.outcome === 'OK' ? 'success' : 'failure')) return false;
  return redelivery === null || redelivery === String(delivery.redelivery);
}

function linkTo({ world, request }: Call, id: number): string {
  const query = new URLSearchParams(request.query);
  query.set('cursor', `v1_${id}`);
  return `<${world.url}${request.path}?${query}>; rel="next"`;
}

function summary(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: isoSeconds(delivery.deliveredAt),
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.outcome,
    status_code: delivery.status === 0 ? NO_ANSWER : delivery.status,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
