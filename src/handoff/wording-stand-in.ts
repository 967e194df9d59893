/** What somebody hears who covers because the owner of a place is not there. */
import type { Covering } from '../rotation/index.ts';
import { defuse, marker, mention, named } from '../text.ts';
import { isoSeconds, localTime } from '../time.ts';

export function standInComment(
  { owner, substitute, from, until }: Covering,
  { name, timezone }: { readonly name: string; readonly timezone: string },
): { readonly marker: string; readonly body: string } {
  const mark = marker('handoff', `stand-in/${name}/${isoSeconds(from)}/${substitute.toLowerCase()}`);
  const text = [
    `${mention(substitute)}: you cover for ${named(owner)} in ${defuse(name, 50)} until ${localTime(until, timezone)}.`,
    'You are chosen because, of those who are there, you have waited longest for a turn.',
    'You cannot? Comment `/rotation decline`, alone on a line.',
  ].join(' ');
  return { marker: mark, body: `${mark}\n${text}` };
}
