import { describe, expect, it } from 'vitest';
import { checkPlace, type Place, placeOf, readConfig } from '../../src/config/index.ts';
import { fileWith } from './problems-of.ts';

const repository: Place = { repository: 'acme/shop', kind: 'repository' };
const organisation: Place = { repository: 'acme/.github-private', kind: 'organisation' };

function placed(home: string, place: Place): string[] {
  const reading = readConfig(`${fileWith({})}${home}`);
  return checkPlace(reading, place).map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
  );
}

describe('the file of a repository', () => {
  it('reports in that repository, named or not, whatever the case', () => {
    expect(placed('', repository)).toEqual([]);
    expect(placed('home: Acme/Shop', repository)).toEqual([]);
  });

  it('can name no other home', () => {
    expect(placed('home: acme/infra', repository)).toEqual([
      '8:1 error `home` must be acme/shop here, the repository of the file; remove the line',
    ]);
  });
});

describe('the file of a repository gains no team, so it', () => {
  const rotation = (lines: Record<string, string>) => `${fileWith(lines)}home: acme/shop`;
  const reason =
    "must be left out in a repository's file: whoever may push to one repository must not gain a team";

  it.each([
    ['keeps none', { team: 'duty' }, '8:5 error `rotations[0].team`'],
    [
      'reads none into a squad',
      { roster: '[ana, {squad: pay, team: pay-eng}]' },
      '7:32 error `rotations[0].roster[1].team`',
    ],
  ])('%s, and says why', (_, lines, where) => {
    const [problem, ...others] = checkPlace(readConfig(rotation(lines)), repository).map(
      ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message}`,
    );
    expect(problem).toContain(`${where} ${reason}`);
    expect(others).toEqual([]);
  });
});

describe('the file of an organisation', () => {
  it('may name teams', () => {
    const file = fileWith({ team: 'duty', roster: '[ana, {squad: pay, team: pay-eng}]' });
    expect(checkPlace(readConfig(`${file}home: acme/infra`), organisation)).toEqual([]);
  });

  it('names a home among its repositories', () => {
    expect(placed('home: ACME/infra', organisation)).toEqual([]);
  });

  it('must name one', () => {
    expect(placed('', organisation)).toEqual([
      '1:1 error the file of an organisation must say where its reports live; add `home: acme/…`',
    ]);
  });

  it('cannot report to somebody else', () => {
    expect(placed('home: acme-corp/infra', organisation)).toEqual([
      '8:1 error `home` must be a repository of acme, the organisation of the file; name one',
    ]);
  });
});

it('says nothing of the place of a file that cannot be read', () => {
  expect(checkPlace(readConfig('version: 2'), organisation)).toEqual([]);
});

it.each([
  ['acme/shop', 'repository'],
  ['acme/.github', 'organisation'],
  ['acme/.GitHub-Private', 'organisation'],
  ['.github/shop', 'repository'],
])('a file in %s governs the %s', (name, kind) => {
  expect(placeOf(name)).toEqual({ repository: name, kind });
});
