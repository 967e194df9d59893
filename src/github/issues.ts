import { lastActivity } from './activity.ts';
import { type Ask, at, type BotLogin, orNothing } from './ask.ts';
import { type IssueFacts, issueFacts, type Place } from './facts.ts';
import { type IssueEvent, listIssueEvents, listUnlabelled, type Unlabelled } from './history.ts';
import { type LabelledPage, labelledIssues } from './labelled-issues.ts';
import type { Octokit } from './octokit.ts';
import { type OwnedIssue, startedWork } from './started-work.ts';
import { withLabel } from './with-label.ts';

/** An issue as far as people write in it. */
type WrittenIssue = { readonly body: string; readonly state: 'open' | 'closed'; readonly htmlUrl: string };

/** Where an issue went. */
type MovedIssue = Place & { readonly number: number; readonly htmlUrl: string };

/** Issues and their history. */
export function issueRequests(ask: Ask, botLogin: BotLogin) {
  return {
    /** An issue as it is; nothing where it is gone, be it deleted or moved to another repository. */
    issue(place: Place, number: number): Promise<IssueFacts | undefined> {
      return ask(`GET issue ${place.owner}/${place.name}#${number}`, (octokit) =>
        orNothing(async () => {
          const found = await issueHere(octokit, place, number);
          return found && issueFacts(found);
        }),
      );
    },

    /** Where an issue is by now that moved to another repository; nothing where it is gone for good, or out of sight. */
    movedTo(place: Place, number: number): Promise<MovedIssue | undefined> {
      return ask(`GET issue ${place.owner}/${place.name}#${number}`, (octokit) =>
        orNothing(async () => {
          const { data } = await octokit.rest.issues.get({ ...at(place), issue_number: number });
          const [owner = '', name = ''] = data.repository_url.split('/').slice(-2);
          return { owner, name, number: data.number, htmlUrl: data.html_url };
        }),
      );
    },

    /** What is written in an issue now, which is kept nowhere; nothing where it is gone, as above. */
    written(place: Place, number: number): Promise<WrittenIssue | undefined> {
      return ask(`GET issue ${place.owner}/${place.name}#${number}`, (octokit) =>
        orNothing(async () => {
          const found = await issueHere(octokit, place, number);
          if (!found) return undefined;
          const state = found.state === 'closed' ? 'closed' : 'open';
          return { body: found.body ?? '', state, htmlUrl: found.html_url };
        }),
      );
    },

    /** All open issues with a label; pull requests left out. */
    openLabelled(place: Place, label: string): Promise<IssueFacts[]> {
      return ask(`GET open issues ${place.owner}/${place.name} labelled`, async (octokit) => {
        const { asked, has } = withLabel(label);
        const all = await octokit.paginate(octokit.rest.issues.listForRepo, {
          ...at(place),
          ...asked,
          state: 'open',
          per_page: 100,
        });
        return all
          .filter((issue) => !issue.pull_request)
          .map(issueFacts)
          .filter(has);
      });
    },

    /** One page of all issues with a label and their past, oldest first, from where the page before ended. */
    labelledWithPast(place: Place, label: string, after: string | null): Promise<LabelledPage> {
      return ask(`GET issues ${place.owner}/${place.name} labelled`, (octokit) =>
        labelledIssues(octokit, place, label, after),
      );
    },

    /** One page of the issues that lost a label, newest first. */
    unlabelled(place: Place, page: number): Promise<{ unlabelled: Unlabelled[]; more: 'more' | 'last' }> {
      return ask(`GET issue events ${place.owner}/${place.name}`, (octokit) =>
        listUnlabelled(octokit, place, page),
      );
    },

    /** One page of the issues with a label, oldest first, open and closed where nothing else is said; pull requests left out. */
    labelled(
      place: Place,
      label: string,
      page: { number: number; size: number; state?: 'open' },
    ): Promise<{ issues: IssueFacts[]; more: 'more' | 'last' }> {
      return ask(`GET issues ${place.owner}/${place.name} labelled`, async (octokit) => {
        const { asked, has } = withLabel(label);
        const { data } = await octokit.rest.issues.listForRepo({
          ...at(place),
          ...asked,
          state: page.state ?? 'all',
          sort: 'created',
          direction: 'asc',
          per_page: page.size,
          page: page.number,
        });
        const issues = data
          .filter((issue) => !issue.pull_request)
          .map(issueFacts)
          .filter(has);
        return { issues, more: data.length === page.size ? 'more' : 'last' };
      });
    },

    issueEvents(place: Place, number: number): Promise<IssueEvent[]> {
      return ask(`GET issue events ${place.owner}/${place.name}#${number}`, (octokit) =>
        listIssueEvents(octokit, place, number),
      );
    },

    /** Those issues, by number, whose owner has begun to work on them since they were given to them. */
    startedWork(place: Place, issues: readonly OwnedIssue[]): Promise<ReadonlySet<number>> {
      return ask(`GET work on issues of ${place.owner}/${place.name}`, (octokit) =>
        startedWork(octokit, place, issues),
      );
    },

    /** When somebody other than the bot last did something about an issue; nothing where nobody did, or it is gone. */
    lastActivity(place: Place, number: number): Promise<Date | undefined> {
      return ask(`GET timeline ${place.owner}/${place.name}#${number}`, async (octokit) => {
        const bot = await botLogin();
        return orNothing(() => lastActivity(octokit, place, number, bot));
      });
    },

    /** The issue of the bot whose body begins with a marker, if there is one. */
    findIssue(place: Place, marker: string): Promise<number | undefined> {
      return ask(`GET own issues of ${place.owner}/${place.name}`, async (octokit) => {
        const bot = await botLogin();
        const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
          ...at(place),
          state: 'all',
          creator: bot,
          per_page: 100,
        });
        for await (const { data } of pages) {
          const found = data.find((issue) => issue.user?.login === bot && issue.body?.startsWith(marker));
          if (found) return found.number;
        }
        return undefined;
      });
    },

    createIssue(
      place: Place,
      { labels = [], ...issue }: { title: string; body: string; labels?: readonly string[] },
    ): Promise<number> {
      return ask(`POST issue ${place.owner}/${place.name}`, async (octokit) => {
        const { data } = await octokit.rest.issues.create({ ...at(place), ...issue, labels: [...labels] });
        return data.number;
      });
    },

    updateIssue(
      place: Place,
      number: number,
      change: { body?: string; state?: 'open' | 'closed'; state_reason?: 'completed' | 'not_planned' },
    ): Promise<void> {
      return ask(`PATCH issue ${place.owner}/${place.name}#${number}`, async (octokit) => {
        await octokit.rest.issues.update({ ...at(place), issue_number: number, ...change });
      });
    },
  };
}

/** The issue itself: GitHub redirects to where a moved issue is now, and likewise from a renamed repository. */
export async function issueHere(octokit: Octokit, place: Place, number: number) {
  const { data } = await octokit.rest.issues.get({ ...at(place), issue_number: number });
  const isHere = data.number === number && (await isIn(octokit, place, data.repository_url));
  return isHere ? data : undefined;
}

async function isIn(octokit: Octokit, place: Place, repositoryUrl: string): Promise<boolean> {
  const ends = (fullName: string) => repositoryUrl.toLowerCase().endsWith(`/${fullName.toLowerCase()}`);
  if (ends(`${place.owner}/${place.name}`)) return true;
  const { data: now } = await octokit.rest.repos.get(at(place));
  return ends(now.full_name);
}
