/** Whom a rotation shields from other work than debt, by pure rules. */
import type { Rotation } from '../config/index.ts';
import { isAmong } from '../logins.ts';

/** Who is on duty in a rotation, and until when the shift lasts. */
export type Duty = {
  readonly rotation: Rotation;
  readonly onDuty: readonly string[];
  readonly until: Date;
};

const STRICTNESS: readonly Rotation['shield'][] = ['count', 'advise', 'strict'];

/**
 * The duty that shields somebody from an issue with these labels: of several rotations in which they serve, the
 * strictest that does not exempt it, then the first in the file. Nothing where they do not serve. Logins and labels
 * compare without case.
 */
export function dutyShielding(
  duties: readonly Duty[],
  login: string,
  labels: readonly string[],
): Duty | undefined {
  const strictness = ({ rotation }: Duty) => STRICTNESS.indexOf(rotation.shield);
  return duties
    .filter(({ rotation, onDuty }) => isAmong(onDuty, login) && !isExempt(rotation, labels))
    .toSorted((a, b) => strictness(b) - strictness(a))[0];
}

/** Whether work with these labels may always be given to people on duty. */
export function isExempt(
  { shield_except }: Pick<Rotation, 'shield_except'>,
  labels: readonly string[],
): boolean {
  return shield_except.some((label) => isAmong(labels, label));
}

/** Whether somebody serves in any rotation. */
export function isOnDuty(duties: readonly Duty[], login: string): boolean {
  return duties.some(({ onDuty }) => isAmong(onDuty, login));
}
