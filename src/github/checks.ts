import { type Ask, at } from './ask.ts';
import type { Place } from './facts.ts';

export type CheckReport = {
  readonly sha: string;
  readonly name: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly {
    path: string;
    line: number;
    column: number;
    level: 'failure' | 'warning';
    message: string;
  }[];
};

/** GitHub takes at most fifty annotations a request ("Create a check run"). */
const ANNOTATIONS = 50;

/** Check runs, and the pull requests that they are for. */
export function checkRequests(ask: Ask) {
  return {
    /** The paths that a pull request touches. GitHub lists at most 3,000 ("List pull requests files"). */
    pullRequestFiles(place: Place, number: number): Promise<string[]> {
      return ask(`GET pull request files ${place.owner}/${place.name}#${number}`, async (octokit) => {
        const files = await octokit.paginate(octokit.rest.pulls.listFiles, {
          ...at(place),
          pull_number: number,
          per_page: 100,
        });
        return files.flatMap((file) => [file.filename, file.previous_filename ?? []].flat());
      });
    },

    /**
     * Reports a check run, or leaves alone the newest of the same commit and name if it says the same.
     *
     * @returns the id of the check run
     */
    reportCheck(place: Place, check: CheckReport): Promise<number> {
      return ask(`POST check ${place.owner}/${place.name}@${check.sha}`, async (octokit) => {
        const existing = await octokit.rest.checks.listForRef({
          ...at(place),
          ref: check.sha,
          check_name: check.name,
        });
        const same = existing.data.check_runs.find(
          ({ conclusion, output }) =>
            conclusion === check.conclusion &&
            output.title === check.title &&
            output.summary === check.summary,
        );
        if (same) return same.id;
        const { data } = await octokit.rest.checks.create({
          ...at(place),
          head_sha: check.sha,
          name: check.name,
          status: 'completed',
          conclusion: check.conclusion,
          output: {
            title: check.title,
            summary: check.summary,
            annotations: check.annotations.slice(0, ANNOTATIONS).map((annotation) => ({
              path: annotation.path,
              start_line: annotation.line,
              end_line: annotation.line,
              start_column: annotation.column,
              end_column: annotation.column,
              annotation_level: annotation.level,
              message: annotation.message,
            })),
          },
        });
        return data.id;
      });
    },

    /** Changes what a check run says, and nothing else of it: annotations that are sent again would be added ("Update a check run"). */
    updateCheck(place: Place, id: number, summary: string): Promise<void> {
      return ask(`PATCH check ${place.owner}/${place.name} ${id}`, async (octokit) => {
        const run = { ...at(place), check_run_id: id };
        const { data } = await octokit.rest.checks.get(run);
        await octokit.rest.checks.update({ ...run, output: { title: data.output.title ?? '', summary } });
      });
    },
  };
}
