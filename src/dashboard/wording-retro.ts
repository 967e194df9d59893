import { joinList } from '../text.ts';

/** Where people look back now; nothing where no retro is open. */
export function retroLine(open: readonly number[]): string[] {
  if (open.length === 0) return [];
  const [verb, which] = open.length === 1 ? ['is', 'A retro'] : ['are', 'Retros'];
  return [`**${which}** ${verb} open: ${joinList(open.map((number) => `#${number}`))}.`];
}
