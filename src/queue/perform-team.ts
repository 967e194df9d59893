/**
 * How the members of a team are changed: members of the organisation only, and nobody who is there by somebody else's
 * hand. Every refusal is an answer that is told, and no reason to ask again.
 */
import { type TeamRefusal, teamRefusalOf } from '../github/index.ts';
import type { Hands, Of, Wanted } from './perform.ts';
import type { Thing } from './plan.ts';

type Change = Of<'join'> | Of<'leave'>;
type Outcome = Pick<Extract<Thing, { kind: 'membership' }>, 'became' | 'role' | 'refusal'>;

export async function join(hands: Hands, effect: Of<'join'>, wanted: Wanted): Promise<Thing[]> {
  return answered(effect, () => joined(hands, effect, wanted));
}

export async function leave(hands: Hands, effect: Of<'leave'>): Promise<Thing[]> {
  return answered(effect, () => left(hands, effect));
}

async function joined({ github, place }: Hands, effect: Of<'join'>, wanted: Wanted): Promise<Outcome> {
  const { login } = effect;
  const team = teamAt(place, effect);
  const standing = await github.organisationMembership(team.organisation, login);
  if (standing === 'none') return refused('outside');
  if (standing === 'pending') return refused('pending');
  const before = await github.teamMembership(team, login);
  if (before?.state === 'pending') return refused('pending');
  // The answer to an earlier attempt may have been lost; else somebody was quicker.
  const mayBeOurs = wanted.attempts > 0 || wanted.begunBefore !== null;
  if (before) return mayBeOurs ? { became: 'joined', role: before.role } : { became: 'there' };
  const { state, role } = await github.joinTeam(team, login);
  if (state === 'active') return { became: 'joined', role };
  // They left the organisation in this very moment, and GitHub invited them anew.
  await github.leaveTeam(team, login);
  return refused('outside');
}

async function left({ github, place }: Hands, effect: Of<'leave'>): Promise<Outcome> {
  const { login, role } = effect;
  const team = teamAt(place, effect);
  const now = await github.teamMembership(team, login);
  if (now?.role === 'maintainer' && role === 'member') return { became: 'promoted' };
  if (now) await github.leaveTeam(team, login);
  return { became: 'left' };
}

function teamAt({ owner }: Hands['place'], { team }: Change) {
  return { organisation: owner, team };
}

function refused(refusal: TeamRefusal | 'outside' | 'pending'): Outcome {
  return { became: 'refused', refusal };
}

async function answered(effect: Change, change: () => Promise<Outcome>): Promise<Thing[]> {
  const { kind, scopeId, team, login } = effect;
  const outcome = await change().catch((error: unknown): Outcome => {
    const refusal = teamRefusalOf(error);
    if (!refusal) throw error;
    return refused(refusal);
  });
  return [{ kind: 'membership', scopeId, team, login, change: kind, ...outcome }];
}
