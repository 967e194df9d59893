/** The months before Paydown came, as GitHub's history holds them. */
import { agree } from './eyes.ts';
import type { Play } from './play.ts';

/** What acme has put off, oldest first. */
const BACKLOG = [
  { on: '2025-11-04T10:00', by: 'ana', repo: 'api', title: 'The order parser has no tests' },
  { on: '2025-11-11T14:00', by: 'dee', repo: 'web', title: 'Two date pickers, one of them abandoned' },
  { on: '2025-11-20T09:30', by: 'bo', repo: 'api', title: 'Retries are hidden in four places' },
  { on: '2025-11-26T16:00', by: 'cy', repo: 'infra', title: 'The build farm runs on Node 16' },
  { on: '2025-12-02T11:00', by: 'ana', repo: 'web', title: 'The login page loads 3 MB of fonts' },
  { on: '2025-12-11T10:00', by: 'bo', repo: 'api', title: 'Nobody knows what the nightly job deletes' },
  { on: '2025-12-17T15:00', by: 'dee', repo: 'web', title: 'Coupons are lost now and then' },
  { on: '2025-12-22T09:00', by: 'cy', repo: 'api', title: 'Feature flags of 2023 are still asked' },
  { on: '2025-12-30T13:00', by: 'ana', repo: 'web', title: 'The old icon font is shipped as well' },
  { on: '2026-01-07T11:30', by: 'bo', repo: 'api', title: 'Releases wait for a manual step' },
] as const;

export async function past(play: Play): Promise<void> {
  const { stage, people, eyes, tell } = play;
  await stage.travelTo('2025-11-03T10:00');
  const wish = await people.open('pat', 'web', 'Dark mode', []);
  const lines: string[] = [];
  for (const { on, by, repo, title } of BACKLOG) {
    await stage.travelTo(on);
    lines.push(`${(await people.open(by, repo, title)).padEnd(7)} ${title}`);
  }
  await stage.travelTo('2026-01-15T10:00');
  const paid = await people.open('dee', 'web', 'The linter is switched off in tests');
  await stage.travelTo('2026-02-05T16:00');
  await people.close('dee', paid, 'completed');
  agree('How many debt issues are open', await eyes.openDebt(), BACKLOG.length);
  tell.aside('Since November, ten issues with the label tech-debt have gathered; nobody is assigned to any.');
  tell.verbatim(lines.join('\n'));
  tell.aside(
    `One more, ${paid}, was paid in February. ${wish}, "Dark mode", is a wish and carries no label.`,
  );
}
