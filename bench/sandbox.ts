import { type Sandbox, startSandbox } from '../src/sandbox/index.ts';

const config = `version: 1
rotations:
  - {name: infra, starts: 2020-01-06T09:00, every: 1 week, cap: 1000, roster: [ana]}
`;

/** A simulated GitHub with one organisation whose debt goes to ana; it ends with the benchmark. */
export async function openSandbox(cleanup: AsyncDisposableStack): Promise<Sandbox> {
  const github = await startSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana', 'pat'],
      repositories: [{ name: 'api', labels: ['tech-debt'] }],
    },
  });
  cleanup.defer(() => github.close());
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  return github;
}
