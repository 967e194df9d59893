/** Every sentence in which commands about decisions are answered. They name people, and mention nobody. */
import type { Decision, Objection, State, Step, What, Wish } from '../agreement/index.ts';
import { afterwards, deed, inARow } from '../agreement/index.ts';
import { isSameLogin } from '../logins.ts';
import { inCode, joinList, named } from '../text.ts';
import { localTime } from '../time.ts';
import { veil } from '../veil.ts';
import type { Named } from './command.ts';

/** Who gives a command that the config file names people for; whoever may not read the file is not told who they are. */
export function notNamed({ logins, who, key }: Named, readers: readonly number[]): string {
  if (logins.length === 0)
    return `Nothing was done: this is for ${who}, and the working agreement names nobody. Whoever may change the config file can, under \`${key}\`.`;
  const names = veil([...readers], ` (${joinList(logins.map(named))})`, '');
  return `Nothing was done: this is for ${who}${names}. Ask them. Who they are stands in the config file, under \`${key}\`.`;
}

export function noDebtToDecide(): string {
  return 'There is nothing to decide here: this is not an open debt issue. Label it as debt first.';
}

export function impossibleDay(): string {
  return 'Write a day that is ahead and exists, at most a year away: `until 2026-06-01`. Then it comes up for review, and can be decided again.';
}

export function acceptedAgain(times: number): string {
  return `This debt is accepted for ${inARow(times)}. It was to be paid, or decided about for good, when the time before was over.`;
}

export function notToTheCeo(ceo: string): string {
  return `The CEO, ${named(ceo)}, cannot see this repository, and would not hear of an appeal. Ask whoever manages access here.`;
}

/** What a ruling means, for all who read the issue. */
export function ruledWords({ kind, what, until }: Step, state: State, timezone: string): string {
  if (kind !== 'overturned')
    return `The ruling: it stands${holdsUntil(state, what, timezone)}. It can be neither challenged nor appealed again.`;
  const bar = until ? ` Until ${localTime(until, timezone)} the same is not decided again.` : '';
  return `The ruling: overturned, so ${afterwards(what, state)}.${bar}`;
}

function holdsUntil({ decisions }: State, what: What, timezone: string): string {
  const until = decisions[what]?.until;
  return until ? ` until ${localTime(until, timezone)}` : '';
}

/** For the dashboard, in one line. */
export function decisionChange({ kind, what, until, priority }: Step, timezone: string): string {
  const end = until ? ` until ${localTime(until, timezone)}` : '';
  const about = NOUNS[what];
  switch (kind) {
    case 'decided':
      return what === 'priority' ? `gives this debt ${priority} priority` : `${DOES[what]} this debt${end}`;
    case 'undone':
      return `takes back ${about}`;
    case 'challenged':
      return `challenges ${about}`;
    case 'appealed':
      return `appeals ${about} to the CEO`;
    case 'upheld':
      return `upholds ${about}`;
    case 'overturned':
      return `overturns ${about}`;
    default:
      return about;
  }
}

const DOES = { accept: 'accepts', defer: 'defers' } as const;

const NOUNS: Readonly<Record<What, string>> = {
  accept: 'that this debt was accepted',
  defer: 'that this debt was deferred',
  priority: 'the priority of this debt',
};

/** Why nothing was done, and what can be. */
export function decisionObjection(objection: Objection, wish: Wish, login: string, timezone: string): string {
  switch (objection.kind) {
    case 'nothing decided':
      return nothingDecided(wish);
    case 'no appeal':
      return 'There is nothing to rule on here: nobody has appealed, or the appeal is over. What was decided, and whether it was appealed, stands in the comment that Paydown keeps on this issue.';
    case 'reason needed':
      return 'This was challenged, so the answer needs a reason: write `because` and why at the end of the same line.';
    case 'own decision':
      return 'You decided this yourself: take it back with `/debt undo`.';
    case 'which one':
      return `Nothing was done, for several things are decided here. Say which: ${objection.whats.map((what) => inCode(lineFor(wish, what))).join(' or ')}.`;
    case 'overturned': {
      const until = localTime(objection.bar.until, timezone);
      return `The CEO overturned the same on this issue, so it is not decided again until ${until}. What has changed since can be said here, or to the CEO.`;
    }
    default:
      return standsAlready(objection.kind, objection.decision, login, timezone);
  }
}

function nothingDecided({ kind }: Wish): string {
  if (kind === 'decide') return 'The priority is normal already.';
  if (kind === 'undo')
    return 'There is nothing to take back: nothing that you decide about stands on this issue.';
  return `There is nothing to ${kind}: nobody has accepted, deferred or given a priority to this debt, or it is over. To say what should be decided, comment; to weigh in on the rank, vote with a thumb on the issue.`;
}

function standsAlready(
  kind: 'same already' | 'appealed' | 'challenged' | 'answered' | 'final',
  decision: Decision,
  login: string,
  timezone: string,
): string {
  const who = isSameLogin(decision.by, login) ? 'you' : named(decision.by);
  const what = `that ${who} ${deed(decision, timezone)}`;
  switch (kind) {
    case 'same already':
      return `It is so already: ${who} ${deed(decision, timezone)}.`;
    case 'appealed':
      return `An appeal is before the CEO, about ${what}. Until it is over, that can be taken back with \`/debt undo\` by whoever decides it, and nothing else. What you have to say about it, comment.`;
    case 'challenged':
      return `It is challenged already ${what}, and waits for an answer. What you have to say about it, comment.`;
    case 'answered':
      return `It was challenged and answered ${what}. Whoever leads and seriously disagrees can take it to the CEO, with \`/appeal because …\`.`;
    case 'final':
      return `An appeal about it is over, so it stands ${what}. When its date comes, or whoever decides it decides anew, it can be challenged again.`;
  }
}

function lineFor(wish: Wish, what: What): string {
  switch (wish.kind) {
    case 'appeal':
      return `/appeal ${what} because …`;
    case 'challenge':
      return `/debt challenge ${what} because …`;
    default:
      return `/debt undo ${what}`;
  }
}
