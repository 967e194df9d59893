import { z } from 'zod';
import { length } from './fields.ts';

const yesOrNo = z.boolean('`true` or `false`');

export const Andon = z.strictObject(
  {
    acknowledge_within: length.prefault('4 hours').meta({
      description:
        'How long an alarm may go unacknowledged, in `working_hours`; then all leads are told, once.',
      examples: ['1 day'],
    }),
    stop_the_line: yesOrNo.default(false).meta({
      description:
        '`true`: a check `paydown/andon` fails on pull requests and merge groups into the default branch [while an alarm ' +
        'is open](andon.md#stopping-the-line).',
    }),
    escalate_to_ceo: yesOrNo.default(false).meta({
      description:
        '`true`: when nobody acknowledges an alarm in time, the CEO of the `agreement` is told as well.',
    }),
  },
  'a map, such as `{acknowledge_within: 4 hours}`, or `{}`',
);
