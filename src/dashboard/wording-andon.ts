import { alarmLine, type StoppingAlarm } from '../andon/index.ts';
import { named, plural } from '../text.ts';
import { localTime } from '../time.ts';
import { veil } from '../veil.ts';

/** More open alarms than these are a number. */
const SHOWN = 10;

/** The open alarms, oldest first, before everything else; of those for fewer eyes, that they are there. */
export function alarmNotice(alarms: readonly StoppingAlarm[], timezone: string): string[] {
  if (alarms.length === 0) return [];
  const head = alarms.length === 1 ? 'An alarm is open' : `${plural(alarms.length, 'alarm')} are open`;
  const lines = alarms.slice(0, SHOWN).map((alarm) => `> - ${alarmLine(alarm)}${stateOf(alarm, timezone)}`);
  const more = alarms.length - lines.length;
  return [
    `> [!CAUTION]\n> **${head}**\n>`,
    ...lines,
    ...(more > 0 ? [`> - and ${plural(more, 'more', 'more')}`] : []),
    '',
  ];
}

function stateOf({ repositoryId, acknowledgedBy, pulledAt }: StoppingAlarm, timezone: string): string {
  const since = `, since ${localTime(pulledAt, timezone)}`;
  const who = acknowledgedBy === null ? '' : veil([repositoryId], ` by ${named(acknowledgedBy)}`, '');
  return acknowledgedBy === null ? `${since}; not acknowledged yet` : `${since}; acknowledged${who}`;
}
