import { type Route, route } from './routes.ts';
import { fieldsOf } from './types.ts';

/** A list as such, which the emulator wraps ("REST API endpoints for check runs": list annotations). */
export const checkRoutes: readonly Route[] = [
  route('GET /repos/:owner/:repo/check-runs/:run/annotations', async (call) => {
    const answer = await call.forward();
    const list = fieldsOf(answer.json).check_annotations;
    return Array.isArray(list) ? { ...answer, json: list } : answer;
  }),
];
