import type { House } from '../house.ts';
import { isOn } from '../permissions.ts';
import { installationFacts, nothing, type Plan } from '../queue/index.ts';
import { CONFIG_PATH, judgeConfig } from './load.ts';
import { repositoryById } from './records.ts';
import { checkReport } from './wording.ts';

/** Reports the problems of the config file in a commit where whoever wrote it looks: on its lines. */
export async function settleCheck(
  house: House,
  thing: { repositoryId: number; sha: string; pull: number },
): Promise<Plan> {
  const repository = await repositoryById(house.db, thing.repositoryId);
  if (!repository || repository.taken) return nothing;
  const access = await installationFacts(house.db, repository.installationId);
  const feature = thing.pull > 0 ? 'check on pull requests' : 'check on commits';
  if (!isOn(feature, access?.permissions ?? null)) return nothing;
  const github = await house.github.installation(repository.installationId);
  if (thing.pull > 0) {
    const touched = await github.pullRequestFiles(repository, thing.pull);
    if (!touched.includes(CONFIG_PATH)) return nothing;
  }
  const text = await github.file(repository, CONFIG_PATH, thing.sha);
  if (text === undefined) return nothing;
  const standing = thing.pull > 0 ? 'proposed' : 'in force';
  const { problems } = await judgeConfig(house.db, { holder: repository, text }, standing);
  return {
    effects: [{ kind: 'check', repositoryId: repository.id, report: checkReport(thing.sha, problems) }],
  };
}
