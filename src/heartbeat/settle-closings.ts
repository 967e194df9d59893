import { hasLabel } from '../debt/index.ts';
import { type Installation, isRefused } from '../github/index.ts';
import type { House } from '../house.ts';
import { nothing, type Plan } from '../queue/index.ts';
import { governedRepository, type Repository } from '../scope/index.ts';
import { addMs, DAY, HOUR } from '../time.ts';
import {
  type Closing,
  dropOldClosings,
  isKnownMerge,
  lookedThrough,
  type Merge,
  recordClosing,
  recordLook,
  recordMerge,
} from './closings.ts';
import { mergeOf } from './on-pull-request-closed.ts';

/** How far back the first look goes: four weeks and the days of the one that runs. */
const REACH = 35 * DAY;
/** How many pages of a hundred one look reads at most; the next one goes on where it ended. */
const PAGES = 10;
/** GitHub's lists may be a little behind. */
const OVERLAP = HOUR;

/** Every night: what was closed in a repository while nobody listened, and before anybody did. */
export async function settleClosings(house: House, repositoryId: number): Promise<Plan> {
  const governed = await governedRepository(house.db, repositoryId);
  if (!governed) return nothing;
  const { repository, scope } = governed;
  const now = house.clock();
  const span = await spanToLookThrough(house, repositoryId, now);
  const found = await lookThrough(house, repository, scope.config.debt.labels, span.since);
  return {
    async write(db) {
      for (const closing of found?.closings ?? []) await recordClosing(db, closing);
      for (const merge of found?.merges ?? []) await recordMerge(db, merge);
      const until = found?.until ?? addMs(now, -OVERLAP);
      if (found) await recordLook(db, repositoryId, { from: span.from, until });
      await dropOldClosings(db, repositoryId, now);
    },
  };
}

/** After a sleep that was longer than the reach, what is known begins anew. */
async function spanToLookThrough(house: House, repositoryId: number, now: Date) {
  const horizon = addMs(now, -REACH);
  const known = await lookedThrough(house.db, repositoryId);
  if (!known || known.until < horizon) return { from: horizon, since: horizon };
  return { from: known.from, since: known.until };
}

/** `until`: how far it came, where that is not the end. */
type Found = { closings: Closing[]; merges: Merge[]; until: Date | undefined };

async function lookThrough(
  house: House,
  repository: Repository,
  labels: readonly string[],
  since: Date,
): Promise<Found | undefined> {
  const github = await house.github.installation(repository.installationId);
  const bot = await house.github.botLogin();
  const found: Found = { closings: [], merges: [], until: undefined };
  try {
    for (let number = 1; number <= PAGES; number += 1) {
      const page = await github.closedSince(repository, since, number);
      for (const { author, labels: worn, updatedAt, ...issue } of page.issues) {
        const debt = hasLabel({ labels: worn }, labels);
        if (author === bot && !debt) continue;
        found.closings.push({ repositoryId: repository.id, ...issue, debt, seenAt: updatedAt });
      }
      const merged = page.pulls.filter((pull) => hasLabel(pull, labels));
      found.merges.push(...(await newMerges(house, github, repository, merged)));
      if (page.more === 'last') return found;
      // However much changed in one second, the next look is not at the same.
      found.until = new Date(Math.max(page.last?.getTime() ?? 0, since.getTime() + 1000));
    }
    return found;
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

async function newMerges(
  house: House,
  github: Installation,
  repository: Repository,
  pulls: readonly Parameters<typeof mergeOf>[2][],
): Promise<Merge[]> {
  const merges: Merge[] = [];
  for (const pull of pulls) {
    const known = await isKnownMerge(house.db, { repositoryId: repository.id, number: pull.number });
    if (!known) merges.push(await mergeOf(github, repository, pull));
  }
  return merges;
}
