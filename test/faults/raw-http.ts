/** HTTP as bytes on a socket, for what no HTTP client would send. */
import { connect } from 'node:net';

/** When the caller leaves: after so many answers, or once nothing more comes for a while. */
export type Leaving = { readonly after: number } | 'when quiet';

/** Silence after which nothing more is waited for where an answer may never come, in milliseconds. */
const QUIET = 40;
/** However long an answer takes on a busy machine, in milliseconds. */
const PATIENCE = 60_000;

const ANSWER = /HTTP\/1\.1 [2-9]\d\d /g;

/** Writes the pieces one after the other. @returns everything that came back before the connection ended */
export function converse(port: number, pieces: Iterable<Buffer>, leaving: Leaving): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let heard = '';
    const leave = () => {
      socket.destroy();
      resolve(heard);
    };
    socket.setTimeout(leaving === 'when quiet' ? QUIET : PATIENCE, leave);
    socket.on('error', leave);
    socket.on('close', leave);
    socket.on('data', (data) => {
      heard += data.toString('latin1');
      if (typeof leaving === 'object' && statusesOf(heard).length >= leaving.after) leave();
    });
    socket.on('connect', async () => {
      for (const piece of pieces) await write(piece);
    });
    const write = (piece: Buffer) =>
      new Promise<void>((done) => {
        if (socket.destroyed) done();
        else socket.write(piece, () => setImmediate(done));
      });
  });
}

/** The statuses of the answers in what was heard, interim ones left out. */
export function statusesOf(heard: string): number[] {
  return Array.from(heard.matchAll(ANSWER), ([line]) => Number(line.slice(9, 12)));
}
