import { isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { findPostedIssue } from '../queue/index.ts';
import { type Repository, repositoryById } from '../scope/index.ts';
import { type Action, follow, type Reading } from './actions.ts';
import { itemsIn } from './items.ts';
import { actionsOf, type Retro, retroMarker } from './records.ts';

/** A retro and its checklist as they are now; `more` lines of it are past the limit and not read. */
export type Looked = {
  readonly retro: Retro & { readonly number: number };
  /** Where it is. */
  readonly here: Repository;
  readonly actions: readonly Action[];
  readonly more: number;
  readonly takes: Reading['takes'];
  /** The page of the issue; empty where it is gone. */
  readonly htmlUrl: string;
};

/**
 * Looks at the issue of a retro on GitHub: whatever an event said, this is how it is. Closing it ends the reading, once
 * it was read a last time; reopening it goes on. Nothing where it is not opened yet, or GitHub does not show it.
 */
export async function lookAt(house: House, known: Retro): Promise<Looked | undefined> {
  const number =
    known.number ?? (await findPostedIssue(house.db, known.repositoryId, retroMarker(known)))?.number;
  const here = await repositoryById(house.db, known.repositoryId);
  if (number === undefined || !here || here.taken) return undefined;
  const before = await actionsOf(house.db, known);
  const github = await house.github.installation(here.installationId);
  try {
    const written = await github.written(here, number);
    if (!written) {
      const retro = { ...known, number, state: 'gone' } as const;
      return { retro, here, actions: before, more: 0, takes: 'ticks', htmlUrl: '' };
    }
    const takes = known.state === 'closed' && written.state === 'closed' ? 'ticks' : 'everything';
    const { items, more } = itemsIn(written.body);
    const actions = follow(before, items, { at: house.clock(), takes });
    const { state, htmlUrl } = written;
    return { retro: { ...known, number, state }, here, actions, more, takes, htmlUrl };
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}
