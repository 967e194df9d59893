import { destination, type Logger, pino } from 'pino';
import { told } from './errors.ts';

/** Secrets by the names under which libraries carry them; bodies are never logged at all. */
const REDACTED = [
  'authorization',
  'token',
  'privateKey',
  'webhookSecret',
  'secret',
  'password',
  'signature',
  '*.authorization',
  '*.token',
  '*.privateKey',
  '*.secret',
  'headers["x-hub-signature-256"]',
  'event.payload',
];

/**
 * What Probot and Octokit log is the bodies of requests and the same error several times over; what an operator
 * needs of it the App logs itself.
 */
export function quiet(log: Logger): Logger {
  return log.child({}, { level: 'silent' });
}

/** Structured logs on stderr, so that stdout stays what a command prints. */
export function openLog(level: string): Logger {
  return pino(
    { name: 'paydown', level, serializers: { err: told }, redact: { paths: REDACTED, censor: '[redacted]' } },
    destination({ dest: 2, sync: true }),
  );
}
