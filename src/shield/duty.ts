import { rotaAt } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Db } from '../store/index.ts';
import type { Duty } from './shielded.ts';

/** Who is on duty in each rotation of a scope at an instant, covers counted. */
export async function dutiesAt(db: Db, scope: Scope, at: Date): Promise<Duty[]> {
  const duties: Duty[] = [];
  for (const rotation of scope.config.rotations) {
    const { current } = await rotaAt(db, scope.id, rotation, at);
    if (current) duties.push({ rotation, onDuty: current.onDuty, until: current.end });
  }
  return duties;
}
