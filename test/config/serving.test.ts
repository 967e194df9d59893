import { expect, it } from 'vitest';
import { readConfig, rotationFor } from '../../src/config/index.ts';
import { fileWith } from './problems-of.ts';

function configOf(...rotations: object[]) {
  const whole = rotations.map((rotation, index) => ({
    ...{ name: `r${index}`, starts: '2026-01-05T09:00', every: '1 week', roster: ['ana'] },
    ...rotation,
  }));
  const { config, problems } = readConfig(JSON.stringify({ version: 1, rotations: whole }));
  if (!config) throw new Error(problems.map(({ message }) => message).join('\n'));
  return config;
}

it.each([
  [['*'], 'acme/api', true],
  [['api'], 'acme/API', true],
  [['api-*'], 'acme/api-gateway', true],
  [['api-*'], 'acme/web-api-x', false],
  [['web', 'ap?'], 'acme/api', true],
  [['acme/*'], 'acme/api', true],
  [['umbrella/*'], 'acme/api', false],
  [['.github*'], 'acme/.github-private', true],
  [['*'], 'acme/.github', true],
])('%j serves %s: %s', (repositories, repository, served) => {
  expect(rotationFor(configOf({ repositories }), { repository, labels: [] }) !== undefined).toBe(served);
});

it('lets the first rotation serve that wants the repository and one of the labels', () => {
  const config = configOf(
    { repositories: ['api'], labels: ['area/db', 'area/cache'] },
    { labels: ['area/DB'] },
    {},
  );
  const served = (repository: string, ...labels: string[]) =>
    rotationFor(config, { repository, labels })?.name;
  expect(served('acme/api', 'tech-debt', 'Area/Cache')).toBe('r0');
  expect(served('acme/web', 'area/db')).toBe('r1');
  expect(served('acme/api', 'tech-debt')).toBe('r2');
});

it.each(['', 'a b', 'a/b/c', '****', '*a*b*c*', '[a-z]', '{api,web}', '(a+)+', 'x'.repeat(101)])(
  'refuses the pattern %j',
  (glob) => {
    const { problems } = readConfig(fileWith({ repositories: JSON.stringify([glob]) }));
    expect(problems.map(({ path }) => path)).toEqual(['rotations[0].repositories[0]']);
    expect(problems[0]?.message).toContain('it must be a pattern for repositories, such as `api-*`');
  },
);
