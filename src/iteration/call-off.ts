import { iterationName, proposalMarker } from '../debt/index.ts';
import type { House } from '../house.ts';
import { type Effect, findPostedIssue, type Plan } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import { marker } from '../text.ts';
import { localDate } from '../time.ts';
import { iterationsAfter } from './calendar.ts';
import { type OnRecord, recordIteration } from './records.ts';
import { calledOffBody, type WhyOff } from './wording-proposal.ts';

/** Does without an iteration; where it was proposed, that is said there, unless people said it themselves. */
export async function callOff(
  house: House,
  scope: Scope,
  record: OnRecord,
  why: WhyOff | 'people',
): Promise<Plan> {
  const { day, homeId: repositoryId } = record;
  const opening = proposalMarker(scope.id, day);
  const posted = await findPostedIssue(house.db, repositoryId, opening);
  const number = posted?.number;
  const said: Effect[] = [];
  if (number !== undefined && why !== 'people') {
    const mark = marker('iteration', `${day}/off`);
    const body = calledOffBody(mark, iterationName(day), why, nextDay(house, scope, day));
    said.push({ kind: 'comment', repositoryId, number, marker: mark, body });
    said.push({ kind: 'state', repositoryId, number, to: 'not_planned' });
  }
  return {
    write: (db) => recordIteration(db, scope.id, { ...record, state: 'called off' }),
    cancel: number === undefined ? [openingAt(scope, record)] : [],
    effects: said,
    settle: [
      { kind: 'iteration', scopeId: scope.id },
      { kind: 'dashboard', scopeId: scope.id },
    ],
  };
}

/** The proposal, to be called back where it has not left yet. */
export function openingAt(
  scope: Scope,
  { day, homeId: repositoryId }: Pick<OnRecord, 'day' | 'homeId'>,
): Effect {
  const then = { kind: 'iteration', scopeId: scope.id } as const;
  const mark = proposalMarker(scope.id, day);
  return { kind: 'opening', repositoryId, marker: mark, title: '', body: '', labels: [], then };
}

function nextDay(house: House, { config }: Scope, day: string): string | undefined {
  const next = iterationsAfter(config, house.clock()).find((one) => one.day > day);
  return next && localDate(next.start, config.timezone);
}
