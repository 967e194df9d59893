import type { RawRepository } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { recordRenaming } from './label-names.ts';
import { meetRepository } from './meet.ts';

/** The parts of GitHub's `label` event that are read ("Webhook events and payloads", label). */
export type LabelPayload = {
  action: string;
  label: { name: string };
  changes?: { name?: { from: string } | undefined } | undefined;
  repository: RawRepository;
};

/** A label was renamed: what carried it under its earlier name carries the same label. */
export async function onLabel(house: House, installationId: number, payload: LabelPayload): Promise<Plan> {
  const earlier = payload.changes?.name?.from.toLowerCase();
  const later = payload.label.name.toLowerCase();
  if (payload.action !== 'edited' || earlier === undefined || earlier === later) return nothing;
  const repository = await meetRepository(house, installationId, payload.repository);
  if (!repository) return nothing;
  return { write: (db) => recordRenaming(db, repository.id, { earlier, later }, house.clock()) };
}
