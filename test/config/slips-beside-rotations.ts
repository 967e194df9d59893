/** Wrong values beside the rotations of a config file, and what is said of each. */
import { measureNames } from '../../src/config/measures.ts';
import { and, LENGTH, LOGIN, TIME, WEEK, WEEKDAY } from './slip-words.ts';
import type { Slip } from './slips.ts';

export const slipsBesideRotations: readonly Slip[] = [
  [
    'labels that are text',
    and('debt:\n  labels: tech-debt'),
    '9:11 error `debt.labels` is `tech-debt`; it must be a list of labels, such as `[tech-debt]`',
  ],
  [
    'a home without its owner',
    and('home: infra'),
    '8:7 error `home` is `infra`; it must be a repository as owner/name, such as `acme/infra`; its owner is missing, as in `acme/infra`',
  ],
  [
    'a home as an address',
    and('home: https://github.com/acme/infra'),
    '8:7 error `home` is `https://github.com/acme/infra`; it must be a repository as owner/name, such as `acme/infra`; did you mean `acme/infra`?',
  ],
  [
    'an hour of one digit',
    and('heartbeat: {at: 9:30}'),
    `8:17 error \`heartbeat.at\` is \`9:30\`; ${TIME}; did you mean \`09:30\`?`,
  ],
  [
    'an hour in the afternoon',
    and('heartbeat: {at: 4pm}'),
    `8:17 error \`heartbeat.at\` is \`4pm\`; ${TIME}; did you mean \`16:00\`?`,
  ],
  [
    'an hour that no day has',
    and('heartbeat: {at: 25:00}'),
    `8:17 error \`heartbeat.at\` is \`25:00\`; ${TIME}`,
  ],
  ['a day cut short', and('heartbeat: {day: mon}'), `8:18 error \`heartbeat.day\` is \`mon\`; ${WEEKDAY}`],
  [
    'a mode in capitals',
    and('mode: Act'),
    '8:7 error `mode` is `Act`; it must be `act` or `observe`; did you mean `act`?',
  ],
  [
    'a measure between two others',
    and('objectives: [{name: Age, measure: age_p95, target: "< 90", over: 4 weeks}]'),
    `8:35 error \`objectives[0].measure\` is \`age_p95\`; it must be one of ${measureNames.join(', ')}; did you mean \`age_p90\`?`,
  ],
  [
    'a field alone and misspelt, where there may be several',
    and('agreement: {engineering: [ana], decides: {accept: engeneering}}'),
    '8:51 error `agreement.decides.accept` is `engeneering`; it must be a list of fields, such as `[engineering]`; did you mean `[engineering]`?',
  ],
  [
    'a span of days',
    and('working_hours: {days: [mon-fri]}'),
    `8:24 error \`working_hours.days[0]\` is \`mon-fri\`; it must be one of ${WEEK}, saturday, sunday; did you mean \`${WEEK}\`?`,
  ],
  [
    'a span of days without brackets',
    and('working_hours: {days: Mon to Fri}'),
    `8:23 error \`working_hours.days\` is \`Mon to Fri\`; it must be a list of days, such as \`[monday, tuesday]\`; did you mean \`[${WEEK}]\`?`,
  ],
  [
    'the hour at which a day ends',
    and('working_hours: {to: 24:00}'),
    `8:21 error \`working_hours.to\` is \`24:00\`; ${TIME}; the latest is \`23:59\``,
  ],
  [
    'minutes',
    and('andon: {acknowledge_within: 30 minutes}'),
    `8:29 error \`andon.acknowledge_within\` is \`30 minutes\`; ${LENGTH}; minutes are not counted, so say at least \`1 hour\``,
  ],
  [
    'hours in minutes',
    and('andon: {acknowledge_within: 120 min}'),
    `8:29 error \`andon.acknowledge_within\` is \`120 min\`; ${LENGTH}; did you mean \`2 hours\`?`,
  ],
  [
    'a role that is none',
    and('agreement: {engineering: [ana], enginering: [pat]}'),
    '8:33 error `enginering` is not a key of `agreement`; did you mean `engineering`?',
  ],
  [
    'several for the one CEO',
    and('agreement: {ceo: [eve]}'),
    `8:18 error \`agreement.ceo\` is a list; ${LOGIN}`,
  ],
];
