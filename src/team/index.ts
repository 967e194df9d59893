/** GitHub teams: one whose members are kept equal to those on duty, and squads of a roster that are teams. */

export { teamNotices } from './notices.ts';
export { onTeamEvent } from './on-team-event.ts';
export { settleMembership } from './settle-membership.ts';
export { settleTeams } from './settle-teams.ts';
