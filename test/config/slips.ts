/** Wrong config files, as people write them when they are tired, and what is said of each. */
import {
  and,
  CITY,
  DAY,
  ENTRY,
  instead,
  LENGTH,
  LOCAL_TIME,
  LOGIN,
  NOBODY,
  WEEKDAY,
  ZONE,
} from './slip-words.ts';

/** What somebody wrote late on a Friday, and the one line that is to get them home. */
export type Slip = readonly [what: string, file: string, says: string];

/** In the file as a whole, and in a rotation. */
export const slipsInRotations: readonly Slip[] = [
  [
    'an empty file',
    '',
    '1:1 error the file is empty; begin it with `version: 1`, or delete it to switch Paydown off',
  ],
  ['no version', instead('version: 1\n', ''), '1:1 error the file has no `version`; add `version: 1`'],
  [
    'the version in quotes',
    instead('version: 1', 'version: "1"'),
    '1:10 error `version` is `1`; it must be 1, without quotes',
  ],
  [
    'a day with a slip',
    and('heartbeat: {day: moday}'),
    `8:18 error \`heartbeat.day\` is \`moday\`; ${WEEKDAY}`,
  ],
  [
    'a mode with a slip',
    and('mode: acct'),
    '8:7 error `mode` is `acct`; it must be `act` or `observe`; did you mean `act`?',
  ],
  ['another version', instead('version: 1', 'version: 2'), '1:10 error `version` is `2`; it must be 1'],
  [
    'no space after a colon',
    'version:1\nmode: act\n',
    '1:1 error a key must stand on one line, with a colon and a space after it; a colon may be missing above',
  ],
  ['a tab', 'version: 1\nrotations:\n\t- name: infra\n', '3:1 error a tab indents this line; use spaces'],
  [
    'a line that is not aligned',
    instead('    roster', '   roster'),
    '7:1 error a quote, a colon, a comma, a dash or a bracket is missing here, or the line is not aligned with those above; close what was opened, and quote what contains a `#`',
  ],
  [
    'a merge that was not finished',
    instead('timezone', '<<<<<<< HEAD\nmode: act\n=======\nmode: observe\n>>>>>>> b\ntimezone'),
    '2:1 error a merge conflict is not resolved here; keep one of the two versions, and remove the lines that begin with `<<<<<<<` and the like',
  ],
  ['a key twice', and('    every: 1 week'), '8:5 error `every` is here twice; keep one of the two'],
  [
    'a slip in a key',
    and('    on_dutty: 2'),
    `8:5 error \`on_dutty\` is not a key of \`${ENTRY}\`; did you mean \`on_duty\`?`,
  ],
  [
    'a key in camel case',
    and('    onDuty: 2'),
    `8:5 error \`onDuty\` is not a key of \`${ENTRY}\`; did you mean \`on_duty\`?`,
  ],
  [
    'a key in the wrong place',
    and('cap: 3'),
    '8:1 error `cap` is not a key of the file; it belongs in `rotations[]`',
  ],
  [
    'a map of rotations',
    'version: 1\nrotations:\n  infra: {every: 1 week}\n',
    '3:3 error `rotations` is a map; it must be a list of rotations, each beginning with `- name:`',
  ],
  [
    'a rotation without a roster',
    instead('    roster: [ana, bo]\n', ''),
    `4:5 error \`${ENTRY}\` has no \`roster\`; add \`roster:\` with a list of logins, such as \`[ana, bo]\``,
  ],
  [
    'a name twice',
    and('  - {name: Infra, starts: 2026-01-05T09:00, every: 1 week, roster: [cy]}'),
    '8:12 error `rotations[1].name` is `Infra`; it must be another name: it is the name of rotations[0] already, and case makes no difference',
  ],
  [
    'a number that grew together with its unit',
    instead('2 weeks', '2weeks'),
    `6:12 error \`${ENTRY}.every\` is \`2weeks\`; ${LENGTH}; did you mean \`2 weeks\`?`,
  ],
  [
    'a fortnight',
    instead('2 weeks', 'fortnight'),
    `6:12 error \`${ENTRY}.every\` is \`fortnight\`; ${LENGTH}; did you mean \`2 weeks\`?`,
  ],
  [
    'a length in a word',
    instead('2 weeks', 'weekly'),
    `6:12 error \`${ENTRY}.every\` is \`weekly\`; ${LENGTH}; did you mean \`1 week\`?`,
  ],
  [
    'a length without a unit',
    instead('2 weeks', '14'),
    `6:12 error \`${ENTRY}.every\` is \`14\`; ${LENGTH}; say of what, such as \`14 days\``,
  ],
  [
    'a length in ISO 8601',
    instead('2 weeks', 'P2W'),
    `6:12 error \`${ENTRY}.every\` is \`P2W\`; ${LENGTH}; did you mean \`2 weeks\`?`,
  ],
  [
    'a start without a time',
    instead('2026-01-05T09:00', '2026-01-05'),
    `5:13 error \`${ENTRY}.starts\` is \`2026-01-05\`; ${LOCAL_TIME}; its time is missing: did you mean \`2026-01-05T09:00\`?`,
  ],
  [
    'a start with an offset',
    instead('2026-01-05T09:00', '2026-01-05T09:00+01:00'),
    `5:13 error \`${ENTRY}.starts\` is \`2026-01-05T09:00+01:00\`; ${LOCAL_TIME}; without \`+01:00\`, did you mean \`2026-01-05T09:00\`?`,
  ],
  [
    'a thirteenth month',
    instead('2026-01-05T09:00', '2026-13-05T09:00'),
    `5:13 error \`${ENTRY}.starts\` is \`2026-13-05T09:00\`; ${LOCAL_TIME}; there are twelve months`,
  ],
  [
    'a zone with an offset',
    instead('Europe/Berlin', 'CET+1'),
    `2:11 error \`timezone\` is \`CET+1\`; ${ZONE}; ${CITY}`,
  ],
  [
    'an offset alone',
    instead('Europe/Berlin', '+01:00'),
    `2:11 error \`timezone\` is \`+01:00\`; ${ZONE}; ${CITY}`,
  ],
  [
    'a city alone',
    instead('Europe/Berlin', 'Berlin'),
    `2:11 error \`timezone\` is \`Berlin\`; ${ZONE}; did you mean \`Europe/Berlin\`?`,
  ],
  [
    'a roster that is text',
    instead('[ana, bo]', 'ana bo'),
    `7:13 error \`${ENTRY}.roster\` is \`ana bo\`; it must be a list of logins, such as \`[ana, bo]\``,
  ],
  [
    'a comma left out',
    instead('[ana, bo]', '[ana bo]'),
    `7:14 error \`${ENTRY}.roster[0]\` is \`ana bo\`; ${LOGIN}; if these are several, put commas between them`,
  ],
  [
    'a login with @',
    instead('[ana, bo]', '[@ana, bo]'),
    '7:14 error a value cannot begin with `@`, `%` or a backtick; leave it out, or put the value in quotes',
  ],
  [
    'a login with @ in quotes',
    instead('[ana, bo]', '["@ana", bo]'),
    `7:14 error \`${ENTRY}.roster[0]\` is \`@ana\`; ${LOGIN}; did you mean \`ana\`?`,
  ],
  [
    'a team',
    instead('[ana, bo]', '[acme/infra, bo]'),
    `7:14 error \`${ENTRY}.roster[0]\` is \`acme/infra\`; ${LOGIN}; a team stands for nobody here, so list its members`,
  ],
  [
    'an email address',
    instead('[ana, bo]', '[ana@acme.test, bo]'),
    `7:14 error \`${ENTRY}.roster[0]\` is \`ana@acme.test\`; ${LOGIN}; an email address is none`,
  ],
  [
    'a login twice',
    instead('[ana, bo]', '[ana, bo, Ana]'),
    `7:23 error \`${ENTRY}.roster[2]\` is \`Ana\`; it must be on the roster once at a time, but is already roster[0]; remove one of the two`,
  ],
  [
    'a login in a squad as well',
    instead('[ana, bo]', '[ana, {squad: pay, members: [cy, ana]}]'),
    `7:46 error \`${ENTRY}.roster[1].members[1]\` is \`ana\`; it must be on the roster once at a time, but is already roster[0]; remove one of the two`,
  ],
  ['a squad of nobody', instead('[ana, bo]', '[{squad: pay}]'), `7:14 error ${NOBODY}`],
  [
    'a squad with its members, misspelt',
    instead('[ana, bo]', '[{sqad: pay, members: [ana]}]'),
    `7:15 error \`sqad\` is not a key of \`${ENTRY}.roster[0]\`; did you mean \`squad\`?`,
  ],
  [
    'a login with days, misspelt',
    instead('[ana, bo]', '[bo, {logn: ana, from: 2026-03-01}]'),
    `7:19 error \`logn\` is not a key of \`${ENTRY}.roster[1]\`; did you mean \`login\`?`,
  ],
  [
    'the members of a login',
    instead('[ana, bo]', '[{login: ana, members: [bo]}]'),
    '7:27 error `members` does not go with `login`; remove one of the two',
  ],
  [
    'a login of a squad',
    instead('[ana, bo]', '[{squad: pay, members: [ana], login: bo}]'),
    '7:43 error `login` does not go with `squad` or `members`; remove it, or them',
  ],
  [
    'a day that does not exist',
    and('    away: [{login: ana, from: 2026-02-30, to: 2026-03-02}]'),
    `8:31 error \`${ENTRY}.away[0].from\` is \`2026-02-30\`; ${DAY}; February 2026 has 28 days`,
  ],
  [
    'a day as people write it',
    and('    away: [{login: ana, from: 1.3.2026, to: 2026-03-02}]'),
    `8:31 error \`${ENTRY}.away[0].from\` is \`1.3.2026\`; ${DAY}; did you mean \`2026-03-01\`?`,
  ],
  [
    'an end before its start',
    and('    away: [{login: ana, from: 2026-03-05, to: 2026-03-01}]'),
    `8:47 error \`${ENTRY}.away[0].to\` is \`2026-03-01\`; it must be the day of \`from\` or a later one; swap the two days`,
  ],
  [
    'an absence that is a login',
    and('    away: ana'),
    `8:11 error \`${ENTRY}.away\` is \`ana\`; it must be a list of absences, such as \`[{login: ana, from: 2026-12-21, to: 2027-01-02}]\``,
  ],
  [
    'nobody on duty',
    and('    on_duty: 0'),
    `8:14 error \`${ENTRY}.on_duty\` is \`0\`; it must be a whole number, 1 or more`,
  ],
  [
    'a number in quotes',
    and('    on_duty: "2"'),
    `8:14 error \`${ENTRY}.on_duty\` is \`2\`; it must be a whole number, 1 or more, without quotes`,
  ],
  [
    'a cap below nothing',
    and('    cap: -1'),
    `8:10 error \`${ENTRY}.cap\` is \`-1\`; it must be a whole number, 0 or more`,
  ],
  [
    'a stint without end',
    and('    stint: 100'),
    `8:12 error \`${ENTRY}.stint\` is \`100\`; it must be a whole number, from 1 to 99`,
  ],
  [
    'a bare star',
    and('    repositories: [*]'),
    '8:20 error an alias needs a name; quote the value if it is meant to begin with `*`',
  ],
  [
    'a pattern of four stars',
    and('    repositories: ["a*b*c*d*"]'),
    `8:20 error \`${ENTRY}.repositories[0]\` is \`a*b*c*d*\`; it must be a pattern for repositories, such as \`api-*\` or \`acme/web\`, of letters, digits, \`.\`, \`-\`, \`_\`, \`?\` and at most three \`*\``,
  ],
  [
    'a regular expression',
    and('    repositories: ["^api-.*$"]'),
    `8:20 error \`${ENTRY}.repositories[0]\` is \`^api-.*$\`; it must be a pattern for repositories, such as \`api-*\` or \`acme/web\`, of letters, digits, \`.\`, \`-\`, \`_\`, \`?\` and at most three \`*\`; regular expressions are not used here`,
  ],
  [
    'two letters in the other order',
    and('    awya: []'),
    `8:5 error \`awya\` is not a key of \`${ENTRY}\`; did you mean \`away\`?`,
  ],
  [
    'a name, misspelt',
    instead('name: infra', 'nam: infra'),
    `4:5 error \`nam\` is not a key of \`${ENTRY}\`; did you mean \`name\`?`,
  ],
];
