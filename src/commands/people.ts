/** For whom a command is meant, and what follows when somebody comes or goes. */
import { leadsOf } from '../config/index.ts';
import type { Thing } from '../queue/index.ts';
import type { Scope } from '../scope/index.ts';
import type { Asked } from './command.ts';
import { standingOf } from './standing.ts';

/** GitHub's own form of a mention ("Basic writing and formatting syntax": mentioning people and teams). */
const MENTION = /^@[a-z\d][a-z\d_-]{0,38}$/;

export function isMention(word: string): boolean {
  return MENTION.test(word);
}

/** Whoever is named, else whoever asks; nothing where they may not speak for the one named. */
export function forWhom(asked: Asked): string | undefined {
  const named = asked.words.find(isMention)?.slice(1);
  if (named === undefined || named === asked.login.toLowerCase()) return asked.login;
  return mayLeadHere(asked) ? named : undefined;
}

/**
 * A maintainer of one repository does not speak for a whole organisation: without a working agreement, who maintains
 * the home of the scope, or the repository of its file, does, and says so there.
 */
function mayLeadHere(asked: Asked): boolean {
  const { scope, repository } = asked;
  const isHouse = repository.id === scope.home.id || repository.id === scope.id;
  return standingOf(asked) === 'lead' && (isHouse || leadsOf(scope.config).length > 0);
}

/** What depends on who is there: every shift that runs, the debt, and what the dashboard says of them. */
export function dutyThings({ id: scopeId, config }: Scope): Thing[] {
  return [
    ...config.rotations.map(({ name }): Thing => ({ kind: 'handoff', scopeId, rotation: name })),
    { kind: 'queue', scopeId },
    { kind: 'dashboard', scopeId },
  ];
}
