import { z } from 'zod';
import { day, every, localTime, login, shortText, timezone, wholeNumber } from './fields.ts';

type DaySpan = { readonly from?: string | undefined; readonly to?: string | undefined };

// Days are written YYYY-MM-DD, so the order of the texts is the order of the days.
const endsAfterStart = ({ from, to }: DaySpan) => from === undefined || to === undefined || from <= to;
const ENDS_AFTER_START = { path: ['to'], error: 'the day of `from` or a later one; swap the two days' };

const Member = z.union(
  [
    login.transform((name): DaySpan & { readonly login: string } => ({ login: name })),
    z
      .strictObject({
        login: login.meta({ description: 'Who.' }),
        from: day.optional().meta({ description: 'First local day on the roster.' }),
        to: day.optional().meta({ description: 'Last local day on the roster.' }),
      })
      .refine(endsAfterStart, ENDS_AFTER_START),
  ],
  'a login such as `ana`, or `{login: ana, from: 2026-03-01, to: 2026-09-30}`',
);

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
export const RotationEntry = z
  .strictObject(
    {
      name: shortText('a name').meta({ description: 'Its name in everything that Paydown writes.' }),
      timezone: timezone.optional().meta({
        description: 'Time zone of this rotation; without it, the `timezone` of the file.',
      }),
      starts: localTime.meta({
        description: 'Local wall-clock time of the first handoff; all later ones are counted from it.',
        examples: ['2026-01-05T09:00'],
      }),
      every: every.meta({
        description:
          'Length of a shift: N hours, days, weeks or months. Handoffs keep their wall-clock time when the clocks ' +
          'change; hours are elapsed time.',
        examples: ['2 weeks'],
      }),
      on_duty: wholeNumber(1).default(1).meta({ description: 'How many people serve at a time.' }),
      roster: z
        .array(Member, 'a list of logins, such as `[ana, bo]`')
        .min(1, 'a list of at least one login')
        .meta({
          description:
            'Who takes turns, in order. An entry is a login, or a login with the days it is on the roster, ' +
            '`from` and `to` included.',
          examples: [['ana', 'bo', { login: 'cy', from: '2026-03-01' }]],
        }),
      away: z.array(Absence, 'a list of absences').default([]).meta({
        description:
          'Absences. Whoever is away for half of a shift or more does not serve it, and keeps their place.',
      }),
      cap: wholeNumber(0).default(3).meta({
        description: 'Most open debt issues a person is given; more wait in the queue.',
      }),
      handoff: z.enum(['move', 'keep'], '`move` or `keep`').default('move').meta({
        description: 'What happens to untouched debt at a handoff: it moves on, or stays with its owner.',
      }),
    },
    'a rotation with `name`, `starts`, `every` and `roster`',
  )
  .superRefine(({ roster }, context) => {
    roster.forEach((member, index) => {
      const twin = roster
        .slice(0, index)
        .findIndex((other) => sameLogin(member, other) && overlap(member, other));
      if (twin === -1) return;
      const message = `on the roster once at a time, but is already roster[${twin}]; remove one of the two`;
      context.addIssue({ code: 'custom', path: ['roster', index, 'login'], message });
    });
  });

function sameLogin(one: { login: string }, other: { login: string }): boolean {
  return one.login.toLowerCase() === other.login.toLowerCase();
}

function overlap(one: DaySpan, other: DaySpan): boolean {
  return (one.from ?? '') <= (other.to ?? '~') && (other.from ?? '') <= (one.to ?? '~');
}
