import { z } from 'zod';
import {
  day,
  length,
  localTime,
  login,
  repositoryGlob,
  shortText,
  teamSlug,
  timezone,
  wholeNumber,
} from './fields.ts';
import { ENDS_AFTER_START, endsAfterStart, Roster } from './roster.ts';

const Absence = z
  .strictObject(
    {
      login: login.meta({ description: 'Who is away.' }),
      from: day.meta({ description: 'First local day away.' }),
      to: day.meta({ description: 'Last local day away.' }),
    },
    'an absence such as `{login: ana, from: 2026-12-21, to: 2027-01-02}`',
  )
  .refine(endsAfterStart, ENDS_AFTER_START);

/** One entry of `rotations` as people write it, and how it becomes plain: roster entries all as maps. */
export const RotationEntry = z.strictObject(
  {
    name: shortText('a name').meta({ description: 'Its name in everything that Paydown writes.' }),
    timezone: timezone.optional().meta({
      description: 'Time zone of this rotation; without it, the `timezone` of the file.',
    }),
    starts: localTime.meta({
      description: 'Local wall-clock time of the first handoff; all later ones are counted from it.',
      examples: ['2026-01-05T09:00'],
    }),
    every: length.meta({
      description:
        'Length of a shift: N hours, days, weeks or months. Handoffs keep their wall-clock time when the clocks ' +
        'change; hours are elapsed time.',
      examples: ['2 weeks'],
    }),
    on_duty: wholeNumber(1).default(1).meta({ description: 'How many people serve at a time.' }),
    stint: wholeNumber(1, 99)
      .default(1)
      .meta({
        description:
          'How many shifts a turn lasts. Turns are staggered, so that a handoff replaces a part of the team: with ' +
          '`on_duty: 3` and `stint: 3` one of three changes each time.',
      }),
    roster: Roster.meta({
      description:
        'Who takes turns, in order. An entry is a login, a login with the days it is on the roster, `from` and ' +
        '`to` included, or a squad with its members or its GitHub team, which takes its turn as one and fills one place on duty.',
      examples: [
        ['ana', 'bo', { login: 'cy', from: '2026-03-01' }],
        [
          { squad: 'payments', members: ['ana', 'bo'] },
          { squad: 'search', members: ['cy', 'dee'] },
        ],
        [{ squad: 'payments', team: 'payments-eng' }, 'ana'],
      ],
    }),
    repositories: z
      .array(repositoryGlob, 'a list of patterns, such as `["*"]`')
      .min(1, 'a list of at least one pattern')
      .default(['*'])
      .meta({
        description:
          'Which of the repositories it serves: names, or patterns with `*` and `?`; with a `/`, of owner and name. ' +
          'An issue is served by the first rotation that wants it.',
        examples: [['api-*', 'acme/web']],
      }),
    labels: z
      .array(shortText('a label'), 'a list of labels, such as `[area/db]`')
      .default([])
      .meta({
        description:
          'Of the debt there, it serves what has one of these labels; without any, all of it. A label that is ' +
          'renamed on GitHub counts as the same one.',
        examples: [['area/db']],
      }),
    facilitator: login.optional().meta({
      description: 'A constant lead beside the rotation: told of every handoff, never counted as on duty.',
    }),
    overlap: length.optional().meta({
      description: 'How long those who leave stay as support after a handoff, so that both sit together.',
      examples: ['1 day'],
    }),
    notice: length.optional().meta({
      description:
        'How long before a shift those who come are told, and how to swap; when the shift before begins, at the ' +
        'earliest. Without it, the handoff is the first they hear.',
      examples: ['3 days'],
    }),
    away: z
      .array(Absence, 'a list of absences, such as `[{login: ana, from: 2026-12-21, to: 2027-01-02}]`')
      .default([])
      .meta({
        description:
          'Absences. Whoever is away for half of a shift or more does not serve it, and keeps their place.',
      }),
    cap: wholeNumber(0).default(3).meta({
      description: 'Most open debt issues a person is given; more wait in the queue.',
    }),
    shield: z
      .enum(['count', 'advise', 'strict'], '`count`, `advise` or `strict`')
      .default('count')
      .meta({
        description:
          'What happens when other work than debt is assigned to somebody on duty: it is counted for the weekly ' +
          'report; `advise` also says on the issue who is free; `strict` also hands it back to whoever assigned it.',
      }),
    shield_except: z
      .array(shortText('a label'), 'a list of labels, such as `[incident]`')
      .default([])
      .meta({
        description: 'Labels of work that may always be given to people on duty.',
        examples: [['incident', 'security']],
      }),
    nudge_after: length.optional().meta({
      description:
        'After this long without any activity on a debt issue, its owner is asked whether they keep it. What ' +
        'Paydown assigned goes back to the queue where nobody answers for a week. Without it, nobody is asked.',
      examples: ['4 weeks'],
    }),
    team: teamSlug.optional().meta({
      description:
        'A GitHub team whose members are kept equal to those on duty, by its slug. In an ' +
        "organisation's file only, and only for a team whose description contains `paydown`.",
      examples: ['infra-on-duty'],
    }),
    handoff: z.enum(['move', 'keep'], '`move` or `keep`').default('move').meta({
      description: 'What happens to untouched debt at a handoff: it moves on, or stays with its owner.',
    }),
  },
  'a rotation with `name`, `starts`, `every` and `roster`',
);
