/** Every sentence to the owners of debt that has been quiet for long. */
import type { OwnedDebt } from '../debt/index.ts';
import { count, fitBody, joinList, marker, mention } from '../text.ts';
import { isoSeconds } from '../time.ts';

export function nudgeMarker(askedAt: Date): string {
  return marker('reply', `nudge/${isoSeconds(askedAt)}`);
}

export type Nudge = Pick<OwnedDebt, 'owners' | 'by'> & {
  readonly askedAt: Date;
  /** For how long nothing happened at least. */
  readonly quietFor: OwnedDebt['rotation']['nudge_after'];
};

export function nudgeBody({ owners, by, askedAt, quietFor }: Nudge): string {
  const people = joinList(owners.map(mention));
  const question = `${people}: nothing has happened on this debt for ${span(quietFor)} or more. Do you keep it?`;
  const text = [question, '', ...(by === 'bot' ? ours : theirs)].join('\n');
  return fitBody([{ kind: 'required', text: `${nudgeMarker(askedAt)}\n${text}` }]);
}

const ours = [
  '- 👍 on this comment, or `/debt keep`: it stays with you. So it does when anything else happens here.',
  '- 👎 on this comment, or `/debt release`: it goes back to the queue, and to somebody else.',
  '',
  'Without an answer within a week it goes back to the queue.',
];

const theirs = [
  '- 👍 on this comment: it stays with you. So it does when anything else happens here.',
  '- If not, unassign yourself, and it goes to the queue.',
  '',
  'A person gave it to you, so Paydown does not move it, whatever you answer. It asks this once in a silence.',
];

function span(length: Nudge['quietFor']): string {
  if (!length) return 'long';
  const { amount, unit } = length;
  return `${count(amount)} ${amount === 1 ? unit.replace(/s$/, '') : unit}`;
}
