/** Every sentence about what people ask of each other. Whoever has to know is mentioned, for nothing else tells them. */
import type { Difference, Half } from '../rotation/index.ts';
import { defuse, inCode, joinList, mention, named } from '../text.ts';
import { localTime } from '../time.ts';

type Time = { readonly from: Date; readonly to: Date };
type In = { readonly name: string; readonly timezone: string };

/** What is asked: to serve for somebody, or, with something in return, to swap. */
export type Asking = Time & {
  readonly asker: string;
  readonly asked: string;
  readonly inReturn: Time | null;
};

function span({ from, to }: Time, timezone: string): string {
  return `from ${localTime(from, timezone)} to ${localTime(to, timezone)}`;
}

function inRotation({ name }: In): string {
  return `in ${defuse(name, 50)}`;
}

const ELSEWHERE = 'What exactly stands on the dashboard, in a repository that not everybody here can see.';

/** A request, to whoever is asked: what, why them, how to answer, and until when. */
export function askWords(asking: Asking, rotation: In, lapses: Date): string {
  const { asker, asked, inReturn } = asking;
  const { timezone } = rotation;
  const what = inReturn
    ? `${named(asker)} asks to swap shifts with you ${inRotation(rotation)}: you would serve ${span(asking, timezone)}, and ${named(asker)} for you ${span(inReturn, timezone)}.`
    : `${named(asker)} asks whether you would serve for them ${inRotation(rotation)} ${span(asking, timezone)}.`;
  return [`${mention(asked)}: ${what}`, '', howToAnswer(asker, localTime(lapses, timezone))].join('\n');
}

/** The same where the rota is not told. */
export function askForFewer({ asker, asked, inReturn }: Asking): string {
  const what = inReturn ? 'to swap shifts with you' : 'whether you would serve for them';
  return [
    `${mention(asked)}: ${named(asker)} asks ${what}. ${ELSEWHERE}`,
    '',
    howToAnswer(asker, 'the end of it'),
  ].join('\n');
}

function howToAnswer(asker: string, until: string): string {
  return `Nothing changes until you agree. ${named(asker)} chose you from the same roster. Comment \`/rotation accept\` or \`/rotation decline\`, alone on a line, here or on any issue that this Paydown governs, before ${until}: what has passed by then is not covered, and without an answer it stays as it is.`;
}

export function askChange({ asked, inReturn, ...time }: Asking, rotation: In): string {
  const { timezone } = rotation;
  return inReturn
    ? `asks ${named(asked)} to swap ${inRotation(rotation)}: to serve ${span(time, timezone)}, for ${span(inReturn, timezone)}`
    : `asks ${named(asked)} to serve for them ${inRotation(rotation)} ${span(time, timezone)}`;
}

export function notOneself(): string {
  return 'That is you. Name somebody else of the roster.';
}

export function outOfHearing(who: string): string {
  return `Nobody was asked: ${named(who)} cannot see this repository, and would not hear of it. Ask on an issue that both of you can see.`;
}

export function askedAlready(asked: string): string {
  return `${named(asked)} is asked already, and has not answered yet. \`/rotation undo\` takes it back.`;
}

export function noSwap(other: string): string {
  return `There is nothing to swap: you and ${named(other)} do not each have a shift to come in which the other does not serve. To have somebody serve for you, \`/rotation ask\`.`;
}

/** Why nothing would come of a half of what is asked, to whoever asks or answers. */
export function halfProblem({ owner, substitute, voids, ...time }: Half, { timezone }: In): string {
  if (voids.length > 0) return partsThatCannotBe(substitute, voids, timezone);
  return time.from >= time.to
    ? `What ${named(owner)} would have served is over, so nothing was changed.`
    : `${named(owner)} does not serve ${span(time, timezone)}, as it stands now, so nothing was changed.`;
}

/** The parts of what is asked that cannot be, a paragraph for each half. */
export function voidsOf(halves: readonly Half[], { timezone }: In): string[] {
  return halves
    .filter(({ voids }) => voids.length > 0)
    .map(({ substitute, voids }) => partsThatCannotBe(substitute, voids, timezone));
}

/** Why somebody cannot serve for another, and when. */
function partsThatCannotBe(substitute: string, voids: Half['voids'], timezone: string): string {
  const parts = voids.map(({ start, end, why }) => {
    const reason = why === 'on duty' ? 'is on duty anyway' : 'is not on the roster';
    return `- ${span({ from: start, to: end }, timezone)}: ${named(substitute)} ${reason}`;
  });
  return ['Not covered, for it cannot be:', '', ...parts].join('\n');
}

/** That somebody agreed, to whoever asked; as far as it is not over. */
export function acceptedWords({ asker, asked }: Asking, halves: readonly Half[], rotation: In): string {
  const { timezone } = rotation;
  const times = halves.map(({ substitute, from, to }) => {
    const who = substitute === asker ? 'you' : named(substitute);
    return `${who} ${who === 'you' ? 'serve' : 'serves'} ${span({ from, to }, timezone)}`;
  });
  const what = `${mention(asker)}: ${named(asked)} agreed. ${capital(`${inRotation(rotation)} ${joinList(times)}.`)}`;
  const voids = voidsOf(halves, rotation);
  return [`${what} Either of you takes it back with \`/rotation undo\`.`, ...voids].join('\n\n');
}

