import { toldOf } from '../veil.ts';
import type { Hands, Of } from './perform.ts';
import type { Thing } from './plan.ts';
import { hashOf, recordPost } from './posts.ts';
import { bodyFor } from './readers.ts';

/** Reports a check; one that tells of other repositories is remembered, to be told anew when others may read them. */
export async function check({ house, github, place }: Hands, effect: Of<'check'>): Promise<Thing[]> {
  const { repositoryId, report } = effect;
  const summary = await bodyFor(house.db, repositoryId, report.summary);
  const commentId = await github.reportCheck(place, { ...report, summary });
  if (toldOf(report.summary).every((id) => id === repositoryId)) return [];
  await recordPost(house.db, {
    ...{ repositoryId, number: NO_ISSUE, marker: markerOf(report) },
    ...{ commentId, bodyHash: hashOf(summary), telling: report.summary },
  });
  return [];
}

/** A summary begins with its marker, as every body does. */
function markerOf({ summary }: Of<'check'>['report']): string {
  return summary.split('\n', 1)[0] ?? '';
}

/** A check is on no issue; its id stands where that of a comment does. */
export const NO_ISSUE = 0;
