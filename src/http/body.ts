import type { IncomingMessage } from 'node:http';

/** How much is held of bodies whose signature is not checked yet, in bytes: anybody can send those. */
const UNVERIFIED_LIMIT = 64 * 1024 * 1024;
let unverified = 0;

/** The whole body, or why not, as soon as that turns out. @param limit in bytes @throws where it is cut off */
export function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | 'too large' | 'too much'> {
  if (Number(request.headers['content-length']) > limit) return Promise.resolve('too large');
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (result: Buffer | 'too large' | 'too much' | Error) => {
      unverified -= size;
      request.off('data', take).off('end', whole).off('error', end).off('close', cut);
      if (result instanceof Error) return reject(result);
      // The connection has to last for the answer, also where the rest is not read.
      if (typeof result === 'string') request.pause();
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      unverified += chunk.length;
      chunks.push(chunk);
      if (size > limit) end('too large');
      else if (unverified > UNVERIFIED_LIMIT) end('too much');
    };
    const [whole, cut] = [() => end(Buffer.concat(chunks)), () => end(new Error('the request was cut off'))];
    request.on('data', take).on('end', whole).on('error', end).on('close', cut);
  });
}
