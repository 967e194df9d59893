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

/** One more on the roster. */
export const WITH_EVE = MENDED.replace('cy, dee]', 'cy, dee, eve]');

/** The first line that has a key. */
export function lineOf(file: string, key: string): string {
  return (
    file
      .split('\n')
      .find((line) => line.includes(`${key}:`))
      ?.trim() ?? ''
  );
}
