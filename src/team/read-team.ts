import { type Installation, isRefused, type TeamPlace } from '../github/index.ts';
import type { Team } from './records.ts';

/** A team as GitHub shows it now, or what hinders; what was known of its members stays where it cannot be read. */
export async function readTeam(
  github: Installation,
  place: TeamPlace,
  known: Team | undefined,
  now: Date,
): Promise<Team & { readonly description: string }> {
  const before = { ...(known ?? unknownTeam(place.team)), description: '' };
  try {
    const facts = await github.team(place);
    if (!facts) return { ...before, trouble: 'missing' };
    const { id, visibility, description } = facts;
    const members = await github.teamMembers(place);
    const read = { githubId: id, visibility, members, readAt: now };
    return { team: place.team, description, ...read, trouble: null };
  } catch (error) {
    if (isRefused(error, 404, 410)) return { ...before, trouble: 'missing' };
    if (!isRefused(error)) throw error;
    return { ...before, trouble: 'forbidden' };
  }
}

export function unknownTeam(team: string): Team {
  return { team, githubId: null, visibility: null, members: null, trouble: null, readAt: null };
}
