/** Stands between the App and GitHub; what it fails, it answers with all that it was sent. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

type Passing = { readonly method: string; readonly path: string };

export type EchoProxy = {
  readonly url: string;
  /** Every credential that went through. */
  readonly credentials: ReadonlySet<string>;
  /** Fails the next request that fits. @returns once it came */
  fail(status: number, fits: (request: Passing) => boolean): Promise<void>;
};

type Failure = { status: number; fits: (request: Passing) => boolean; done: () => void };

export async function startEchoProxy(target: string): Promise<EchoProxy> {
  const credentials = new Set<string>();
  const failures = new Set<Failure>();
  const server = createServer(async (incoming, response) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const body = await text(incoming);
    credentials.add(headers.authorization?.split(' ')[1] ?? '');
    const failure = [...failures].find(({ fits }) => fits({ method, path }));
    if (failure) {
      failures.delete(failure);
      response.writeHead(failure.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(echo(failure.status, headers, body)));
      return failure.done();
    }
    const answer = await fetch(`${target}${path}`, {
      method,
      headers: passedOn(headers),
      ...(body === '' ? {} : { body }),
    });
    const type = answer.headers.get('content-type');
    response.writeHead(answer.status, type ? { 'content-type': type } : {});
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials,
    fail: (status, fits) => new Promise((done) => failures.add({ status, fits, done })),
  };
}

/** GitHub repeats values in its `errors`; a proxy that fails may repeat anything. */
function echo(status: number, headers: IncomingHttpHeaders, body: string): object {
  const message = `Failed for authorization: ${headers.authorization}`;
  if (status >= 500) return { message: `${message} and ${body}`, headers, body };
  return { message, errors: [{ resource: 'Issue', field: 'body', code: 'invalid', value: body }], headers };
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  const wanted = ['authorization', 'accept', 'content-type'];
  return Object.fromEntries(wanted.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])));
}
