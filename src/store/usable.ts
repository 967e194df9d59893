import { isMigrated } from './migrate.ts';
import type { Store } from './open.ts';

/** Whether the store answers, its tables are up to date and those of the queue are there. @throws while it is down */
export async function isUsable({ db, boss }: Pick<Store, 'db' | 'boss'>): Promise<boolean> {
  return (await isMigrated(db)) && (await boss.isInstalled());
}
