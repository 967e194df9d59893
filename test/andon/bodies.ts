/** Every body that the bot writes about an alarm, with one text wherever a person may have put it. */
import type { StoppingAlarm } from '../../src/andon/index.ts';
import { alarmBody, alarmIssueBody, comersBody } from '../../src/andon/wording.ts';
import { lineReport } from '../../src/andon/wording-line.ts';
import type { IssueReference } from '../../src/text.ts';

const pulledAt = new Date('2026-01-05T08:00:00Z');
const endedAt = new Date('2026-01-12T08:00:00Z');

export function alarmOf(text: string, issue: IssueReference & { readonly title: string }): StoppingAlarm {
  return {
    ...issue,
    ...{ key: '1/12/3', pull: null, puller: text, reason: text, pulledAt, state: 'acknowledged' },
    ...{ acknowledgedAt: pulledAt, acknowledgedBy: text, endedAt: null, endedBy: null, resolution: null },
    ...{ contestedBy: text, told: [], escalatedAt: null },
  };
}

export function alarmBodies(text: string, issue: IssueReference & { readonly title: string }): string[] {
  const open = alarmOf(text, issue);
  const context = { timezone: 'Europe/Berlin', callsAt: endedAt, line: 'stopped' } as const;
  const over = { ...open, state: 'resolved', endedAt, endedBy: text, resolution: text } as const;
  const stopped = { kind: 'stopped', alarms: [open] } as const;
  return [
    alarmBody(open, context),
    alarmBody(over, context),
    alarmIssueBody({ ...open, pull: 7 }),
    comersBody(open, 'ana'),
    lineReport('5ba0ee', stopped, 'nothing', ['tech-debt']).summary,
    lineReport('5ba0ee', stopped, 'fix', ['tech-debt']).summary,
  ];
}
