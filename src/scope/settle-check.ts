import type { Problem } from '../config/index.ts';
import type { House } from '../house.ts';
import { isOn } from '../permissions.ts';
import { installationFacts, nothing, type Plan } from '../queue/index.ts';
import { marker } from '../text.ts';
import { CONFIG_PATH, judgeConfig } from './load.ts';
import { repositoryById } from './records.ts';

/** Reports the problems of the config file in a commit where whoever wrote it looks: on its lines. */
export async function settleCheck(
  house: House,
  thing: { repositoryId: number; sha: string; pull: number },
): Promise<Plan> {
  const repository = await repositoryById(house.db, thing.repositoryId);
  if (!repository) return nothing;
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
  const report = { sha: thing.sha, name: 'paydown/config', ...verdict(thing.sha, problems) };
  return { effects: [{ kind: 'check', repositoryId: repository.id, report }] };
}

function verdict(sha: string, problems: readonly Problem[]) {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const failed = errors.length > 0;
  const title = failed
    ? `${CONFIG_PATH} cannot be used: ${count(errors, 'error')}`
    : `${CONFIG_PATH} is good${problems.length > 0 ? `, with ${count(problems, 'warning')}` : ''}`;
  const consequence = failed
    ? 'The last good version stays in force until this is mended.'
    : 'On the default branch this version is in force.';
  const lines = problems.map((problem) => `- line ${problem.line}: ${problem.severity}: ${problem.message}`);
  return {
    conclusion: failed ? ('failure' as const) : ('success' as const),
    title,
    summary: [marker('config', sha), consequence, '', ...lines].join('\n'),
    annotations: problems.map((problem) => ({
      path: CONFIG_PATH,
      line: problem.line,
      column: problem.column,
      level: problem.severity === 'error' ? ('failure' as const) : ('warning' as const),
      message: problem.message,
    })),
  };
}

function count(problems: readonly Problem[], word: string): string {
  return `${problems.length} ${word}${problems.length === 1 ? '' : 's'}`;
}
