import { describe, expect, it } from 'vitest';
import { fileWith, problemsOf } from './problems-of.ts';

describe('what cannot mean anything is an error', () => {
  it.each([
    [
      'nobody on duty',
      { on_duty: '0' },
      '8:14 error `rotations[0].on_duty` is `0`; it must be a whole number, 1 or more',
    ],
    [
      'half a person',
      { on_duty: '1.5' },
      '8:14 error `rotations[0].on_duty` is `1.5`; it must be a whole number, 1 or more',
    ],
    [
      'an infinite cap',
      { cap: '1e999' },
      '8:10 error `rotations[0].cap` is `Infinity`; it must be a whole number, 0 or more',
    ],
    [
      'a cap in quotes',
      { cap: '"3"' },
      '8:10 error `rotations[0].cap` is `3`; it must be a whole number, 0 or more, without quotes',
    ],
    [
      'a shield of its own making',
      { shield: 'hard' },
      '8:13 error `rotations[0].shield` is `hard`; it must be `count`, `advise` or `strict`',
    ],
    [
      'a label that is no list',
      { shield_except: 'incident' },
      '8:20 error `rotations[0].shield_except` is `incident`; it must be a list of labels, such as `[incident]`',
    ],
    [
      'a silence in fortnights',
      { nudge_after: '4 fortnights' },
      '8:18 error `rotations[0].nudge_after` is `4 fortnights`; it must be a number of hours, days, weeks or months (1 to 9999), such as `2 weeks`',
    ],
    [
      'an empty roster',
      { roster: '[]' },
      '7:13 error `rotations[0].roster` is an empty list; it must be a list of at least one login',
    ],
    [
      'a roster that is no list',
      { roster: 'ana, bo' },
      '7:13 error `rotations[0].roster` is `ana, bo`; it must be a list of logins, such as `[ana, bo]`',
    ],
    [
      'the same login twice',
      { roster: '[ana, Ana]' },
      '7:19 error `rotations[0].roster[1]` is `Ana`; it must be on the roster once at a time, but is already roster[0]; remove one of the two',
    ],
    [
      'overlapping spans of one login',
      { roster: '[{login: ana, to: 2026-03-01}, {login: ana, from: 2026-03-01}]' },
      /^7:52 error .* on the roster once at a time/,
    ],
    [
      'an end before its start',
      { roster: '[{login: ana, from: 2026-03-02, to: 2026-03-01}]' },
      /^7:49 error .*roster\[0\]\.to` is `2026-03-01`; it must be the day of `from` or a later one/,
    ],
    [
      'an absence that ends before it starts',
      { away: '[{login: ana, from: 2026-03-02, to: 2026-03-01}]' },
      /^8:47 error .*away\[0\]\.to`/,
    ],
    [
      'a day that does not exist',
      { away: '[{login: ana, from: 2026-02-29, to: 2026-03-01}]' },
      /^8:31 error .* is `2026-02-29`; it must be a day of the calendar/,
    ],
    [
      'an absence without an end',
      { away: '[{login: ana, from: 2026-02-28}]' },
      /^8:12 error `rotations\[0\]\.away\[0\]` has no `to`; add `to:` with a day/,
    ],
    ['a time zone in `starts`', { starts: '2026-01-05T09:00Z' }, /^5:13 error .* without a zone/],
    ['a start without a time', { starts: '2026-01-05' }, /^5:13 error .* YYYY-MM-DDTHH:MM/],
    ['an hour that does not exist', { starts: '2026-01-05T24:00' }, /^5:13 error /],
    [
      'a length of zero',
      { every: '0 weeks' },
      /^6:12 error .* is `0 weeks`; it must be a number of hours, days, weeks or months/,
    ],
    ['a length without a unit', { every: '2' }, /^6:12 error .* is `2`; it must be/],
    ['an enormous length', { every: '99999999999999999999 weeks' }, /^6:12 error .* \(1 to 9999\)/],
    ['an unknown time zone', { timezone: 'Europe/Berln' }, /^8:15 error .* did you mean `Europe\/Berlin`\?$/],
    ['a city as time zone', { timezone: 'new york' }, /did you mean `America\/New_York`\?$/],
    ['a name of spaces', { name: '"  "' }, /^4:11 error .* visible characters/],
    ['a name of zero-width characters', { name: '"\\u200b"' }, /^4:11 error .* visible characters/],
    ['a name that turns the direction of text', { name: '"a\\u202eb"' }, /^4:11 error .* is `a\uFFFDb`/],
    ['a name of 51 characters', { name: 'x'.repeat(51) }, /^4:11 error .* 1 to 50/],
    ['a login with an @', { roster: '["@ana"]' }, /^7:14 error .* without the @/],
    ['a login with two hyphens', { roster: '[a--b]' }, /^7:14 error/],
    ['a login of 40 characters', { roster: `[${'a'.repeat(40)}]` }, /^7:14 error/],
    [
      'a login that is empty',
      { roster: '[ana, ]\n    away: [~]' },
      /^8:12 error `rotations\[0\]\.away\[0\]` is empty; it must be an absence such as/,
    ],
  ] as const)('%s', (_, lines, expected) => {
    const problems = problemsOf(fileWith(lines));
    expect(problems).toHaveLength(1);
    if (typeof expected === 'string') expect(problems[0]).toBe(expected);
    else expect(problems[0]).toMatch(expected);
  });

  it.each(['ana', 'a-b-c', 'A1', '7', 'octo_acme', 'a'.repeat(39)])('but the login %s is one', (login) => {
    expect(problemsOf(fileWith({ roster: `[${login}]` }))).toEqual([]);
  });

  it.each(['acme', 'acme/', 'acme/infra/x', 'https://github.com/acme/infra', 'acme/..'])(
    'the home %s',
    (home) => {
      expect(problemsOf(`${fileWith({})}home: ${home}\n`)[0]).toMatch(
        /^8:7 error `home` is .* must be a repository as owner\/name/,
      );
    },
  );

  it('no label at all, and a label beyond what GitHub allows', () => {
    expect(problemsOf(`${fileWith({})}debt: {labels: []}\n`)).toEqual([
      '8:16 error `debt.labels` is an empty list; it must be a list of at least one label',
    ]);
    expect(problemsOf(`${fileWith({})}debt: {labels: [${'x'.repeat(51)}]}\n`)[0]).toMatch(/^8:17 error/);
  });

  it('two rotations of one name', () => {
    const other = '  - {name: INFRA, starts: 2026-01-05T09:00, every: 1 week, roster: [cy]}\n';
    expect(problemsOf(`${fileWith({})}${other}`)[0]).toMatch(/^8:12 error .* another name/);
  });

  it('a file without a version', () => {
    expect(problemsOf('mode: act\n')).toContain('1:1 error the file has no `version`; add `version: 1`');
  });
});

