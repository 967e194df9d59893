/** What the dashboard says of the iterations that are given to infrastructure. */
import type { BurnDown } from '../debt/index.ts';
import { count, plural } from '../text.ts';
import { localTime } from '../time.ts';

/** Where there is no rotation. */
export const DEBT_WAITS =
  'No rotation is configured: debt waits for the iterations that are given to infrastructure.';

/** A line for each that is proposed or runs. */
export function iterationLines(iterations: readonly BurnDown[], timezone: string): string[] {
  return iterations.flatMap(({ name, state, start, end, planned, open, paid, proposal }) => {
    if (state === 'foreseen') return [];
    if (state === 'proposed') {
      const what = `${plural(planned, 'issue')}${proposal === undefined ? '' : `, to be changed in #${proposal}`}`;
      return [`**${name}** is proposed, from ${localTime(start, timezone)}: ${what}.`];
    }
    const until = localTime(end, timezone);
    return [
      `**${name}** runs until ${until}: ${count(paid)} of ${count(planned)} paid, ${count(open)} open.`,
    ];
  });
}

/** What `mode: act` would do. */
export function foreseenLines(iterations: readonly BurnDown[], timezone: string): string[] {
  return iterations
    .filter(({ state }) => state === 'foreseen')
    .map(({ name, start, planned, people }) => {
      const whom = `${plural(people, 'person', 'people')}`;
      return `- propose **${name}**, from ${localTime(start, timezone)}, with ${plural(planned, 'issue')} for ${whom}`;
    });
}
