/** Absences that people tell of by themselves, beside those in the config file. They count in every rotation of a scope. */
import { type Member, peopleOf, type Rotation } from '../config/index.ts';
import { isAmong } from '../logins.ts';
import type { Db } from '../store/index.ts';
import { localDay } from '../time.ts';

type Absence = { readonly login: string; readonly from: Date; readonly to: Date };

export function isOnRoster({ roster }: Pick<Rotation, 'roster'>, login: string): boolean {
  return isAmong(roster.flatMap(peopleOf), login);
}

/** As what somebody stands on the roster on the local day of an instant, be it with a squad. */
export function memberAt({ roster, timezone }: Rotation, login: string, at: Date): Member | undefined {
  const day = localDay(at, timezone);
  return roster.find((member) => {
    const { from = day, to = day } = member;
    return from <= day && day <= to && isAmong(peopleOf(member), login);
  });
}

/** A login as the roster spells it. */
export function spelledOn({ roster }: Rotation, login: string): string {
  return roster.flatMap(peopleOf).find((one) => one.toLowerCase() === login.toLowerCase()) ?? login;
}

export async function recordAbsence(
  db: Db,
  scopeId: number,
  { login, from, to }: Absence,
  made: { readonly by: string; readonly at: Date },
): Promise<void> {
  const by = { made_by: made.by.toLowerCase(), made_at: made.at };
  await db
    .insertInto('absences')
    .values({ scope_id: scopeId, login: login.toLowerCase(), from, to, ...by })
    .execute();
}

/** The absences of a person that are not over. */
export async function absencesOf(db: Db, scopeId: number, login: string, now: Date): Promise<Absence[]> {
  return db
    .selectFrom('absences')
    .select(['login', 'from', 'to'])
    .where('scope_id', '=', scopeId)
    .where('login', '=', login.toLowerCase())
    .where('to', '>', now)
    .where('undone_at', 'is', null)
    .execute();
}

/** Ends an absence that runs, and takes back those to come. Whoever covers meanwhile hands back. */
export async function endAbsences(db: Db, scopeId: number, login: string, now: Date): Promise<void> {
  const open = db
    .updateTable('absences')
    .where('scope_id', '=', scopeId)
    .where('login', '=', login.toLowerCase())
    .where('to', '>', now)
    .where('undone_at', 'is', null);
  await open.where('from', '>', now).set({ undone_at: now }).execute();
  await open.where('from', '<=', now).set({ to: now }).execute();
  await handBack(db, scopeId, login, now);
}

/** Whoever covers by the rule for somebody who is there again hands back; what people arranged stands. */
export async function handBack(db: Db, scopeId: number, login: string, now: Date): Promise<void> {
  await db
    .updateTable('covers')
    .set({ to: now })
    .where('scope_id', '=', scopeId)
    .where((eb) => eb.fn<string>('lower', ['owner']), '=', login.toLowerCase())
    .where('made_by', 'is', null)
    .where('to', '>', now)
    .execute();
}
