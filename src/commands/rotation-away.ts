import { isOnRoster, recordAbsence } from '../rotation/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Asked, Command, Outcome } from './command.ts';
import { dutyThings, forWhom, isMention } from './people.ts';
import { looksLikeSpan, readSpan } from './span.ts';
import { awayChange, impossibleSpan, notOnRoster, overAlready } from './wording.ts';
import { onlyForOneself } from './wording-refusals.ts';

/** `/rotation away FROM..TO`: somebody is away; a lead may say it for others, `/rotation away @bo FROM..TO`. */
export const rotationAway: Command = {
  usage: '/rotation away',
  written: '/rotation away 2026-03-02..2026-03-06',
  needs: 'triage',
  takes: (words) => {
    const spans = words.filter(looksLikeSpan);
    const people = words.filter(isMention);
    return spans.length === 1 && people.length <= 1 && spans.length + people.length === words.length
      ? 'fits'
      : 'does not fit';
  },
  async answer(house, asked) {
    const who = forWhom(asked);
    if (who === undefined) return { kind: 'refused', words: onlyForOneself(asked.scope) };
    const problem = objection(asked, who, house.clock());
    if (problem) return problem;
    const { scope } = asked;
    const span = spanOf(asked);
    return {
      kind: 'done',
      plan: {
        write: (db) =>
          recordAbsence(db, scope.id, { login: who, ...span }, { by: asked.login, at: house.clock() }),
        settle: dutyThings(scope),
      },
      change: awayChange(asked.login, who, span, scope.config.timezone),
    };
  },
};

function spanOf({ words, scope }: Asked) {
  const [word = ''] = words.filter(looksLikeSpan);
  return readSpan(word, scope.config.timezone) ?? { from: new Date(0), to: new Date(0) };
}

function objection(asked: Asked, who: string, now: Date): Outcome | undefined {
  const { from, to } = spanOf(asked);
  if (from >= to) return { kind: 'refused', words: impossibleSpan() };
  if (to <= now) return { kind: 'refused', words: overAlready() };
  return onRoster(asked.scope, who) ? undefined : { kind: 'refused', words: notOnRoster(who) };
}

function onRoster({ config }: Scope, login: string): boolean {
  return config.rotations.some((rotation) => isOnRoster(rotation, login));
}
