import { type Ask, at, orNothing } from './ask.ts';
import type { Place } from './facts.ts';
import { issueHere } from './issues.ts';

export type Milestone = {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
};

/** Milestones of a repository, and which of them an issue is in. */
export function milestoneRequests(ask: Ask) {
  return {
    /**
     * The milestone of this title, be it open or closed; a repository has no two of one title ("REST API endpoints for
     * milestones").
     */
    findMilestone(place: Place, title: string): Promise<Milestone | undefined> {
      return ask(`GET milestones ${place.owner}/${place.name}`, async (octokit) => {
        const pages = octokit.paginate.iterator(octokit.rest.issues.listMilestones, {
          ...at(place),
          state: 'all',
          // The newest ends last.
          sort: 'due_on',
          direction: 'desc',
          per_page: 100,
        });
        for await (const { data } of pages) {
          const found = data.find((milestone) => milestone.title === title);
          if (found) return { number: found.number, title, state: found.state };
        }
        return undefined;
      });
    },

    /** @param dueOn a day as `YYYY-MM-DD`: GitHub keeps no time of day, and cuts days off at midnight in California. */
    async createMilestone(
      place: Place,
      { dueOn, ...milestone }: { title: string; description: string; dueOn: string },
    ): Promise<void> {
      await ask(`POST milestone ${place.owner}/${place.name}`, (octokit) =>
        octokit.rest.issues.createMilestone({ ...at(place), ...milestone, due_on: `${dueOn}T12:00:00Z` }),
      );
    },

    async closeMilestone(place: Place, number: number): Promise<void> {
      await ask(`PATCH milestone ${place.owner}/${place.name}`, (octokit) =>
        octokit.rest.issues.updateMilestone({ ...at(place), milestone_number: number, state: 'closed' }),
      );
    },

    /** The title of the milestone that an issue is in, null where it is in none; nothing where the issue is gone. */
    milestoneOf(place: Place, number: number): Promise<string | null | undefined> {
      return ask(`GET issue ${place.owner}/${place.name}#${number}`, (octokit) =>
        orNothing(async () => {
          const found = await issueHere(octokit, place, number);
          return found && (found.milestone?.title ?? null);
        }),
      );
    },

    /** Puts an issue into a milestone, by its number, or takes it out of the one that it is in. */
    async setMilestone(place: Place, number: number, milestone: number | null): Promise<void> {
      await ask(`PATCH milestone of ${place.owner}/${place.name}#${number}`, (octokit) =>
        octokit.rest.issues.update({ ...at(place), issue_number: number, milestone }),
      );
    },
  };
}