const ALL =
  'the keys known here are version, mode, timezone, home, debt, rotations, heartbeat, objectives, retro, iterations, working_hours, andon, agreement';

describe('an unknown key is an error that names', () => {
  it.each([
    ['the key that was meant', 'rotation: []', 'did you mean `rotations`?'],
    ['the key in another spelling', 'time-zone: UTC', 'did you mean `timezone`?'],
    ['the map it belongs in', 'cap: 3', /it belongs in `rotations\[\]`$/],
    ['the map of the cord', 'stop_the_line: true', /it belongs in `andon`$/],
    ['the map of iterations', 'infra_every: 6', /it belongs in `iterations`$/],
    ['the map of working hours', 'days: [monday]', /it belongs in `working_hours`$/],
    ['a map in a map', 'accept: [design]', /it belongs in `agreement\.decides`$/],
    ['all the maps that have it', 'name: infra', /it belongs in `rotations\[\]` or `objectives\[\]`$/],
    ['the nearest key and all others', 'mood: act', `the nearest is \`mode\`; ${ALL}`],
    ['all keys, where none is near', 'colour: red', `is not a key of the file; ${ALL}`],
    ['all keys, for a key that every object has', 'constructor: {}', `is not a key of the file; ${ALL}`],
    [
      'all keys, for a key that changes objects',
      '__proto__: {mode: act}',
      `is not a key of the file; ${ALL}`,
    ],
    ['all keys, for a merge key', '<<: {mode: act}', `is not a key of the file; ${ALL}`],
    ['all keys, for a number', '5: x', `is not a key of the file; ${ALL}`],
  ])('%s', (_, line, expected) => {
    const problems = problemsOf(`${fileWith({})}${line}\n`);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^8:1 error `.*` is not a key of the file/);
    if (typeof expected === 'string') expect(problems[0]?.endsWith(expected)).toBe(true);
    else expect(problems[0]).toMatch(expected);
  });

  it('the top of the file, where it belongs there', () => {
    expect(problemsOf(`${fileWith({})}debt: {mode: act}\n`)).toEqual([
      '8:8 error `mode` is not a key of `debt`; it belongs at the top of the file',
    ]);
  });

  it('the key of an entry of the roster', () => {
    expect(problemsOf(fileWith({ roster: '[{login: ana, until: 2026-01-01}]' }))[0]).toMatch(
      /^7:27 error `until` is not a key of `rotations\[0\]\.roster\[0\]`; the keys known here are login, from, to, squad, members, team$/,
    );
  });
});
