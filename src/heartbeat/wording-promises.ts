/** What the weekly report says of the promises made around debt. Numbers are the team's: they name nobody. */
import { interruptedWords } from '../shield/index.ts';
import { type BodyPart, count, issueLink, plural } from '../text.ts';
import type { Promises } from './promises.ts';

/** Of fewer answers, one could guess whose they are. */
const ENOUGH = 5;

/** At most one line, where there is something to say. */
export function promiseLines({ answers, interruptions, lostLabels }: Promises): string[] {
  const sentences = [...protectedTime(answers), ...interrupted(interruptions), ...relabelled(lostLabels)];
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}

function protectedTime({ yes, no }: Promises['answers']): string[] {
  const all = yes + no;
  if (all < ENOUGH) return [];
  return [`Protected time: ${count(yes)} of ${count(all)} answers in eight weeks say that it was kept.`];
}

function interrupted(interruptions: Promises['interruptions']): string[] {
  const words = interruptedWords(interruptions);
  return words === undefined ? [] : [words];
}

function relabelled(lost: Promises['lostLabels']): string[] {
  if (lost.length === 0) return [];
  return [`${lostTheirs(lost)} while open, by someone other than a lead.`];
}

function lostTheirs({ length }: Promises['lostLabels']): string {
  return length === 1 ? '1 issue lost its debt label' : `${count(length)} issues lost their debt label`;
}

/** More links than these say no more. */
const LINKS = 10;

/** Which issues they are, without a word of who did what. */
export function promiseDetails({ lostLabels }: Promises): BodyPart[] {
  const here = lostLabels.filter(({ visible }) => visible);
  if (here.length === 0) return [];
  const links = here.slice(0, LINKS).map((issue) => `- ${issueLink(issue)}`);
  const more = lostLabels.length - links.length;
  const rest = more > 0 ? [`- and ${plural(more, 'more issue')}`] : [];
  const text = ['Lost the debt label while open:', '', ...links, ...rest].join('\n');
  return [{ kind: 'optional', text, name: 'the issues that lost their label' }];
}
