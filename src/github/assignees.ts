import { type Ask, at, orNothing } from './ask.ts';
import { type IssueFacts, issueFacts, type Place } from './facts.ts';

/** One assignee at a time: the list is never replaced, for others may have changed it. */
export function assigneeRequests(ask: Ask) {
  return {
    /** Adds one assignee and gives back the issue as it then was: GitHub drops the unassignable in silence. */
    assign(place: Place, number: number, login: string): Promise<IssueFacts> {
      return ask(`POST assignee ${place.owner}/${place.name}#${number}`, async (octokit) => {
        const { data } = await octokit.rest.issues.addAssignees({
          ...at(place),
          issue_number: number,
          assignees: [login],
        });
        return issueFacts(data);
      });
    },

    /** Whether GitHub would have somebody as an assignee ("Check if a user can be assigned"). */
    isAssignable(place: Place, login: string): Promise<boolean> {
      return ask(`GET assignee ${place.owner}/${place.name} @${login}`, async (octokit) => {
        const asked = { ...at(place), assignee: login };
        return (await orNothing(() => octokit.rest.issues.checkUserCanBeAssigned(asked))) !== undefined;
      });
    },

    unassign(place: Place, number: number, login: string): Promise<IssueFacts> {
      return ask(`DELETE assignee ${place.owner}/${place.name}#${number}`, async (octokit) => {
        const { data } = await octokit.rest.issues.removeAssignees({
          ...at(place),
          issue_number: number,
          assignees: [login],
        });
        return issueFacts(data);
      });
    },
  };
}
