/** What became of the actions of the last retro: with that the next one begins. */
import type { Db } from '../store/index.ts';
import { type Action, type Punctuality, punctualityOf } from './actions.ts';
import { debtMarker, type Fate, fateOf, openedFor, type Retro } from './records.ts';

export type PastAction = {
  readonly said: string;
  readonly owner: string | null;
  readonly became: 'done' | 'not done' | Fate;
};

export type LookingBack = {
  /** Null where its issue is gone. */
  readonly number: number | null;
  readonly actions: readonly PastAction[];
  readonly punctuality: Punctuality;
};

/** Of debt counts what became of its issue, once there is one. */
export async function lookingBack(
  db: Db,
  retro: Retro,
  actions: readonly Action[],
  now: Date,
  timezone: string,
): Promise<LookingBack> {
  const listed = actions.filter(({ listed }) => listed === 'listed');
  const opened = await openedFor(
    db,
    listed.map((action) => debtMarker(retro, action)),
  );
  const past: PastAction[] = [];
  for (const action of listed) {
    const { said, wants, doneAt } = action;
    const issue = opened.get(debtMarker(retro, action));
    const became = issue ? await fateOf(db, issue) : doneAt ? 'done' : 'not done';
    const text = wants.kind === 'debt' ? wants.title : said;
    past.push({ said: text, owner: wants.kind === 'action' ? wants.owner : null, became });
  }
  const number = retro.state === 'gone' ? null : retro.number;
  return { number, actions: past, punctuality: punctualityOf(actions, now, timezone) };
}
