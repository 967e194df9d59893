/** What the living comment of a debt issue says of decisions. It names people, and mentions nobody. */
import type { Config } from '../config/index.ts';
import { defuse, joinList, named } from '../text.ts';
import { localTime } from '../time.ts';
import { answerable, decidersOf } from './deciders.ts';
import { type Decision, type Dispute, type State, standingDecisions } from './state.ts';
import type { What } from './steps.ts';

/** No reason that somebody wrote is repeated at a greater length, in characters. */
const REASON = 300;

/** `: “because of this”`; nothing where no reason was given. */
export function because(reason: string): string {
  return reason === '' ? '' : `: “${defuse(reason, REASON)}”`;
}

/** `the 2nd time in a row`. */
export function inARow(times: number): string {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' } as const;
  return `the ${times}${suffix[new Intl.PluralRules('en', { type: 'ordinal' }).select(times)]} time in a row`;
}

/** What was done, as in `accepted this debt until Mon 1 Jun 2026, 09:00 (UTC), for the 2nd time in a row`. */
export function deed({ what, until, priority, times }: Decision, timezone: string): string {
  const end = until ? ` until ${localTime(until, timezone)}` : '';
  const again = what !== 'priority' && times > 1 ? `, for ${inARow(times)}` : '';
  return what === 'priority'
    ? `gave this debt ${priority} priority`
    : `${DEEDS[what]} this debt${end}${again}`;
}

const DEEDS = { accept: 'accepted', defer: 'deferred' } as const;

/** What the debt is once a decision about it is over. */
export function afterwards(what: What, state: State): string {
  if (what === 'priority') return 'the priority is normal again';
  const other = what === 'accept' ? 'defer' : 'accept';
  const decision = state.decisions[other];
  return decision
    ? `the debt stays out of the queue, for ${named(decision.by)} ${DEEDS[other]} it`
    : 'nothing keeps the debt out of the queue any more';
}

/** What of the issue decides who decides. */
type About = { readonly config: Config; readonly outcomes: readonly string[] };

/** What stands, a paragraph each. */
export function decisionWords(state: State, about: About): string[] {
  return standingDecisions(state).map((decision) => {
    const { timezone } = about.config;
    const head = `${named(decision.by)} ${deed(decision, timezone)}${because(decision.reason)}.`;
    const parked =
      decision.what === 'priority' ? [] : ['Until then it is in no queue, and nobody is asked about it.'];
    return [head, ...parked, phaseWords(decision, about)].join(' ');
  });
}

function phaseWords(decision: Decision, about: About): string {
  const { phase } = decision;
  switch (phase.kind) {
    case 'open':
      return 'Not right? Comment `/debt challenge because …`, alone on a line.';
    case 'challenged':
      return challengedWords(decision, phase.challenge, about);
    case 'answered':
      return 'It was challenged, and this is the answer. A lead who seriously disagrees can comment `/appeal because …`.';
    case 'appealed':
      return `${named(phase.appeal.by)} appealed to the CEO${because(phase.appeal.reason)}. Without a ruling by ${by(phase.appeal, about)}, it stands.`;
    case 'final':
      return 'An appeal against it was not granted: it stands.';
  }
}

function challengedWords(decision: Decision, challenge: Dispute, about: About): string {
  const deciders = decidersOf(about.config, decision.what, about.outcomes);
  const people = answerable(decision, deciders).map(named);
  const who = people.length > 0 ? joinList(people) : 'Whoever decides it';
  const answers = people.length > 1 ? 'answer' : 'answers';
  return `${named(challenge.by)} challenges that${because(challenge.reason)}. ${who} ${answers} by ${by(challenge, about)}, or it is over then.`;
}

function by({ until }: Dispute, { config }: About): string {
  return localTime(until, config.timezone);
}
