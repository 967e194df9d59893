/** What commands about decisions have in common: the debt that they are about, and what is answered. */
import { type Answer, ask, type Wish } from '../agreement/index.ts';
import { debtAt } from '../debt/index.ts';
import type { House } from '../house.ts';
import type { Effect } from '../queue/index.ts';
import type { Asked, Outcome } from './command.ts';
import { reasonIn } from './grammar.ts';
import { decisionChange, decisionObjection, noDebtToDecide } from './wording-decisions.ts';

type Granted = Extract<Answer, { kind: 'granted' }>;

/** The issue that somebody decides about, and what they wrote as their reason. */
export type Matter = {
  readonly asked: Asked;
  readonly outcomes: readonly string[];
  readonly htmlUrl: string;
  readonly reason: string;
};

/** @returns an answer where there is no debt to decide about */
export async function matterOf(house: House, asked: Asked): Promise<Matter | Outcome> {
  const debt = await debtAt(house, { repositoryId: asked.repository.id, number: asked.number });
  if (!debt) return { kind: 'refused', words: noDebtToDecide() };
  const { htmlUrl, form } = debt;
  return { asked, htmlUrl, outcomes: form.outcomes, reason: reasonIn(asked.text)?.reason ?? '' };
}

/** What there is to say besides a thumb, and to do. */
export type More = {
  readonly words?: (granted: Granted) => string | undefined;
  readonly effects?: (granted: Granted) => readonly Effect[];
};

/** Does what is wished, as far as what stands lets it; by one who may. */
export async function decide(house: House, matter: Matter, wish: Wish, more: More = {}): Promise<Outcome> {
  const { asked, outcomes, htmlUrl, reason } = matter;
  const { scope, repository, number, login, commentId, at: saidAt } = asked;
  const wisher = { by: login, at: house.clock(), reason, url: `${htmlUrl}#issuecomment-${commentId}` };
  const answer = await ask(
    house,
    scope,
    { repositoryId: repository.id, number, outcomes, saidAt },
    wish,
    wisher,
  );
  const { timezone } = scope.config;
  if (answer.kind !== 'granted')
    return { kind: 'refused', words: decisionObjection(answer, wish, login, timezone) };
  const told = more.words?.(answer);
  const { plan } = answer;
  return {
    kind: 'done',
    plan: { ...plan, effects: [...(plan.effects ?? []), ...(more.effects?.(answer) ?? [])] },
    change: decisionChange(answer.step, timezone),
    ...(told === undefined ? {} : { words: told }),
  };
}
