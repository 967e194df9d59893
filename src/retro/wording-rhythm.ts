import type { Config } from '../config/index.ts';
import { count } from '../text.ts';

/** When retros are held, as the end of a sentence; nothing where the config asks for none. */
export function retroRhythm({ retro, rotations }: Config): string | undefined {
  if (!retro || (retro.each === 'handoffs' && rotations.length === 0)) return undefined;
  if (retro.each === 'quarter') return 'after each quarter';
  return retro.handoffs === 1 ? 'after every handoff' : `after every ${count(retro.handoffs)} handoffs`;
}
