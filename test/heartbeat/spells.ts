/** Spells for the tests of the heartbeat. */
import type { CountedSpell } from '../../src/heartbeat/numbers.ts';

/** A spell of a visible issue in `acme/web`, from local days such as `2026-01-05`. */
export function spell(
  issue: number,
  start: string,
  end: string | null = null,
  more: Partial<CountedSpell> = {},
): CountedSpell {
  return {
    issue,
    start: new Date(start),
    end: end === null ? null : new Date(end),
    outcome: end === null ? null : 'paid',
    repositoryId: 1,
    repository: 'acme/web',
    htmlUrl: `https://github.com/acme/web/issues/${issue}`,
    title: `Issue ${issue}`,
    visible: true,
    paidBy: [],
    ...more,
  };
}
