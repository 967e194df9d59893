import { z } from 'zod';
import { day, login, shortText, teamSlug } from './fields.ts';

export type DaySpan = { readonly from?: string | undefined; readonly to?: string | undefined };

// Days are written YYYY-MM-DD, so the order of the texts is the order of the days.
export const endsAfterStart = ({ from, to }: DaySpan) => from === undefined || to === undefined || from <= to;
export const ENDS_AFTER_START = {
  path: ['to'],
  error: 'the day of `from` or a later one; swap the two days',
};

const span = {
  from: day.optional().meta({ description: 'First local day on the roster.' }),
  to: day.optional().meta({ description: 'Last local day on the roster.' }),
};

type Person = DaySpan & { readonly login: string };

const squad = shortText('a name').meta({ description: 'A squad, which takes its turn as one.' });

/** A squad whose members are those of a GitHub team: the file does not name them, so there is nobody at first. */
type TeamSquad = DaySpan & {
  readonly squad: string;
  readonly team: string;
  readonly members: readonly string[];
};

const LOGINS = 'a list of logins, such as `[ana, bo]`';
const OR_TEAM = "`team:` with the slug of a GitHub team in an organisation's file";

const Member = z.union(
  [
    login.transform((name): Person => ({ login: name })),
    z
      .strictObject({ login: login.meta({ description: 'Who.' }), ...span })
      .refine(endsAfterStart, ENDS_AFTER_START),
    z
      .strictObject({
        squad,
        members: z
          .array(login, {
            error: ({ input }) => (input === undefined ? `${LOGINS}, or ${OR_TEAM}` : LOGINS),
          })
          .min(1, 'a list of at least one login')
          .meta({ description: 'Who is in the squad; or `team`.' }),
        ...span,
      })
      .refine(endsAfterStart, ENDS_AFTER_START),
    z
      .strictObject({
        squad,
        team: teamSlug.meta({
          description:
            "In place of `members`, in an organisation's file: the GitHub team that the squad is, by its slug.",
        }),
        ...span,
      })
      .refine(endsAfterStart, ENDS_AFTER_START)
      .transform((entry): TeamSquad => ({ ...entry, members: [] })),
  ],
  'a login such as `ana`, `{login: ana, from: 2026-03-01, to: 2026-09-30}`, or `{squad: payments, members: [ana, bo]}`',
);

export const Roster = z
  .array(Member, LOGINS)
  .min(1, 'a list of at least one login')
  .superRefine((roster, context) => {
    for (const { path, twin } of twins(roster)) {
      const message = `on the roster once at a time, but is already roster[${twin}]; remove one of the two`;
      context.addIssue({ code: 'custom', path, message });
    }
  });

/** An entry of a roster: a person, or a squad that takes its turn as one. */
export type Member = z.output<typeof Member>;

/** The logins of an entry. */
export function peopleOf(member: Member): readonly string[] {
  return 'squad' in member ? member.members : [member.login];
}

/** The slug of the team that an entry is, in lower case; nothing where the file names the people. */
export function teamOf(member: Member): string | undefined {
  return 'team' in member ? member.team : undefined;
}

/** What an entry is known by in records and comparisons: a login, or the name of a squad, in lower case. */
export function memberKey(member: Member): string {
  return 'squad' in member ? `squad:${member.squad.toLowerCase()}` : member.login.toLowerCase();
}

/** What people call an entry. */
export function memberName(member: Member): string {
  return 'squad' in member ? member.squad : member.login;
}

/** Those who are on the roster twice at one time, as themselves or in a squad, and where they are first. */
function twins(roster: readonly Member[]): { path: (string | number)[]; twin: number }[] {
  const places = roster.flatMap((member, index) => {
    const team = teamOf(member);
    if (team !== undefined) return [{ login: `team ${team}`, member, index, path: [index, 'team'] }];
    return peopleOf(member).map((one, place) => ({
      login: one.toLowerCase(),
      member,
      index,
      path: 'squad' in member ? [index, 'members', place] : [index, 'login'],
    }));
  });
  return places.flatMap((one, place) => {
    const twin = places
      .slice(0, place)
      .find((other) => one.login === other.login && overlap(one.member, other.member));
    return twin ? [{ path: one.path, twin: twin.index }] : [];
  });
}

/** Whether two spans have a day in common. */
export function overlap(one: DaySpan, other: DaySpan): boolean {
  return (one.from ?? '') <= (other.to ?? '~') && (other.from ?? '') <= (one.to ?? '~');
}
