export { acceptRequest, declineRequest, findSwap, previewRequest, sameRequests } from './agree.ts';
export type { Difference, Half } from './agreement.ts';
export { absencesOf, endAbsences, isOnRoster, memberAt, recordAbsence, spelledOn } from './away.ts';
export { makeCover, previewCover } from './cover-request.ts';
export type { Stretch, Void } from './covers.ts';
export { type Service, type Spread, serviceAt, spreadUntil, WEEKS } from './fairness.ts';
export {
  type ComingShift,
  comingShifts,
  type EmptyPlace,
  emptyPlaces,
  type Gap,
  gapsAhead,
  isWorthCalling,
} from './gaps.ts';
export { earlier, later, shiftsBetween } from './grid.ts';
export { passOn, type StandIn, standInOf, successorOf } from './pass-on.ts';
export { presentAt } from './present.ts';
export { type Asking, lapsesAt, openRequests, type Request, recordRequest } from './requests.ts';
export { type Covering, type Rota, rotaAt, type ShiftAhead } from './rota.ts';
export type { Shift } from './schedule.ts';
export { servedIn, shiftsOnRecord } from './served.ts';
export { thereFor } from './there-for.ts';
export { type Arranged, lastArranged, previewUndo, undo } from './undo.ts';
export type { Waiting } from './waiting.ts';
