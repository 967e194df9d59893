/** What the weekly report says of an iteration that runs. */
import type { BurnDown } from '../debt/index.ts';
import { count } from '../text.ts';
import { localDate } from '../time.ts';

/** At most one line. */
export function burnDownLines(iterations: readonly BurnDown[], timezone: string): string[] {
  return iterations
    .filter(({ state }) => state === 'running')
    .map(({ name, end, planned, open, paid }) => {
      const until = localDate(end, timezone);
      return `**${name}**, until ${until}: ${count(paid)} of ${count(planned)} paid, ${count(open)} open.`;
    });
}
