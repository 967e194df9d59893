import type { Rotation } from '../config/index.ts';
import type { Effect } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Standing } from './ownership.ts';
import { COMMENT_MARKER, livingComment, type Story } from './wording.ts';

/** What everything about one debt issue refers to. */
export type DebtContext = {
  readonly scope: Scope;
  readonly rotation: Rotation | undefined;
  /** When the running shift ends. */
  readonly shiftEnd: Date | undefined;
};

type At = { readonly repositoryId: number; readonly number: number };

export function commentEffect(at: At, story: Story, { scope, rotation }: DebtContext): Effect {
  const body = livingComment(story, {
    rotation: rotation?.name ?? '',
    timezone: rotation?.timezone ?? scope.config.timezone,
    label: scope.config.debt.labels[0] ?? '',
    handoff: rotation?.handoff ?? 'move',
  });
  const { repositoryId, number } = at;
  return { kind: 'comment', repositoryId, number, marker: COMMENT_MARKER, body };
}

/** @param startedAt when the owner began: started work has no end but its own */
export function standingStory(
  standing: Standing,
  why: string,
  context: DebtContext,
  startedAt: Date | null = null,
): Story {
  const moves = context.rotation?.handoff === 'move' && startedAt === null;
  return { kind: 'standing', standing, why, until: moves ? context.shiftEnd : undefined };
}
