import { type Answer, type ApiRequest, Refusal } from './types.ts';
import type { World } from './world.ts';

/** A request on its way through the layer. */
export type Call = {
  readonly world: World;
  readonly request: ApiRequest;
  /** A part of the path, decoded. */
  param(name: string): string;
  number(name: string): number;
  /** `/repos/OWNER/NAME`, of the repository in the path. */
  readonly repository: string;
  /** Asks the emulator the same, as the same caller, or with what is given in its place. */
  forward(instead?: { method?: string; path?: string; body?: unknown }): Promise<Answer>;
};

export type Handler = (call: Call) => Promise<Answer>;
export type Route = { readonly method: string; readonly pattern: RegExp; readonly handle: Handler };

/** A route from a method and a path with `:names`; `:name*` takes slashes too. */
export function route(
  spec: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`,
  handle: Handler,
): Route {
  const [method = '', path = ''] = spec.split(' ');
  const source = path.replace(/:(\w+)(\*?)/g, (_, name: string, star: string) => {
    return `(?<${name}>${star ? '.+' : '[^/]+'})`;
  });
  return { method, pattern: new RegExp(`^${source}$`), handle };
}

/** A call from a request and what its path says. */
export function createCall(
  world: World,
  request: ApiRequest,
  params: Readonly<Record<string, string | undefined>>,
  forward: Call['forward'],
): Call {
  const param = (name: string) => {
    const value = params[name];
    if (value === undefined) throw new Refusal(404, 'Not Found');
    return decodeURIComponent(value);
  };
  return {
    world,
    request,
    param,
    forward,
    repository: `/repos/${params.owner}/${params.repo}`,
    number(name) {
      const number = Number(param(name));
      if (!Number.isSafeInteger(number)) throw new Refusal(404, 'Not Found');
      return number;
    },
  };
}

/** Rejects with the refusal where the caller may not see the repository of the path. */
export async function requireReadable(call: Call): Promise<void> {
  const answer = await call.forward({ method: 'GET', path: call.repository });
  if (answer.status !== 200) throw new Refusal(404, 'Not Found');
}
