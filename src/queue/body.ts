/**
 * How the body of a delivery is kept: as zstd in base64, a fifth of its size. Most of what storing costs is the size of
 * the row, in the write-ahead log and in TOAST, and text is quicker than bytea where PostgreSQL runs in WebAssembly.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

export function packBody(body: Buffer): string {
  return zstdCompressSync(body, FAST).toString('base64');
}

export function unpackBody(stored: string): string {
  // Before it was packed, a body was kept as GitHub sent it.
  if (stored.startsWith('{')) return stored;
  return zstdDecompressSync(Buffer.from(stored, 'base64')).toString('utf8');
}
