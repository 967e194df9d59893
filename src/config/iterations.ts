import { z } from 'zod';
import type { Advice } from './advice.ts';
import { day, length, login, wholeNumber } from './fields.ts';
import { peopleOf, teamOf } from './roster.ts';
import type { Config } from './schema.ts';

const EVERY = 'a number of days, weeks or months, such as `2 weeks`';

export const Iterations = z
  .strictObject(
    {
      starts: day.meta({
        description:
          'The local day on which the first iteration begins, when work does (`working_hours`); all later ones are ' +
          'counted from it.',
        examples: ['2026-01-05'],
      }),
      every: length
        .refine(({ unit }) => unit !== 'hours', EVERY)
        .meta({
          title: 'length of time',
          description: 'Length of an iteration: N days, weeks or months.',
          examples: ['2 weeks'],
        }),
      infra_every: wholeNumber(1, 99).meta({
        description:
          'Which iterations are given to infrastructure: with 6, the sixth, the twelfth and so on.',
        examples: [6],
      }),
      capacity: wholeNumber(1, 99).default(3).meta({
        description:
          'How many debt issues a person has in such an iteration, those that they own already among them.',
      }),
      roster: z
        .array(login, 'a list of logins, such as `[ana, bo]`')
        .min(1, 'a list of at least one login')
        .optional()
        .meta({
          description:
            'Over whom the debt is spread. Without it, everybody who is on the roster of a rotation.',
          examples: [['ana', 'bo', 'cy']],
        }),
    },
    'a map, such as `{starts: 2026-01-05, every: 2 weeks, infra_every: 6}`',
  )
  .superRefine(({ roster = [] }, context) => {
    const plain = roster.map((one) => one.toLowerCase());
    plain.forEach((one, index) => {
      const twin = plain.indexOf(one);
      if (twin === index) return;
      const message = `another login: it is roster[${twin}] already, and case makes no difference`;
      context.addIssue({ code: 'custom', path: ['roster', index], message });
    });
  });

/** Over whom the debt of an iteration is spread, in order, each once: its roster or, without one, all rosters. */
export function iterationRoster({ iterations, rotations }: Config): string[] {
  if (!iterations) return [];
  const all = iterations.roster ?? rotations.flatMap(({ roster }) => roster.flatMap(peopleOf));
  return [...new Map(all.toReversed().map((login) => [login.toLowerCase(), login])).values()].toReversed();
}

/** So many people on duty all the time are a rotation that goes on when one of them is away. */
const A_PAIR = 2;

/**
 * How many people on duty all the time take as much time as the iterations of a config do, where that is a pair or more
 * and there is no rotation yet: whoever gives one iteration in n to infrastructure, of N people, spends N/n of them. A
 * rotation then costs no more, and debt does not wait for months. Nothing where the team has not outgrown iterations.
 */
export function outgrownBy(config: Config): number | undefined {
  const { iterations, rotations } = config;
  if (!iterations || rotations.length > 0) return undefined;
  const people = iterationRoster(config).length / iterations.infra_every;
  return people >= A_PAIR ? Math.floor(people) : undefined;
}

/** What is unwise in `iterations`. */
export function aboutIterations(config: Config): Advice[] {
  const { iterations, rotations } = config;
  if (!iterations) return [];
  const advice: Advice[] = [];
  const path = ['iterations'];
  // Who is in a team is not known of the file alone.
  const isOpen = rotations.some(({ roster }) => roster.some((member) => teamOf(member) !== undefined));
  if (iterationRoster(config).length === 0 && !isOpen) {
    const message =
      'nobody is there to spread the debt over, so no iteration is proposed; add a `roster`, or a rotation';
    advice.push({ path, message });
  }
  const year = Number(iterations.starts.slice(0, 4));
  if (year < 2000 || year >= 2100) {
    const message = `the iterations start in the year ${year}; is that meant?`;
    advice.push({ path: [...path, 'starts'], message });
  }
  const pair = outgrownBy(config);
  if (pair !== undefined) {
    const message =
      `these iterations take as much time as ${pair} people on duty all the time; with a rotation of ${pair} under ` +
      '`rotations`, debt would not wait for the next iteration';
    advice.push({ path, message });
  }
  return advice;
}
