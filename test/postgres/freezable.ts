/** A way to a server that can freeze: connections stay open, and nothing comes through any more. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export type Freezable = {
  readonly port: number;
  freeze(): void;
  /** Connections that begin from now on work; those that are frozen stay so. */
  open(): void;
  thaw(): void;
};

export async function freezable(target: number): Promise<Freezable> {
  const sockets = new Set<Socket>();
  let state: 'flowing' | 'frozen' = 'flowing';
  const link = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on('data', (chunk) => void to.write(chunk));
    from.on('error', () => {});
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    if (state === 'frozen') from.pause();
  };
  const server = createServer((client) => {
    const behind = connect(target, '127.0.0.1');
    link(client, behind);
    link(behind, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      state = 'frozen';
      for (const socket of sockets) socket.pause();
    },
    open() {
      state = 'flowing';
    },
    thaw() {
      state = 'flowing';
      for (const socket of sockets) socket.resume();
    },
  };
}
