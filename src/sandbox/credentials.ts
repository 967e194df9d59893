import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Permissions } from './types.ts';

export type Credentials = {
  readonly appId: number;
  readonly slug: string;
  /** PEM, made anew for every sandbox. */
  readonly privateKey: string;
  readonly webhookSecret: string;
};

/** What the App may do in the sandbox where the caller does not say otherwise. */
export const PERMISSIONS: Permissions = {
  issues: 'write',
  checks: 'write',
  contents: 'read',
  metadata: 'read',
  pull_requests: 'read',
  members: 'read',
};

/** What the App subscribes to; `installation` and `installation_repositories` are sent to every App. */
export const EVENTS: readonly string[] = [
  'issues',
  'issue_comment',
  'push',
  'pull_request',
  'label',
  'repository',
];

/** The installation in the first organisation of a seed; those in the others follow. */
export const INSTALLATION_ID = 4711;

/** Credentials that no other sandbox has. */
export function createCredentials(): Credentials {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return { appId: 1701, slug: 'paydown', privateKey, webhookSecret: randomBytes(20).toString('hex') };
}