export function acceptedForFewer({ asker, asked }: Asking): string {
  return `${mention(asker)}: ${named(asked)} agreed. ${ELSEWHERE} Either of you takes it back with \`/rotation undo\`.`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

export function acceptChange({ asker, inReturn, ...time }: Asking, rotation: In): string {
  const { timezone } = rotation;
  return inReturn
    ? `swaps with ${named(asker)} ${inRotation(rotation)}: serves ${span(time, timezone)}, for ${span(inReturn, timezone)}`
    : `serves for ${named(asker)} ${inRotation(rotation)} ${span(time, timezone)}, as asked`;
}

/** That somebody said no, to whoever asked, and what else they can do. */
export function declinedWords(asking: Asking, rotation: In): string {
  const { asker, asked, inReturn } = asking;
  const time = span(asking, rotation.timezone);
  const what = inReturn
    ? `does not swap with you, so your shift ${inRotation(rotation)} ${time} stays yours`
    : `cannot serve for you ${inRotation(rotation)} ${time}, so it stays with you`;
  return `${mention(asker)}: ${named(asked)} ${what}. ${ASK_ANOTHER}`;
}

export function declinedForFewer({ asker, asked, inReturn }: Asking): string {
  const what = inReturn ? 'does not swap with you' : 'cannot serve for you';
  return `${mention(asker)}: ${named(asked)} ${what}, so nothing changes. ${ASK_ANOTHER}`;
}

const ASK_ANOTHER = 'Ask somebody else with `/rotation ask` or `/rotation swap`.';

export function declineChange({ asker, inReturn }: Asking, rotation: In): string {
  return inReturn
    ? `does not swap with ${named(asker)} ${inRotation(rotation)}`
    : `does not serve for ${named(asker)} ${inRotation(rotation)}`;
}

/** Who covers now, and that they may decline as well. */
export function passedOnChange(next: string, owner: string, rotation: In): string {
  return `does not cover for ${named(owner)} ${inRotation(rotation)}; ${named(next)} does`;
}

/** Somebody must: who declines is told what is left to them. */
export function nobodyElse(owner: string, until: Date, rotation: In): string {
  return `There is nobody else of the roster who is there and could cover for ${named(owner)} ${inRotation(rotation)}, so you keep it until ${localTime(until, rotation.timezone)}, lest it be left to nobody. If you cannot serve at all, say \`/rotation away\` with your days, or ask somebody to be there.`;
}

export function nobodyElseForFewer(): string {
  return 'There is nobody else of the roster who is there and could cover, so you keep it, lest it be left to nobody. If you cannot serve at all, say `/rotation away` with your days.';
}

/** Something that can be answered, as it is told where several can. */
export type Choice = {
  readonly what: 'serve' | 'swap' | 'stand in';
  /** Who asks, or for whom one covers. */
  readonly who: string;
  readonly time: Time;
  readonly rotation: In;
  /** What to write. */
  readonly line: string;
};

export function nothingToAnswer(verb: 'accept' | 'decline'): string {
  const more = verb === 'decline' ? ', and you cover for nobody who is away' : '';
  return `There is nothing for you to ${verb}: nobody has asked you, or it is answered, taken back or over${more}.`;
}

const CHOICES = {
  serve: 'asks you to serve for them',
  swap: 'asks you to swap',
  'stand in': 'is away, and you cover for them',
} as const;

/** What is open, and how to say which is meant. */
export function whichOne(choices: readonly Choice[]): string {
  const lines = choices.map(({ what, who, time, rotation, line }) => {
    const when = span(time, rotation.timezone);
    return `- ${inCode(line)}: ${named(who)} ${CHOICES[what]} ${inRotation(rotation)}, ${when}`;
  });
  return ['Nothing was done, for it can mean this or that. Write the one that you mean:', '', ...lines].join(
    '\n',
  );
}

export function whichOneForFewer(verb: 'accept' | 'decline'): string {
  return `Nothing was done, for several of them wait for your answer. Say whose you mean, with \`/rotation ${verb} @login\`, and the days behind it where one of them asks for several. ${ELSEWHERE}`;
}

export function undoRequestChange({ asked, inReturn }: Asking): string {
  return inReturn
    ? `takes back that they asked ${named(asked)} to swap`
    : `takes back that they asked ${named(asked)} to serve`;
}

export function undoAgreementChange(other: string, { inReturn }: Asking): string {
  return inReturn
    ? `takes back a swap with ${named(other)}`
    : `takes back what was agreed with ${named(other)}`;
}

/** That what two agreed on is off, to everybody whose duty it changes. */
export function undoneWords(
  by: string,
  people: readonly string[],
  differences: readonly Difference[],
  rotation: In,
): string {
  const lines = differences.map(
    ({ before, after, ...time }) =>
      `- ${span(time, rotation.timezone)}: ${joinList(after.map(named))} instead of ${joinList(before.map(named))}`,
  );
  if (lines.length === 0) return `${undoneHead(by, people)} It changes nothing in who serves from now on.`;
  return [`${undoneHead(by, people)} Who serves ${inRotation(rotation)}:`, '', ...lines].join('\n');
}

export function undoneForFewer(by: string, people: readonly string[]): string {
  return `${undoneHead(by, people)} Who serves now stands on the dashboard.`;
}

function undoneHead(by: string, people: readonly string[]): string {
  return `${joinList(people.map(mention))}: ${named(by)} took back what was agreed.`;
}
