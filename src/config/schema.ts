import { z } from 'zod';
import { Agreement } from './agreement.ts';
import { login, repository, shortText, timeOfDay, timezone } from './fields.ts';
import { RotationEntry } from './rotation-schema.ts';

const Debt = z.strictObject(
  {
    labels: z
      .array(shortText('a label'), 'a list of labels, such as `[tech-debt]`')
      .min(1, 'a list of at least one label')
      .default(['tech-debt'])
      .meta({
        description: 'The labels that make an issue a debt issue; upper and lower case are the same.',
      }),
    area_prefix: shortText('the beginning of a label')
      .default('area/')
      .meta({
        description:
          'Labels that begin like this name the area of an issue: `area/db` is the area db. Without such a label, the ' +
          'tech-debt issue form does.',
        examples: ['area:'],
      }),
  },
  'a map, such as `{labels: [tech-debt]}`',
);

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const Heartbeat = z.strictObject(
  {
    day: z
      .enum(DAYS, `one of ${DAYS.join(', ')}`)
      .default('monday')
      .meta({ description: 'The day of the report.' }),
    at: timeOfDay.default('09:00').meta({ description: 'Its local time, in the `timezone` of the file.' }),
    notify: z.array(login, 'a list of logins, such as `[ana]`').default([]).meta({
      description: 'Logins that each report mentions, so that GitHub notifies them.',
    }),
  },
  'a map, such as `{day: monday, at: "09:30"}`',
);

/** `.github/paydown.yml` as people write it, and how it becomes a `Config`. The JSON Schema and the docs come from here. */
export const ConfigFile = z
  .strictObject(
    {
      version: z.literal(1, '1').meta({ description: 'Version of this format: 1.' }),
      mode: z.enum(['act', 'observe'], '`act` or `observe`').default('act').meta({
        description:
          '`observe` writes the dashboard and the config check only, and says on the dashboard what `act` would do.',
      }),
      timezone: timezone
        .default('UTC')
        .meta({ description: 'Time zone of every local day and time in the file.' }),
      home: repository.optional().meta({
        description:
          'Where the dashboard and the reports live. Without it, the repository of the file. A file for a whole ' +
          'organisation must name one of its repositories; the file of a repository can name no other.',
        examples: ['acme/infra'],
      }),
      debt: Debt.prefault({}).meta({ description: 'What counts as debt.' }),
      rotations: z
        .array(RotationEntry, 'a list of rotations, each beginning with `- name:`')
        .default([])
        .meta({
          description:
            'Who is on duty, in turns. Debt that no rotation serves is counted and reported, and nobody is assigned.',
        }),
      heartbeat: Heartbeat.prefault({}).meta({ description: 'The weekly report.' }),
      agreement: Agreement.prefault({}).meta({
        description:
          'The working agreement: who leads, and may speak for others in commands. Without anybody in it, whoever ' +
          'maintains the repository does.',
      }),
    },
    'a map that begins with `version: 1`',
  )
  .superRefine(({ rotations }, context) => {
    const names = rotations.map(({ name }) => name.toLowerCase());
    names.forEach((name, index) => {
      const twin = names.indexOf(name);
      if (twin === index) return;
      const message = `another name: it is the name of rotations[${twin}] already, and case makes no difference`;
      context.addIssue({ code: 'custom', path: ['rotations', index, 'name'], message });
    });
  })
  .transform((file) => ({
    ...file,
    rotations: file.rotations.map((rotation) => ({
      ...rotation,
      timezone: rotation.timezone ?? file.timezone,
    })),
  }));

/** A config file in force: defaults filled in, every rotation with its time zone. */
export type Config = z.output<typeof ConfigFile>;

/** One rotation of a config; days and times are local to its `timezone`, and spans of days are inclusive. */
export type Rotation = Config['rotations'][number];
