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

describe('the file of an organisation', () => {
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
