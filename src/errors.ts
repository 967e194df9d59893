/**
 * A mistake that the person who made it can mend: the message says what is wrong and how to put it right, and is
 * shown to them as it stands. Everything else that is thrown is a fault, which is ours.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Longer messages are about to repeat what they are about, in characters. */
const MESSAGE_LENGTH = 500;

/**
 * What opens doors, should a message hold it after all: GitHub's tokens (GitHub Docs, "About authentication to
 * GitHub": token formats), JSON Web Tokens, signatures, keys, and passwords in URLs.
 */
const SECRETS =
  /\b(?:gh[a-z]_[\w.-]+|github_pat_\w+|eyJ[\w-]+\.[\w.-]+|sha(?:1|256)=\w+)|-----BEGIN.*|(?<=:\/\/[^\s/@:]*:)[^\s/]+(?=@)|(?<=\b(?:bearer|token) )\S{16,}/gi;

/**
 * What an error says, on one line, as a log or an operator may see it: no secret, and nothing of a text that could
 * not be parsed, which the engine's own message quotes.
 */
export function messageOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'the text is not valid JSON';
  // Not all that is thrown, or told as an error, is one.
  const { message } = Object(error) as { message?: unknown };
  const text = String(message ?? error);
  const line = text.split('\n', 1)[0] ?? '';
  return line.slice(0, MESSAGE_LENGTH).replace(SECRETS, '[redacted]');
}

/** An error as a log may hold it. */
type Told = {
  readonly type: string;
  readonly code: string | undefined;
  readonly message: string;
  readonly stack: string;
};

/** An error without its other properties: they hold rows, requests with their headers, and what was answered. */
export function told(error: unknown): Told {
  const { code, stack } = Object(error) as { code?: unknown; stack?: unknown };
  const lines = String(stack ?? '').split('\n');
  return {
    type: error instanceof Error ? error.constructor.name : typeof error,
    code: typeof code === 'string' ? code : undefined,
    message: messageOf(error),
    // The lines before the first frame are the message.
    stack: lines.filter((line) => line.startsWith('    at ')).join('\n'),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'it is there already',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'that is not permitted',
  EPERM: 'that is not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'there is no space left',
};

/** Why a file could not be used, in words. */
export function fileTrouble(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'an unknown error';
  return REASONS[code] ?? code;
}
