import { type Ask, at } from './ask.ts';
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
