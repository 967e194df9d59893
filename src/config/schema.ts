import { z } from 'zod';
import { ACCEPTED_LABEL, Agreement } from './agreement.ts';
import { Andon } from './andon.ts';
import { login, repository, shortText, timeOfDay, timezone, weekday } from './fields.ts';
import { Iterations } from './iterations.ts';
import { capacity, MOST_OBJECTIVES, ObjectiveEntry, twinObjectives } from './objectives.ts';
import { Retro } from './retro.ts';
import { RotationEntry } from './rotation-schema.ts';
import { teamMistakes } from './teams.ts';
import { WorkingHours } from './working-hours.ts';

const Debt = z.strictObject(
  {
    labels: z
      .array(shortText('a label'), 'a list of labels, such as `[tech-debt]`')
      .min(1, 'a list of at least one label')
      .refine((labels) => !labels.some((label) => label.toLowerCase() === ACCEPTED_LABEL), {
        error: `labels other than \`${ACCEPTED_LABEL}\`, which Paydown itself puts on debt that is accepted, and takes off again`,
      })
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

const Heartbeat = z.strictObject(
  {
    day: weekday.default('monday').meta({ description: 'The day of the report.' }),
    at: timeOfDay.default('09:00').meta({ description: 'Its local time, in the `timezone` of the file.' }),
    notify: z.array(login, 'a list of logins, such as `[ana]`').default([]).meta({
      description: 'Logins that each report mentions, so that GitHub notifies them.',
    }),
    capacity: capacity.optional().meta({
      description:
        'The share of closed issues that is to be debt: the capacity agreed. It is [an objective](objectives.md) over ' +
        'four weeks, and each report says what was spent.',
      examples: ['20%'],
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
      objectives: z
        .array(ObjectiveEntry, 'a list of objectives, each beginning with `- name:`')
        .max(MOST_OBJECTIVES, `a list of at most ${MOST_OBJECTIVES} objectives`)
        .default([])
        .meta({ description: 'What the team wants of its debt. Each report [judges them](objectives.md).' }),
      retro: Retro.optional().meta({
        description:
          'When the team [looks back](retros.md): at the end of each quarter of a year, or after so many handoffs of ' +
          'each rotation. Without it, never.',
        examples: ['each quarter', 'every 3 handoffs'],
      }),
      iterations: Iterations.optional().meta({
        description:
          'Iterations of which every n-th is given to infrastructure, beside rotations or ' +
          '[instead of them](iterations.md). Without it, there are none.',
        examples: [{ starts: '2026-01-05', every: '2 weeks', infra_every: 6 }],
      }),
      working_hours: WorkingHours.prefault({}).meta({
        description:
          'When people work. Times to answer count these hours alone: `4 hours` and `2 days` are working hours and working ' +
          'days; weeks and months are those of the calendar.',
      }),
      andon: Andon.optional().meta({
        description:
          '[The andon cord](andon.md): everybody may raise an alarm. Without this key there is none.',
      }),
      agreement: Agreement.prefault({}).meta({
        description:
          'The working agreement: who leads, and may speak for others in commands. Without anybody in it, whoever ' +
          'maintains the repository does.',
      }),
    },
    'a map that begins with `version: 1`',
  )
  .superRefine((file, context) => {
    for (const { path, message } of teamMistakes(file))
      context.addIssue({ code: 'custom', path: [...path], message });
  })
  .superRefine(({ rotations, objectives }, context) => {
    for (const { index, twin } of twinObjectives(objectives)) {
      const message = `another name: it is the name of objectives[${twin}] already, and case makes no difference`;
      context.addIssue({ code: 'custom', path: ['objectives', index, 'name'], message });
    }
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
