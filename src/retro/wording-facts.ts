/** The facts of a period in words: the team's numbers, and nobody's name. */
import type { AlarmNumbers } from '../andon/index.ts';
import type { Overruns } from '../heartbeat/index.ts';
import { type Spread, WEEKS } from '../rotation/index.ts';
import { type Interruptions, interruptedWords } from '../shield/index.ts';
import { count, defuse, plural } from '../text.ts';

export type LedgerFacts = {
  /** At the end of the period. */
  readonly open: number;
  readonly cameIn: number;
  readonly paid: number;
  readonly declined: number;
  readonly otherwise: number;
};

export function ledgerWords({ open, cameIn, paid, declined, otherwise }: LedgerFacts): string[] {
  const net = cameIn - paid - declined - otherwise;
  const terms = [
    `${count(cameIn)} came in`,
    `${count(paid)} paid`,
    ...(declined > 0 ? [`${count(declined)} declined`] : []),
    ...(otherwise > 0 ? [`${count(otherwise)} otherwise ended`] : []),
  ];
  const change = net > 0 ? `+${count(net)}` : count(net);
  return [`Debt: ${terms.join(' − ')} = net ${change}; ${plural(open, 'debt issue')} open at the end.`];
}

export function estimateWords({ estimated, over }: Overruns): string[] {
  if (estimated === 0) return [];
  const all = plural(estimated, 'paid issue');
  return [
    `Estimates: of ${all} with an estimate, ${over === 0 ? 'none' : count(over)} took longer than that.`,
  ];
}

export function alarmWords({ pulled, acknowledgedIn, resolvedIn }: AlarmNumbers): string[] {
  if (pulled === 0 && resolvedIn.length === 0) return [];
  const [seen, over] = [count(acknowledgedIn.length), count(resolvedIn.length)];
  return [`Alarms: ${count(pulled)} pulled, ${seen} acknowledged, ${over} resolved.`];
}

/** Where appeals have become the way to decide. */
export const BEGIN_WITH_THAT = '\nBegin with that.';

export function interruptionWords(interruptions: Interruptions): string[] {
  const words = interruptedWords(interruptions);
  return words === undefined ? [] : [`Interruptions: ${words}`];
}

export function spreadWords(rotation: string, { least, most }: Spread): string {
  const [from, to] = [Math.round(least), Math.round(most)];
  const days = from === to ? plural(to, 'day') : `${count(from)} to ${plural(to, 'day')}`;
  return `Fairness in ${defuse(rotation, 50)}: ${days} on duty a person in the last ${WEEKS} weeks.`;
}
