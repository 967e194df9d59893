/** Milestones are found again by their title: making one twice is making it once. */
import type { Hands, Of } from './perform.ts';
import type { Thing } from './plan.ts';
import { Hopeless } from './retry.ts';

/** One that is there already, also where somebody closed it, is left as it is. */
export async function milestone({ github, place }: Hands, effect: Of<'milestone'>): Promise<Thing[]> {
  const { title, description, dueOn, to } = effect;
  const found = await github.findMilestone(place, title);
  if (to === 'open' && !found) await github.createMilestone(place, { title, description, dueOn });
  if (to === 'closed' && found?.state === 'open') await github.closeMilestone(place, found.number);
  return [];
}

/** An issue that is in another milestone stays there: somebody planned it. */
export async function milestoned({ github, place }: Hands, effect: Of<'milestoned'>): Promise<Thing[]> {
  const { number, title, change } = effect;
  const now = await github.milestoneOf(place, number);
  if (change === 'out' && now === title) await github.setMilestone(place, number, null);
  if (change === 'out' || now !== null) return [];
  const found = await github.findMilestone(place, title);
  if (!found) throw new Hopeless(`there is no milestone ${title}`);
  await github.setMilestone(place, number, found.number);
  return [];
}
