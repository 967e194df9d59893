import { expect, onTestFinished, test } from 'vitest';
import type { DeadLetter } from '../../src/queue/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { environmentOf, runPaydown, startProcess } from '../faults/app-process.ts';
import { startPostgres } from './postgres.ts';

const config = `version: 1
rotations:
  - {name: infra, starts: 2020-01-06T09:00, every: 1 week, roster: [ana]}
`;

test('on PostgreSQL an operator reads and retries on the database itself, whoever runs or does not', async () => {
  const github = await startSandbox({
    seed: {
      organisation: 'acme',
      people: ['ana', 'pat'],
      repositories: [{ name: 'api', labels: ['tech-debt'] }],
    },
  });
  onTestFinished(() => github.close());
  await github.commitFile('pat', 'api', '.github/paydown.yml', config);
  const operator = await startPostgres().then(({ databaseUrl }) => ({ DATABASE_URL: databaseUrl }));
  const early = await runPaydown(['deadletters'], operator);
  expect(early.code).toBe(1);
  expect(early.err).toMatch(/^DATABASE_URL: the database is not ready .* Start Paydown on it first\.\n$/);

  const unarchived = github.intercept(({ method, path }) =>
    method === 'POST' && /\/issues\/\d+\/(comments|assignees)$/.test(path)
      ? { kind: 'answer', status: 403, body: { message: 'Repository was archived so is read-only.' } }
      : undefined,
  );
  const env = { ...environmentOf(github, ''), ...operator };
  const web = await startProcess({ ...env, ROLE: 'web' });
  const worker = await startProcess({ ...env, ROLE: 'worker' });
  github.deliverTo(`http://127.0.0.1:${web.port}/api/github/webhooks`);
  const where = { owner: 'acme', repo: 'api' };
  const { issues } = github.as('pat').rest;
  const { data } = await issues.create({ ...where, title: 'Old parser', labels: ['tech-debt'] });
  const letters = async (): Promise<DeadLetter[]> =>
    JSON.parse((await runPaydown(['deadletters', '--json'], operator)).out).deadLetters;
  await expect.poll(async () => (await letters()).length, { timeout: 60_000 }).toBe(2);
  const assignment = (await letters()).find(({ what }) => what === `assign acme/api#${data.number} @ana`);
  expect(assignment?.reason).toContain('403 Repository was archived so is read-only.');
  const id = assignment?.id ?? '';
  expect(await runPaydown(['deadletters', 'show', id], operator)).toMatchObject({ code: 0, err: '' });

  unarchived();
  expect(await runPaydown(['deadletters', 'retry', id], operator)).toMatchObject({ code: 0, err: '' });
  const at = { ...where, issue_number: data.number };
  const owners = async () => (await issues.get(at)).data.assignees?.map((user) => user.login);
  await expect.poll(owners, { timeout: 60_000 }).toEqual(['ana']);
  expect((await runPaydown(['deadletters', 'retry', id], operator)).code).toBe(1);
  expect([await worker.kill('SIGTERM'), await web.kill('SIGTERM')]).toEqual([0, 0]);
  expect((await runPaydown(['deadletters'], operator)).code).toBe(0);
}, 180_000);
