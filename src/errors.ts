/**
 * A mistake that the person who made it can mend: the message says what is wrong and how to put it right, and is
 * shown to them as it stands. Everything else that is thrown is a fault, which is ours.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
