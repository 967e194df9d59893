/**
 * How the body of a delivery is kept: as LZ4 in base64, a third of its size. Most of what storing costs is the size of
 * the row, in the write-ahead log and in TOAST, and text is quicker than bytea where PostgreSQL runs in WebAssembly.
 * LZ4 needs no tables that would have to be made for each body, as zstd does.
 */
import { zstdDecompressSync } from 'node:zlib';
import { compressSync, uncompressSync } from 'lz4-napi';

const LZ4 = 'lz4:';

export function packBody(body: Buffer): string {
  return LZ4 + compressSync(body).toString('base64');
}

export function unpackBody(stored: string): string {
  if (stored.startsWith(LZ4)) return uncompressSync(bytes(stored.slice(LZ4.length))).toString('utf8');
  // Before, a body was kept as zstd, and before that as GitHub sent it.
  return stored.startsWith('{') ? stored : zstdDecompressSync(bytes(stored)).toString('utf8');
}

function bytes(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
