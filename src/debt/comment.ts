import { decisionWords, type State } from '../agreement/index.ts';
import type { Rotation } from '../config/index.ts';
import type { IssueForm } from '../issue-form.ts';
import type { Effect } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import { isLabel } from './facts.ts';
import type { RunningIteration } from './iteration.ts';
import { type Ownership, type Standing, unowned } from './ownership.ts';
import { COMMENT_MARKER, keptAcross, livingComment, type Story } from './wording.ts';

/** What everything about one debt issue refers to. */
export type DebtContext = {
  readonly scope: Scope;
  readonly rotation: Rotation | undefined;
  /** The iteration that it is in, which goes before any rotation. */
  readonly iteration: RunningIteration | undefined;
  /** The debt labels as they are, or were, called in a repository. */
  readonly debtLabels: (repositoryId: number) => readonly string[];
  /** When the running shift ends. */
  readonly shiftEnd: Date | undefined;
  /** Until when whoever owns it serves: with a cover, that ends before the shift does. */
  servesUntil(owner: string): Date | undefined;
  /** When the one after it ends, where that follows at once. */
  readonly nextShiftEnd: Date | undefined;
};

/** Where it stands, what it carries, and what the issue says of its cost. */
type At = {
  readonly repositoryId: number;
  readonly number: number;
  readonly labels: readonly string[];
  readonly form: IssueForm;
  readonly agreed?: State;
};

export function commentEffect(at: At, story: Story, context: DebtContext): Effect {
  const { scope, rotation, iteration, debtLabels } = context;
  const worn = at.labels.filter((label) => isLabel(label, debtLabels(at.repositoryId)));
  const body = livingComment(story, {
    rotation: rotation?.name ?? '',
    iteration: iteration?.name,
    timezone: rotation?.timezone ?? scope.config.timezone,
    labels: worn.length > 0 ? worn : scope.config.debt.labels.slice(0, 1),
    handoff: rotation?.handoff ?? 'move',
    unread: at.form.unread,
    decisions: at.agreed
      ? decisionWords(at.agreed, { config: scope.config, outcomes: at.form.outcomes })
      : [],
  });
  const { repositoryId, number } = at;
  return { kind: 'comment', repositoryId, number, marker: COMMENT_MARKER, body };
}

type Stay = Pick<Ownership, 'startedAt' | 'keptUntil'>;

/** @param stay since when and until when the owner keeps it: started work has no end but its own */
export function standingStory(
  standing: Standing,
  why: string,
  context: DebtContext,
  stay: Stay = unowned,
): Story {
  const moving = context.iteration !== undefined || context.rotation?.handoff === 'move';
  const moves = moving && stay.startedAt === null;
  const kept = moves && standing.kind === 'given' && isKept(stay, context);
  const end = standing.kind === 'given' ? context.servesUntil(standing.owner) : context.shiftEnd;
  const until = kept ? context.nextShiftEnd : end;
  const told = kept ? `${why} ${keptAcross(standing.owner)}` : why;
  return { kind: 'standing', standing, why: told, until: moves ? until : undefined };
}

/** Whether the handoff that it is to be kept across is still to come. */
function isKept({ keptUntil }: Stay, { shiftEnd }: DebtContext): boolean {
  return keptUntil !== null && shiftEnd !== undefined && keptUntil >= shiftEnd;
}
