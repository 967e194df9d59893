/** The plan as a calendar (RFC 5545), to be imported or subscribed to. */
import ical, { ICalEventTransparency } from 'ical-generator';
import type { Rotation } from '../config/index.ts';
import { later } from '../rotation/grid.ts';
import type { Shift } from '../rotation/schedule.ts';
import { plural } from '../text.ts';
import { isoSeconds } from '../time.ts';

type Planned = { readonly rotation: Rotation; readonly shifts: readonly Shift[] };

/**
 * One event a shift; with `overlap`, it goes on while those who served stay as support. Its UID is the rotation and the
 * start, so that what is imported again takes the place of what was there ("3.8.4.7. Unique Identifier").
 *
 * @param now when the calendar is made ("3.8.7.2. Date-Time Stamp")
 */
export function asCalendar(plan: readonly Planned[], now: Date): string {
  const calendar = ical({ prodId: { company: 'Paydown', product: 'paydown schedule', language: 'EN' } });
  calendar.name(plan.map(({ rotation }) => rotation.name).join(', '));
  for (const { rotation, shifts } of plan) {
    for (const shift of shifts) {
      calendar.createEvent({
        id: uidOf(rotation, shift),
        stamp: now,
        start: shift.start,
        end: rotation.overlap ? later(shift.end, rotation.overlap, rotation.timezone) : shift.end,
        summary: `${people(shift)} on duty in ${rotation.name}`,
        description: description(rotation, shift),
        // Duty does not make anybody busy for the whole of it.
        transparency: ICalEventTransparency.TRANSPARENT,
      });
    }
  }
  return calendar.toString();
}

function uidOf({ name }: Rotation, { start }: Shift): string {
  return `${isoSeconds(start)}-${encodeURIComponent(name.toLowerCase())}@paydown`;
}

function people({ onDuty }: Shift): string {
  return onDuty.length === 0 ? 'Nobody' : onDuty.join(', ');
}

function description({ overlap, every }: Rotation, { end, onDuty }: Shift): string {
  const length = `One shift of ${plural(every.amount, every.unit.replace(/s$/, ''))}.`;
  if (onDuty.length === 0) return `Nobody is available. ${length}`;
  const support = overlap ? ` On duty until ${isoSeconds(end)}, then support for those who come.` : '';
  return `${length}${support}`;
}
