/** The versions of acme's config file, in the order in which the story pushes them. */
export const OBSERVE = `version: 1
mode: observe
timezone: Europe/Berlin
home: acme/infra
rotations:
  - name: infra
    starts: 2026-02-16T09:00
    every: 2 weeks
    on_duty: 2
    roster: [ana, bo, cy, dee]
    notice: 3 days
    cap: 2
heartbeat: {day: monday, at: "09:30", notify: [pat]}
retro: every 5 handoffs
agreement: {engineering: [lee], product: [pat]}
`;

export const ACT = OBSERVE.replace('mode: observe', 'mode: act');

/** Ana's absence, with a slip of the keyboard. */
export const BROKEN = ACT.replace(
  '    cap: 2\n',
  '    cap: 2\n    awya: [{login: ana, from: 2026-03-14, to: 2026-03-27}]\n',
);

export const MENDED = BROKEN.replace('awya:', 'away:');

/** A cord for everybody. */
export const WITH_CORD = `${MENDED}andon: {stop_the_line: true}\n`;

/** One more on the roster. */
export const WITH_EVE = WITH_CORD.replace('cy, dee]', 'cy, dee, eve]');

/** Every fourth week is given to infrastructure. */
export const WITH_ITERATIONS = `${WITH_EVE}iterations: {starts: 2026-03-30, every: 1 week, infra_every: 4, capacity: 2}
`;

/** Somebody to whom what leads disagree about is taken. */
export const WITH_CEO = WITH_ITERATIONS.replace('product: [pat]', 'product: [pat], ceo: max');

/** The first line that has a key. */
export function lineOf(file: string, key: string): string {
  return (
    file
      .split('\n')
      .find((line) => line.includes(`${key}:`))
      ?.trim() ?? ''
  );
}
