/** Debt that ended without being paid or declined: somebody took its label away while it was open. */
import { isAtLeast } from '../colleagues.ts';
import { leadsOf } from '../config/index.ts';
import { isRefused, type Permission, type Place } from '../github/index.ts';
import type { House } from '../house.ts';
import { labelsIn, type Scope } from '../scope/index.ts';
import type { Db, Visibility } from '../store/index.ts';
import type { IssueReference } from '../text.ts';
import { isLabel } from './facts.ts';
import { issueKey } from './records.ts';

type LostLabel = IssueReference & { readonly visibility: Visibility };

type Removal = LostLabel & { readonly owner: string; readonly name: string; readonly by: string };

/** How often GitHub is asked at most who may decide, for one report. */
const MOST = 50;

/**
 * The issues that lost their debt label in a span (its end exclusive) by the hand of somebody who does not decide
 * that: somebody other than a lead or, where nobody is named as a lead, without the maintain role in that repository.
 * What is debt again by now is let by, and so is what nobody is known to have done.
 */
export async function lostLabels(
  house: House,
  scope: Scope,
  span: { readonly start: Date; readonly end: Date },
): Promise<LostLabel[]> {
  const mayDecide = deciders(house, scope);
  const lost = new Map<string, LostLabel>();
  for (const { owner, name, by, ...issue } of await removals(house.db, scope, span)) {
    const key = issueKey(issue);
    if (!lost.has(key) && (await mayDecide({ owner, name }, by)) === 'no') lost.set(key, issue);
  }
  return [...lost.values()];
}

function deciders(house: House, scope: Scope) {
  const leads = leadsOf(scope.config).map((login) => login.toLowerCase());
  const asked = new Map<string, Promise<Permission | 'unknown'>>();
  return async (place: Place, login: string): Promise<'yes' | 'no' | 'unknown'> => {
    if (leads.length > 0) return leads.includes(login.toLowerCase()) ? 'yes' : 'no';
    const key = `${place.owner}/${place.name} ${login.toLowerCase()}`;
    const known = asked.get(key);
    if (!known && asked.size >= MOST) return 'unknown';
    const asking = known ?? permissionOf(house, scope, place, login);
    asked.set(key, asking);
    const permission = await asking;
    if (permission === 'unknown') return 'unknown';
    return isAtLeast(permission, 'maintain') ? 'yes' : 'no';
  };
}

/** What GitHub will not say blames nobody, and holds no report up. */
async function permissionOf(
  house: House,
  scope: Scope,
  place: Place,
  login: string,
): Promise<Permission | 'unknown'> {
  const github = await house.github.installation(scope.installationId);
  try {
    return await github.permission(place, login);
  } catch (error) {
    if (isRefused(error)) return 'unknown';
    throw error;
  }
}

async function removals(
  db: Db,
  scope: Scope,
  span: { readonly start: Date; readonly end: Date },
): Promise<Removal[]> {
  const rows = await db
    .selectFrom('spells')
    .innerJoin('history', (join) =>
      join
        .onRef('history.repository_id', '=', 'spells.repository_id')
        .onRef('history.number', '=', 'spells.number')
        .onRef('history.at', '=', 'spells.end'),
    )
    .innerJoin('repositories', 'repositories.id', 'spells.repository_id')
    .innerJoin('issues', (join) =>
      join
        .onRef('issues.repository_id', '=', 'spells.repository_id')
        .onRef('issues.number', '=', 'spells.number'),
    )
    .select(['spells.repository_id as repositoryId', 'spells.number', 'html_url as htmlUrl', 'title'])
    .select(['repositories.owner', 'repositories.name', 'visibility', 'history.label', 'history.actor as by'])
    .where('repositories.scope_id', '=', scope.id)
    .where('outcome', '=', 'relabelled')
    .where('end', '>=', span.start)
    .where('end', '<', span.end)
    .where('history.kind', '=', 'unlabeled')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('spells as later')
            .select('later.number')
            .whereRef('later.repository_id', '=', 'spells.repository_id')
            .whereRef('later.number', '=', 'spells.number')
            .whereRef('later.ordinal', '>', 'spells.ordinal'),
        ),
      ),
    )
    .orderBy('end')
    .orderBy('spells.repository_id')
    .orderBy('spells.number')
    .execute();
  const repositoryIds = [...new Set(rows.map(({ repositoryId }) => repositoryId))];
  const names = await labelsIn(db, repositoryIds, scope.config.debt.labels);
  return rows.flatMap(({ label, by, ...issue }) => {
    if (by === null || !isLabel(label, names(issue.repositoryId))) return [];
    return [{ ...issue, by, repository: `${issue.owner}/${issue.name}` }];
  });
}
