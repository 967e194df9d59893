/** What is to be said now of the shifts of a rotation that come next, by what was said of them before. */
import { leadsOf, type Rotation } from '../config/index.ts';
import type { House } from '../house.ts';
import { withoutLogins } from '../logins.ts';
import { type ComingShift, comingShifts, earlier, emptyPlaces, rotaAt } from '../rotation/index.ts';
import { mayReport, type Scope } from '../scope/index.ts';
import { withEmptyPlaces } from './empty-places.ts';
import { type Notice, noticeOf, saidEmpty } from './notices.ts';
import { gapBody, gapMarker, noticeBody, noticeMarker } from './wording-notice.ts';

type Comment = { readonly marker: string; readonly body: string };

/** What is to be said of a shift, and what is then on record. */
export type Saying = { readonly notice: Notice; readonly comments: readonly Comment[] };

type NoticesDue = {
  readonly sayings: readonly (Saying & { readonly start: Date })[];
  /** When there may be more to say though nothing changed. */
  readonly nextAt: Date | undefined;
};

export async function noticesDue(house: House, scope: Scope, rotation: Rotation): Promise<NoticesDue> {
  if (scope.config.mode !== 'act' || !mayReport(scope)) return { sayings: [], nextAt: undefined };
  const now = house.clock();
  const which = { scopeId: scope.id, rotation: rotation.name };
  const rota = await rotaAt(house.db, scope.id, rotation, now);
  const comes = rota.next && rotation.notice && earlier(rota.next.start, rotation.notice, rotation.timezone);
  const sayings: (Saying & { readonly start: Date })[] = [];
  const said = await saidEmpty(house.db, which);
  const places = { now, empty: emptyPlaces(rota), told: said.flatMap(({ empty }) => empty) };
  const say = async (start: Date, more: (before: Saying) => Saying) => {
    const before = { notice: await noticeOf(house.db, which, start), comments: [] };
    const after = withEmptyPlaces(scope, rotation, start, places, more(before));
    if (after !== before) sayings.push({ start, ...after });
  };
  const begun = [...said.map(({ start }) => start), ...(rota.current ? [rota.current.start] : [])];
  for (const at of new Set(begun.filter((start) => start <= now).map((start) => start.getTime())))
    await say(new Date(at), (before) => before);
  for (const [place, shift] of comingShifts(rotation, rota, now).entries()) {
    const isAnnounced = place === 0 && comes !== undefined && comes <= now;
    await say(shift.start, (before) => {
      return withGap(scope, rotation, shift, isAnnounced ? withHeadsUp(rotation, shift, before) : before);
    });
  }
  return { sayings, nextAt: comes && comes > now ? comes : undefined };
}

/** Tells those who come; after that, whoever comes or need not come any more. */
function withHeadsUp(rotation: Rotation, shift: ComingShift, saying: Saying): Saying {
  const { notice: before, comments } = saying;
  const told = before.told ?? [];
  const coming = withoutLogins(shift.onDuty, told);
  const spared = withoutLogins(told, shift.onDuty);
  if (coming.length + spared.length === 0) return saying;
  const telling = before.tellings + 1;
  const body = noticeBody({
    rotation: rotation.name,
    timezone: rotation.timezone,
    start: shift.start,
    end: shift.end,
    onDuty: shift.onDuty,
    coming,
    spared,
    facilitator: before.told ? undefined : rotation.facilitator,
    telling,
    news: before.told ? 'changed' : 'comes',
  });
  const comment = { marker: noticeMarker(rotation.name, shift.start, telling), body };
  return {
    notice: { ...before, told: shift.onDuty, tellings: telling },
    comments: [...comments, comment],
  };
}

/** Tells the leads of a gap, and again when it grows; one that shrinks or is mended is taken down without a word. */
function withGap(scope: Scope, rotation: Rotation, shift: ComingShift, saying: Saying): Saying {
  const { notice: before, comments } = saying;
  if (before.gap === shift.missing) return saying;
  if (before.gap > shift.missing) return { notice: { ...before, gap: shift.missing }, comments };
  const { name, timezone } = rotation;
  const telling = before.tellings + 1;
  const body = gapBody({ ...shift, rotation: name, timezone, leads: leadsOf(scope.config), telling });
  return {
    notice: { ...before, gap: shift.missing, tellings: telling },
    comments: [...comments, { marker: gapMarker(name, shift.start, telling), body }],
  };
}
