import { scopeSpells } from '../debt/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import { reportedWeek } from './calendar.ts';
import { trendOf } from './trend.ts';
import { weeklyRows } from './weeks.ts';

/** Whether the debt of a scope creeps, by the verdict on the last complete week. */
export async function isCreeping(db: Db, { id, config }: Scope, now: Date): Promise<boolean> {
  const rows = weeklyRows(await scopeSpells(db, id), reportedWeek(config, now), config.timezone);
  return trendOf(rows, config.timezone).verdict === 'creeping';
}
