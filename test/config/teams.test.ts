import { expect, it } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { fileWith, problemsOf } from './problems-of.ts';

const HOME = 'home: acme/infra\n';
const reason =
  "left out in a repository's file: whoever may push to one repository must not gain a team; an organisation's file, in `.github-private` or `.github`, names its `home` and may name teams";

it('a squad is a list of members or a team, and a slug compares without case', () => {
  const roster = '[{squad: pay, members: [ana, bo]}, {squad: web, team: Web-Eng}]';
  const { config, problems } = readConfig(fileWith({ roster, team: 'On-Duty' }) + HOME);
  expect(problems).toEqual([]);
  expect(config?.rotations[0]).toMatchObject({ team: 'on-duty' });
  expect(config?.rotations[0]?.roster[1]).toEqual({ squad: 'web', team: 'web-eng', members: [] });
});

it.each([
  [
    'members and a team at once',
    { roster: '[{squad: pay, team: pay, members: [ana]}]' },
    '7:27 error `team` does not go with `members`; remove one of the two',
  ],
  [
    'neither',
    { roster: '[{squad: pay}]' },
    "7:14 error `rotations[0].roster[0]` has no `members`; add `members:` with a list of logins, such as `[ana, bo]`, or `team:` with the slug of a GitHub team in an organisation's file",
  ],
  [
    'a mention in place of a slug',
    { team: '"@acme/duty"' },
    "8:11 error `rotations[0].team` is `@acme/duty`; it must be a GitHub team's slug, as in its address, without the organisation, such as `infra-on-duty`",
  ],
  [
    'one team twice on a roster at a time',
    { roster: '[{squad: pay, team: pay}, {squad: web, team: Pay}]' },
    '7:58 error `rotations[0].roster[1].team` is `Pay`; it must be on the roster once at a time, but is already roster[0]; remove one of the two',
  ],
  [
    'a team that would fill itself',
    { roster: '[{squad: pay, team: pay}]', team: 'pay' },
    '8:11 error `rotations[0].team` is `pay`; it must be another team than that of a squad: whoever is on duty would become a member of the squad for good',
  ],
])('%s is an error', (_, lines, problem) => {
  expect(problemsOf(fileWith(lines) + HOME)).toEqual([problem]);
});

it('a team in a file without `home`, which an organisation’s must have, is an error with its reason', () => {
  expect(problemsOf(fileWith({ team: 'duty' }))).toEqual([
    `8:11 error \`rotations[0].team\` is \`duty\`; it must be ${reason}`,
  ]);
});

it('an absence of somebody who may be in a team is no mistake', () => {
  const away = '[{login: zed, from: 2026-02-02, to: 2026-02-03}]';
  expect(problemsOf(fileWith({ roster: '[ana, {squad: pay, team: pay}]', away }) + HOME)).toEqual([]);
});
