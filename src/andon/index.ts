export { type Changed, changeAlarm } from './change-alarm.ts';
export type { StoppingAlarm } from './line.ts';
export { type AndonPayload, onAlarmEvent } from './on-issue-event.ts';
export {
  type MergeGroupPayload,
  onMergeGroup,
  onPullChanged,
  onPullClosed,
  type PullChangedPayload,
  type PullClosedPayload,
} from './on-merging.ts';
export { type Pulled, pullCord } from './pull-cord.ts';
export { reconcileAlarms } from './reconcile-alarms.ts';
export { openAlarmsOf } from './records.ts';
export { settleAlarm } from './settle-alarm.ts';
export { settleAndon } from './settle-andon.ts';
export { settleLine } from './settle-line.ts';
export { type AlarmNumbers, alarmsDuring, alarmsIn } from './week.ts';
export { alarmLine } from './wording-line.ts';
