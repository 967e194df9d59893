export { openStore, type Store, type StoreLocation } from './open.ts';
export type { Database, Visibility } from './schema.ts';
export { type Db, json } from './sql.ts';
