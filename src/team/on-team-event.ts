import type { House } from '../house.ts';
import { nothing, type Plan, type Thing } from '../queue/index.ts';
import { organisationScopes } from './records.ts';

type TeamPayload = { readonly sender?: { readonly login: string } };

/** Somebody changed a team or who is in it; what Paydown itself changed is known. */
export async function onTeamEvent(
  house: House,
  installationId: number,
  { sender }: TeamPayload,
): Promise<Plan> {
  if (sender?.login === (await house.github.botLogin())) return nothing;
  const scopes = await organisationScopes(house.db, installationId);
  return { settle: scopes.map((scopeId): Thing => ({ kind: 'teams', scopeId })) };
}
