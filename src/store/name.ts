import { resolve } from 'node:path';
import type { StoreLocation } from './open.ts';

/** What people call a store, without its password: `the folder /srv/data`, `PostgreSQL paydown at db.example.com`. */
export function storeName(location: StoreLocation): string {
  if ('dataDir' in location) return `the folder ${resolve(location.dataDir)}`;
  const { pathname, host, username, searchParams } = new URL(location.databaseUrl);
  // As the driver does: without a database the one that is called like the user, and a socket is named by `host`.
  const database = pathname.slice(1) || username;
  return `PostgreSQL ${database} at ${host || searchParams.get('host') || 'localhost'}`;
}
