import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { environmentOf, startProcess } from '../faults/app-process.ts';
import { startPostgres } from './postgres.ts';

const config = `version: 1
rotations:
  - {name: infra, starts: 2020-01-06T09:00, every: 1 week, roster: [ana]}
`;

test('on PostgreSQL web and worker are processes of their own, and debt finds its owner just the same', async () => {
  const github = await startSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana', 'pat'],
      repositories: [{ name: 'api', labels: ['tech-debt'] }],
    },
  });
  onTestFinished(() => github.close());
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  const env = { ...environmentOf(github, ''), DATABASE_URL: (await startPostgres()).databaseUrl };
  const web = await startProcess({ ...env, ROLE: 'web' });
  const worker = startProcess({ ...env, ROLE: 'worker' });
  github.deliverTo(`http://127.0.0.1:${web.port}/api/github/webhooks`);
  const where = { owner: 'acme', repo: 'api' };
  const issues = github.as('pat').rest.issues;
  const { data } = await issues.create({ ...where, title: 'Old parser', labels: ['tech-debt'] });
  const at = { ...where, issue_number: data.number };
  const owners = async () => (await issues.get(at)).data.assignees?.map((user) => user.login);
  await expect.poll(owners, { timeout: 15_000 }).toEqual(['ana']);
  expect((await issues.listComments(at)).data).toHaveLength(1);
  expect(await (await worker).kill('SIGTERM')).toBe(0);
  expect(await web.kill('SIGTERM')).toBe(0);
}, 60_000);
