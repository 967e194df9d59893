/** The one comment by which an appeal comes to the CEO: both reasons, the numbers and the history. It mentions the CEO alone. */
import type { Effect } from '../queue/index.ts';
import { type BodyPart, fitBody, mention, named } from '../text.ts';
import { localTime } from '../time.ts';
import type { At } from './records.ts';
import { after, type State, undecided } from './state.ts';
import type { Step } from './steps.ts';
import { because, deed } from './wording.ts';
import { decisionMarker } from './wording-comments.ts';

export type Appeal = {
  readonly step: Step;
  /** As it stood before the appeal. */
  readonly before: State;
  /** All that was done about the issue, the appeal last. */
  readonly steps: readonly Step[];
  readonly ceo: string;
  /** Where the issue is in the rank, what it costs, how many voted, and for how long it is open. */
  readonly rank: string;
  readonly timezone: string;
};

export function appealComment({ repositoryId, number }: At, appeal: Appeal): Effect {
  const marker = decisionMarker(appeal.step);
  const parts = partsOf(appeal);
  const [first = '', ...rest] = parts.required;
  const body = fitBody([
    { kind: 'required', text: `${marker}\n${first}` },
    ...rest.map((text): BodyPart => ({ kind: 'required', text })),
    { kind: 'optional', text: parts.history, name: 'the history' },
  ]);
  return { kind: 'comment', repositoryId, number, marker, body };
}

function partsOf({ step, before, steps, ceo, rank, timezone }: Appeal) {
  const decision = before.decisions[step.what];
  const until = step.until ? localTime(step.until, timezone) : '';
  const challenge = decision?.phase.kind === 'challenged' ? decision.phase.challenge : null;
  return {
    required: [
      `${mention(ceo)}: ${named(step.by)} appeals to you against a decision about this debt. You are asked because you are the CEO in the working agreement.`,
      ...(decision
        ? [`**Decided:** ${named(decision.by)} ${deed(decision, timezone)}${because(decision.reason)}.`]
        : []),
      ...(challenge
        ? [`**Challenged, and not answered yet:** ${named(challenge.by)}${because(challenge.reason)}.`]
        : []),
      `**Against it:** ${named(step.by)}${because(step.reason)}.`,
      rank,
      `Rule by ${until}, alone on a line of a new comment: \`/ruling uphold because …\` or \`/ruling overturn because …\`. Without a ruling, it stands.`,
    ].filter((text) => text !== ''),
    history: historyOf(steps, timezone),
  };
}

/** All that led here, oldest first. */
function historyOf(steps: readonly Step[], timezone: string): string {
  let state = undecided;
  const lines = steps.map((step) => {
    const line = lineOf(step, state, timezone);
    state = after(state, step);
    return `- ${localTime(step.at, timezone)}: ${line}`;
  });
  return ['<details>\n<summary>The history</summary>', '', ...lines, '', '</details>'].join('\n');
}

function lineOf(step: Step, before: State, timezone: string): string {
  const who = named(step.by);
  const why = because(step.reason);
  const what = NOUNS[step.what];
  switch (step.kind) {
    case 'decided': {
      const decision = after(before, step).decisions[step.what];
      return decision
        ? `${who} ${deed(decision, timezone)}${why}`
        : `${who} gave this debt normal priority${why}`;
    }
    case 'undone':
      return `${who} took back ${what}${why}`;
    case 'challenged':
      return `${who} challenged ${what}${why}`;
    case 'appealed':
      return `${who} appealed against ${what}${why}`;
    case 'upheld':
      return `${who} upheld ${what}${why}`;
    case 'overturned':
      return `${who} overturned ${what}${why}`;
    case 'lapsed':
      return `no answer to the challenge came, which ended ${what}`;
    case 'unruled':
      return `no ruling came, and ${what} stood`;
    case 'due':
      return `the date came, which ended ${what}`;
    case 'ended':
      return 'it was debt no more';
    case 'resumed':
      return 'it was debt again, soon enough for all to stand as before';
  }
}

const NOUNS = { accept: 'the acceptance', defer: 'the deferral', priority: 'the priority' } as const;
