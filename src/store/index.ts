export { dumpStore } from './dump.ts';
export { daysAtShare, hourOfStart } from './expressions.ts';
export { forgetInstallation } from './forget.ts';
export { joinStore, openStore, type Store, type StoreLocation } from './open.ts';
export { restoreStore } from './restore.ts';
export type { Visibility } from './schema.ts';
export { type Db, json, storable } from './sql.ts';
export { isUsable } from './usable.ts';
