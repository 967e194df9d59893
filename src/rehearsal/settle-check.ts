import type { House } from '../house.ts';
import { isOn } from '../permissions.ts';
import { installationFacts, nothing, type Plan } from '../queue/index.ts';
import { CONFIG_PATH, judgeConfig, lastGoodConfig, type Repository, repositoryById } from '../scope/index.ts';
import { rehearse } from './rehearse.ts';
import { checkReport, removalReport } from './wording.ts';

type Check = { repositoryId: number; sha: string; pull: number };

/**
 * Reports what the config file in a commit is worth where whoever wrote it looks: its problems on its lines, or else
 * what will come of it.
 */
export async function settleCheck(house: House, check: Check): Promise<Plan> {
  const repository = await repositoryById(house.db, check.repositoryId);
  if (!repository || repository.taken) return nothing;
  const access = await installationFacts(house.db, repository.installationId);
  const feature = check.pull > 0 ? 'check on pull requests' : 'check on commits';
  if (!isOn(feature, access?.permissions ?? null)) return nothing;
  const github = await house.github.installation(repository.installationId);
  if (check.pull > 0) {
    const touched = await github.pullRequestFiles(repository, check.pull);
    if (!touched.includes(CONFIG_PATH)) return nothing;
  }
  const text = await github.file(repository, CONFIG_PATH, check.sha);
  return text === undefined ? removal(house, repository, check) : judgement(house, repository, check, text);
}

async function judgement(house: House, repository: Repository, check: Check, text: string): Promise<Plan> {
  const standing = check.pull > 0 ? 'proposed' : 'in force';
  const judged = await judgeConfig(house.db, { holder: repository, text }, standing);
  const before = await lastGoodConfig(house.db, repository.id);
  const rehearsal =
    judged.config &&
    (await rehearse(house, repository, judged.home, { before, after: judged.config }, standing));
  const report = checkReport(check.sha, judged.problems, rehearsal);
  return { effects: [{ kind: 'check', repositoryId: repository.id, report }] };
}

/** A file that never was in force may go unseen. */
async function removal(house: House, { id: repositoryId }: Repository, { sha, pull }: Check): Promise<Plan> {
  if (!(await lastGoodConfig(house.db, repositoryId))) return nothing;
  return {
    effects: [
      { kind: 'check', repositoryId, report: removalReport(sha, pull > 0 ? 'proposed' : 'in force') },
    ],
  };
}
