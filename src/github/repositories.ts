import { type Ask, orNothing } from './ask.ts';
import { type Place, type RawRepository, type RepositoryFacts, repositoryFacts } from './facts.ts';

/** Files up to this size are shown, in bytes. */
const UNSHOWN = 1024 * 1024;

/** The repositories of an installation, and their files. */
export function repositoryRequests(ask: Ask) {
  return {
    repositories(): Promise<RepositoryFacts[]> {
      return ask('GET /installation/repositories', async (octokit) => {
        const all = await octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, {
          per_page: 100,
        });
        return (all as RawRepository[]).map(repositoryFacts);
      });
    },

    repository(owner: string, repo: string): Promise<RepositoryFacts | undefined> {
      return ask(`GET /repos/${owner}/${repo}`, async (octokit) =>
        orNothing(async () => repositoryFacts((await octokit.rest.repos.get({ owner, repo })).data)),
      );
    },

    /**
     * The text of a file, or nothing where there is none. Of one that GitHub does not show for its size (more than
     * 1 MB, "Get repository content") come blanks instead, too many to be read. A symbolic link to a file is that
     * file; one that leads elsewhere, a folder and a submodule are none. @param ref default branch where left out
     */
    file(place: Place, path: string, ref?: string): Promise<string | undefined> {
      const where = { owner: place.owner, repo: place.name, path, ...(ref ? { ref } : {}) };
      return ask(`GET /repos/${place.owner}/${place.name}/contents/${path}`, (octokit) =>
        orNothing(async () => {
          const { data } = await octokit.rest.repos.getContent(where);
          if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) return undefined;
          if (data.encoding !== 'base64') return ' '.repeat(UNSHOWN);
          return Buffer.from(data.content, 'base64').toString('utf8');
        }),
      );
    },
  };
}
