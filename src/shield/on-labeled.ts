import { issueFacts, type RawIssue, type RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governedRepository } from '../scope/index.ts';
import { ITERATION } from './in-iteration.ts';
import { interruptionsBy, withdrawInterruptions } from './records.ts';
import { isExempt } from './shielded.ts';

/** The parts of GitHub's `issues.labeled` event that are read ("Webhook events and payloads", issues). */
export type LabeledPayload = { issue: RawIssue; repository: RawRepository };

/** A label may say later that an interruption was none. (That it became debt is seen from the ledger.) */
export async function onLabeled(
  house: House,
  _installationId: number,
  { issue: raw, repository }: LabeledPayload,
): Promise<Plan> {
  const at = { repositoryId: repository.id, number: raw.number };
  const known = await interruptionsBy(house.db, at);
  const governed = known.length > 0 ? await governedRepository(house.db, repository.id) : undefined;
  if (!governed) return nothing;
  const { labels } = issueFacts(raw);
  const exempt = governed.scope.config.rotations.filter((rotation) => isExempt(rotation, labels));
  if (exempt.length === 0) return nothing;
  const names = [...exempt.map(({ name }) => name), ITERATION];
  return { write: (db) => withdrawInterruptions(db, at, names) };
}
