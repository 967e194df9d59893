import { type Ask, at, orNothing } from './ask.ts';
import type { Place } from './facts.ts';

/** One label of an issue at a time: the list is never replaced, for others may have changed it. */
export function labelRequests(ask: Ask) {
  return {
    /** Adds a label; GitHub makes it where the repository has none of that name. */
    addLabel(place: Place, number: number, label: string): Promise<void> {
      return ask(`POST label ${place.owner}/${place.name}#${number}`, async (octokit) => {
        await octokit.rest.issues.addLabels({ ...at(place), issue_number: number, labels: [label] });
      });
    },

    /** Takes a label off; where the issue does not carry it, nothing is to be done. */
    removeLabel(place: Place, number: number, label: string): Promise<void> {
      return ask(`DELETE label ${place.owner}/${place.name}#${number}`, async (octokit) => {
        await orNothing(() =>
          octokit.rest.issues.removeLabel({ ...at(place), issue_number: number, name: label }),
        );
      });
    },
  };
}
