import type { IncomingMessage } from 'node:http';

/**
 * How much is held of bodies whose signature is not checked yet, in bytes: anybody can send those. Three who send 21 MB
 * each use it up, so what says beforehand that it is small, as nearly all that GitHub sends, is let in besides. At the
 * worst every connection that the server allows (500) holds a small body that does not end: 125 MB more, until the
 * server's deadline for a request. Node lets no body grow past the length that it declared.
 */
const UNVERIFIED_LIMIT = 64 * 1024 * 1024;
const SMALL = 256 * 1024;
let unverified = 0;

/** The whole body, or why not, as soon as that turns out. @param limit in bytes @throws where it is cut off */
export function readBody(
  request: IncomingMessage,
  limit: number,
): Promise<Buffer | 'too large' | 'too much'> {
  const declared = Number(request.headers['content-length']);
  if (declared > limit) return Promise.resolve('too large');
  // Where no length is declared, that is no number, and not small.
  const counts = !(declared <= SMALL);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (result: Buffer | 'too large' | 'too much' | Error) => {
      if (counts) unverified -= size;
      request.off('data', take).off('end', whole).off('error', end).off('close', cut);
      if (result instanceof Error) return reject(result);
      // The connection has to last for the answer, also where the rest is not read.
      if (typeof result === 'string') request.pause();
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (counts) unverified += chunk.length;
      chunks.push(chunk);
      if (size > limit) end('too large');
      else if (counts && unverified > UNVERIFIED_LIMIT) end('too much');
    };
    const [whole, cut] = [() => end(Buffer.concat(chunks)), () => end(new Error('the request was cut off'))];
    request.on('data', take).on('end', whole).on('error', end).on('close', cut);
  });
}
