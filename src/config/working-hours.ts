import { z } from 'zod';
import { timeOfDay, weekdays } from './fields.ts';

export const WorkingHours = z
  .strictObject(
    {
      days: weekdays
        .min(1, 'a list of at least one day')
        .default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
        .meta({ description: 'The days on which people work.' }),
      from: timeOfDay
        .default('09:00')
        .meta({ description: 'When work begins, in the `timezone` of the file.' }),
      to: timeOfDay.default('17:00').meta({ description: 'When it ends.' }),
    },
    'a map, such as `{from: "09:00", to: "17:00"}`',
  )
  .superRefine(({ from, to }, context) => {
    // As texts of one length, times of day compare as times do.
    if (to > from) return;
    context.addIssue({ code: 'custom', path: ['to'], message: `a time after \`from\` (${from})` });
  });

/** When people work, in local time. */
export type WorkingHours = z.output<typeof WorkingHours>;
