import type { RestEndpointMethodTypes } from '@octokit/rest';
import { z } from 'zod';
import { type Ask, at, orNothing } from './ask.ts';
import type { Place } from './facts.ts';

const Answer = z.record(
  z.string(),
  z.object({ status: z.object({ indicatesLimitedAvailability: z.boolean() }).nullable() }).nullable(),
);

/** What somebody may do in a repository, from least to most ("Repository roles for an organization"). */
export const permissions = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Permission = (typeof permissions)[number];

/** Whoever is not known to have more has nothing: `permission` alone knows neither triage nor maintain. */
function permissionOf(
  data: RestEndpointMethodTypes['repos']['getCollaboratorPermissionLevel']['response']['data'],
): Permission {
  const { admin, maintain, push, triage, pull } = data.user?.permissions ?? {};
  if (admin) return 'admin';
  if (maintain) return 'maintain';
  if (push) return 'write';
  if (triage) return 'triage';
  if (pull) return 'read';
  const known = (name: string) => permissions.find((one) => one === name);
  return known(data.role_name) ?? known(data.permission) ?? 'none';
}

export function peopleRequests(ask: Ask) {
  return {
    /** What somebody may do in a repository ("Get repository permissions for a user"); not there is `none`. */
    permission(place: Place, login: string): Promise<Permission> {
      return ask(`GET permission ${place.owner}/${place.name} @${login}`, async (octokit) => {
        const asked = { ...at(place), username: login };
        const answer = await orNothing(() => octokit.rest.repos.getCollaboratorPermissionLevel(asked));
        return answer ? permissionOf(answer.data) : 'none';
      });
    },

    /**
     * Whether somebody was given access to a repository, in person or as a member of its organisation; that everybody
     * may read a public one does not count ("Check if a user is a repository collaborator").
     */
    isCollaborator(place: Place, login: string): Promise<'yes' | 'no'> {
      return ask(`GET collaborator ${place.owner}/${place.name} @${login}`, async (octokit) => {
        const asked = { ...at(place), username: login };
        return (await orNothing(() => octokit.rest.repos.checkCollaborator(asked))) ? 'yes' : 'no';
      });
    },

    /** Whether somebody is a member of an organisation, in public or not ("Check organization membership for a user"). */
    isMember(organisation: string, login: string): Promise<'yes' | 'no'> {
      return ask(`GET member ${organisation} @${login}`, async (octokit) => {
        const asked = { org: organisation, username: login };
        return (await orNothing(() => octokit.rest.orgs.checkMembershipForUser(asked))) ? 'yes' : 'no';
      });
    },

    /**
     * Those who say on GitHub that they are busy, in lower case ("Personalizing your profile": status). Only
     * GraphQL knows; where it does not answer, nobody is taken for busy.
     */
    async busy(logins: readonly string[]): Promise<ReadonlySet<string>> {
      if (logins.length === 0) return new Set();
      const variables = Object.fromEntries(logins.map((login, index) => [`u${index}`, login]));
      const names = Object.keys(variables);
      const fields = names.map(
        (name) => `${name}: user(login: $${name}) { status { indicatesLimitedAvailability } }`,
      );
      const query = `query (${names.map((name) => `$${name}: String!`).join(', ')}) { ${fields.join(' ')} }`;
      try {
        const answer = Answer.parse(
          await ask('POST /graphql status', (octokit) => octokit.graphql(query, variables)),
        );
        const isBusy = (name: string) => answer[name]?.status?.indicatesLimitedAvailability === true;
        return new Set(logins.filter((_, index) => isBusy(`u${index}`)).map((login) => login.toLowerCase()));
      } catch {
        return new Set();
      }
    },
  };
}
