import { fold } from './ledger.ts';

type Rotation = { readonly cap: number; readonly onDuty: readonly string[] };

/** How much more debt those on duty may be given; who is on duty in two rotations has one load, and the larger cap. */
export function roomLeft(rotations: readonly Rotation[], loads: ReadonlyMap<string, number>): number {
  const caps = new Map<string, number>();
  for (const { cap, onDuty } of rotations) {
    for (const login of onDuty.map(fold)) caps.set(login, Math.max(cap, caps.get(login) ?? 0));
  }
  return [...caps].reduce((sum, [login, cap]) => sum + Math.max(0, cap - (loads.get(login) ?? 0)), 0);
}
