/** The operator's command and the App as processes of their own, on a folder. */
import { cp, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { DeadLetter } from '../../src/queue/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { environmentOf, runPaydown, startProcess } from './app-process.ts';

const config = `version: 1
rotations:
  - {name: infra, starts: 2020-01-06T09:00, every: 1 week, roster: [ana]}
`;

async function stage() {
  const github = await startSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana', 'pat'],
      repositories: [{ name: 'api', labels: ['tech-debt'] }],
    },
  });
  onTestFinished(() => github.close());
  const dataDir = await mkdtemp(join(tmpdir(), 'paydown-deadletters-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await cp(inject('templateStore'), dataDir, { recursive: true });
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  return { github, dataDir, env: environmentOf(github, dataDir) };
}

const listed = async (env: Record<string, string>): Promise<DeadLetter[]> =>
  JSON.parse((await runPaydown(['deadletters', 'list', '--json'], env)).out).deadLetters;

test('through a kill -9 an operator reads what was given up, and has it done once the permission is granted', async () => {
  const { github, dataDir, env } = await stage();
  const operator = { DATA_DIR: dataDir };
  const granted = github.intercept(({ method, path }) =>
    method === 'POST' && /\/issues\/\d+\/(comments|assignees)$/.test(path)
      ? {
          kind: 'answer',
          status: 403,
          headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
          body: { message: 'Resource not accessible by integration' },
        }
      : undefined,
  );
  const first = await startProcess(env);
  github.deliverTo(`http://127.0.0.1:${first.port}/api/github/webhooks`);
  const where = { owner: 'acme', repo: 'api' };
  const { issues } = github.as('pat').rest;
  const { data } = await issues.create({ ...where, title: 'Old parser', labels: ['tech-debt'] });
  const both = [expect.stringMatching(/^comment acme\/api#\d+$/), expect.stringMatching(/^assign .* @ana$/)];
  const whats = async () => (await listed(operator)).map(({ what }) => what);
  await expect.poll(whats, { timeout: 60_000 }).toEqual(expect.arrayContaining(both));
  const { out } = await runPaydown(['deadletters'], operator);
  expect(out).toContain('(the App needs the permission issues: write or pull requests: write here)');

  expect((await stat(join(dataDir, 'operator.json'))).mode & 0o777).toBe(0o600);
  await first.kill('SIGKILL');
  expect(await readdir(dataDir)).toContain('operator.json');
  const stale = await runPaydown(['deadletters', '--json'], operator);
  expect(stale.code).toBe(1);
  expect(stale.err).toContain(`Nothing is running on the folder ${dataDir}`);
  expect(JSON.parse(stale.out).errors).toHaveLength(1);

  const second = await startProcess(env);
  granted();
  expect((await runPaydown(['deadletters', 'retry', '--all'], operator)).code).toBe(0);
  const at = { ...where, issue_number: data.number };
  const owners = async () => (await issues.get(at)).data.assignees?.map((user) => user.login);
  await expect.poll(owners, { timeout: 60_000 }).toEqual(['ana']);
  expect((await issues.listComments(at)).data).toHaveLength(1);
  expect(await whats()).toEqual([]);
  expect(await second.kill('SIGTERM')).toBe(0);
  expect(await readdir(dataDir)).not.toContain('operator.json');
}, 180_000);

test('the folder that .env names is the one that is asked for, and APP_ID is not needed for it', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'paydown-env-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, '.env'), 'DATA_DIR=elsewhere\n');
  const { err, code } = await runPaydown(['deadletters'], {}, folder);
  expect(code).toBe(1);
  expect(err).toContain(`Nothing is running on the folder ${join(folder, 'elsewhere')}`);
  expect(err).not.toMatch(/APP_ID|\n {4}at /);
}, 60_000);
