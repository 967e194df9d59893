export { dumpStore } from './dump.ts';
export { forgetInstallation } from './forget.ts';
export { storeName } from './name.ts';
export { joinStore, openStore, type Store, type StoreLocation } from './open.ts';
export { restoreStore } from './restore.ts';
export type { Visibility } from './schema.ts';
export { type Db, json, storable } from './sql.ts';
export type { TeamMembersTable, TeamsTable } from './tables/teams.ts';
export { isUsable } from './usable.ts';
