import { z } from 'zod';
import { type Ask, orNothing } from './ask.ts';
import { GitHubError, isRefused } from './errors.ts';
import type { Octokit } from './octokit.ts';

/** A team of an organisation, by its slug. */
export type TeamPlace = { readonly organisation: string; readonly team: string };

/** `secret` teams are seen by their members and the owners of the organisation alone ("About teams"). */
export type TeamFacts = {
  readonly id: number;
  readonly description: string;
  readonly visibility: 'visible' | 'secret';
};

export type TeamRole = 'member' | 'maintainer';
export type TeamMember = { readonly login: string; readonly role: TeamRole };

/** Why GitHub does not let a membership be changed. */
export type TeamRefusal =
  /** The App lacks the permission. */
  | 'forbidden'
  /** An identity provider says who is in the team ("Synchronizing a team with an identity provider group"). */
  | 'synced'
  /** There is no such team, or nobody of that name. */
  | 'missing';

const Membership = z.object({ state: z.enum(['active', 'pending']), role: z.enum(['member', 'maintainer']) });

/** Source: GitHub's documentation, "REST API endpoints for teams" and "REST API endpoints for team members". */
export function teamRequests(ask: Ask) {
  return {
    /** Nothing where there is no such team, or the App may not know of it. */
    team({ organisation: org, team: team_slug }: TeamPlace): Promise<TeamFacts | undefined> {
      return ask(`GET team ${org}/${team_slug}`, (octokit) =>
        orNothing(async () => {
          const { data } = await octokit.rest.teams.getByName({ org, team_slug });
          const visibility = data.privacy === 'secret' ? 'secret' : 'visible';
          return { id: data.id, description: data.description ?? '', visibility };
        }),
      );
    },

    /** Everybody who has accepted; those of the teams below it are among them. */
    teamMembers(place: TeamPlace): Promise<TeamMember[]> {
      return ask(`GET members of team ${place.organisation}/${place.team}`, async (octokit) => [
        ...(await listed(octokit, place, 'maintainer')),
        ...(await listed(octokit, place, 'member')),
      ]);
    },

    /** Somebody's membership of a team, also one that waits to be accepted. */
    teamMembership({ organisation: org, team: team_slug }: TeamPlace, login: string) {
      return ask(`GET membership of ${org}/${team_slug} @${login}`, (octokit) =>
        orNothing(async () => {
          const asked = { org, team_slug, username: login };
          return Membership.parse((await octokit.rest.teams.getMembershipForUserInOrg(asked)).data);
        }),
      );
    },

    /** Whether somebody is a member of an organisation ("REST API endpoints for organization members"). */
    organisationMembership(org: string, login: string): Promise<'active' | 'pending' | 'none'> {
      return ask(`GET membership of ${org} @${login}`, async (octokit) => {
        const asked = { org, username: login };
        const answer = await orNothing(() => octokit.rest.orgs.getMembershipForUser(asked));
        return answer?.data.state ?? 'none';
      });
    },

    /**
     * Adds a member of the organisation; who is in the team already would get the role of a member. Owners of the
     * organisation become maintainers whatever is asked for.
     */
    joinTeam({ organisation: org, team: team_slug }: TeamPlace, login: string) {
      return ask(`PUT membership of ${org}/${team_slug} @${login}`, async (octokit) => {
        const asked = { org, team_slug, username: login, role: 'member' } as const;
        return Membership.parse((await octokit.rest.teams.addOrUpdateMembershipForUserInOrg(asked)).data);
      });
    },

    /** Whoever is not there any more is gone as well. */
    async leaveTeam({ organisation: org, team: team_slug }: TeamPlace, login: string): Promise<void> {
      await ask(`DELETE membership of ${org}/${team_slug} @${login}`, (octokit) =>
        orNothing(() => octokit.rest.teams.removeMembershipForUserInOrg({ org, team_slug, username: login })),
      );
    },
  };
}

async function listed(
  octokit: Octokit,
  { organisation: org, team: team_slug }: TeamPlace,
  role: TeamRole,
): Promise<TeamMember[]> {
  const asked = { org, team_slug, role, per_page: 100 };
  const members = await octokit.paginate(octokit.rest.teams.listMembersInOrg, asked);
  return members.map(({ login }) => ({ login, role }));
}

/** What a refusal to change a membership means; nothing for what is no refusal. */
export function teamRefusalOf(error: unknown): TeamRefusal | undefined {
  if (!(error instanceof GitHubError) || !isRefused(error)) return undefined;
  if (isRefused(error, 404, 410)) return 'missing';
  return error.message.includes('Resource not accessible by integration') ? 'forbidden' : 'synced';
}
