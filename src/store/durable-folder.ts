/**
 * The files of a PGlite in a folder, with what PGlite leaves out: whatever PostgreSQL wants forced to the disk is
 * forced there, so that a crash of the machine costs nothing that was committed. PGlite asks for it by no other way
 * than `fsync`, which its file system does not know (Emscripten, "File System API": NODEFS).
 */
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Stream = { readonly nfd?: number; readonly node: object };
type Emscripten = {
  readonly NODEFS: {
    readonly stream_ops: { fsync?: (stream: Stream) => number };
    realPath(node: object): string;
  };
};
type Init = Parameters<NodeFS['init']>;

/** As PGlite starts PostgreSQL, but for `-F`, which forbids it to force anything. */
const startParams = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  '-c',
  // The default, `fdatasync`, does nothing in Emscripten.
  'wal_sync_method=fsync',
];

class DurableFolder extends NodeFS {
  override init(pglite: Init[0], options: Init[1]) {
    const makeDurable = (module: unknown) => {
      const { NODEFS } = module as Emscripten;
      NODEFS.stream_ops.fsync = ({ nfd, node }) => {
        if (nfd === undefined) force(NODEFS.realPath(node));
        else fs.fsyncSync(nfd);
        return 0;
      };
    };
    return super.init(pglite, { ...options, preRun: [...(options.preRun ?? []), makeDurable] });
  }
}

/** What to open a PGlite with, on a folder that outlives a crash of the machine. */
export function durably(folder: string) {
  return { fs: new DurableFolder(folder), startParams };
}

/** How many files are open at once; Node's few threads wait for the disk together. */
const AT_ONCE = 32;

/** A new database is made without forcing anything, so all of it is forced at once when it is there. */
export async function forceAll(folder: string): Promise<void> {
  const inside = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = inside.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  for (let first = 0; first < files.length; first += AT_ONCE) {
    await Promise.all(files.slice(first, first + AT_ONCE).map(forceLater));
  }
  const folders = inside.filter((one) => one.isDirectory()).map((one) => join(one.parentPath, one.name));
  for (const one of [...folders, folder, dirname(folder)]) force(one);
}

async function forceLater(path: string): Promise<void> {
  const file = await fs.promises.open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function force(path: string): void {
  const file = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}
