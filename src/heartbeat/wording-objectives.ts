/** What the weekly report says of what was agreed. Numbers are the team's; people are named in thanks and duties. */
import { measures, type Objective, type Target } from '../config/index.ts';
import {
  type BodyPart,
  count,
  defuse,
  issueLink,
  joinList,
  mention,
  named,
  plural,
  thanked,
} from '../text.ts';
import { signed } from './chart.ts';
import type { AskedDecision, Deciders, Judged } from './decision.ts';
import type { Judgement, Lack } from './objectives.ts';
import type { Outlook } from './outlook.ts';

type Judging = Exclude<Judgement, { verdict: 'too early' }>;

/** One line where a capacity is agreed: what was spent, against it. */
export function capacityLines({ capacity }: Outlook): string[] {
  if (!capacity) return [];
  const { objective, judgement } = capacity;
  const agreed = `${decimal(objective.target.value)}% was agreed`;
  if (judgement.verdict === 'too early')
    return [`Capacity: too early to say what share of closed issues was debt; ${agreed}.`];
  return [`Capacity: ${reasonFor(objective, judgement)}; ${agreed}.`];
}

/** One line where a decision is due. Whoever decides is mentioned when it is asked for first, and named after that. */
export function decisionLines({ decision }: Outlook): string[] {
  if (!decision) return [];
  const { about, deciders, since } = decision;
  const head = since === null ? '**To decide:**' : `**Still open, since ${since}:**`;
  const what = aboutWords(about);
  const choice = since === null ? `: ${CHOICES[about.kind]}` : '';
  return [`${head} ${what}${choice}. ${decides(deciders, since === null ? mention : named)}`];
}

/** Whom the decision mentions. */
export function mentionedIn({ decision }: Outlook): readonly string[] {
  return decision && decision.since === null ? decision.deciders.logins : [];
}

const CHOICES = {
  objective: 'change what is done, or the objective',
  review: 'pay it now, or accept it once more',
  waiting: 'make room for it, or decline it',
} as const satisfies Record<AskedDecision['about']['kind'], string>;

function aboutWords(about: AskedDecision['about']): string {
  switch (about.kind) {
    case 'objective':
      return missedWords(about.missed);
    case 'review':
      return reviewWords(about);
    case 'waiting':
      return waitingWords(about);
  }
}

function reviewWords({ issue, times }: Extract<AskedDecision['about'], { kind: 'review' }>): string {
  const often = times > 1 ? ` ${times} times in a row` : '';
  return `${issueLink(issue)} was accepted${often}, and its date has come`;
}

function missedWords({ objective, judgement }: Judged): string {
  const why = judgement.verdict === 'too early' ? '' : `${reasonFor(objective, judgement)}; `;
  return `“${defuse(objective.name, 50)}” is missed (${why}the target is ${targetWords(objective.target)})`;
}

function waitingWords({ issue, days }: Extract<AskedDecision['about'], { kind: 'waiting' }>): string {
  return `${issueLink(issue)} has waited ${plural(days, 'day')} for room, longer than a shift`;
}

function decides({ logins, as }: Deciders, name: (login: string) => string): string {
  if (as === 'nobody') return 'Whoever maintains this repository decides.';
  const verb = logins.length === 1 ? 'decides' : 'decide';
  const role = as === 'owner' ? 'owner of the objective' : as === 'leads' ? 'lead' : `lead of ${as}`;
  const roles = logins.length === 1 ? role : role.replace('lead', 'leads');
  return `${joinList(logins.map(name))} ${verb}, as ${roles}.`;
}

/** More links than these say no more. */
const LINKS = 10;
/** People thanked by name. */
const NAMES = 8;

export function passingThanks({ thanked: people }: Outlook): string[] {
  if (people.length === 0) return [];
  const names = people.slice(0, NAMES).map(thanked);
  const others = people.length - names.length;
  const everybody = others > 0 ? [...names, plural(others, 'other')] : names;
  return [`Thanks to ${joinList(everybody)} for paying debt in passing.`];
}

/** The objectives with their verdicts, what was closed, and what was paid in passing. */
export function outlookDetails(outlook: Outlook): BodyPart[] {
  return [objectivesPart(outlook), workPart(outlook)].flat();
}

function objectivesPart({ objectives, capacity }: Outlook): BodyPart[] {
  const all = capacity ? [...objectives, capacity] : objectives;
  if (all.length === 0) return [];
  const lines = all.map(({ objective, judgement }) => `- ${verdictLine(objective, judgement)}`);
  return [{ kind: 'optional', text: ['Objectives:', '', ...lines].join('\n'), name: 'the objectives' }];
}

function verdictLine(objective: Objective, judgement: Judgement): string {
  const head = `${named(objective.name)} (${targetWords(objective.target)} over ${plural(objective.over, 'week')})`;
  if (judgement.verdict === 'too early') return `${head}: too early to say, ${lackWords(judgement.lack)}.`;
  return `${head}: ${judgement.verdict}, ${reasonFor(objective, judgement)}.`;
}

function lackWords(lack: Lack): string {
  const needs = `as it takes ${lack.what === 'weeks' ? plural(lack.needs, 'week') : plural(lack.needs, 'case')}`;
  const verb = lack.has === 1 ? 'is' : 'are';
  return `${needs}, and there ${verb} ${lack.has === 0 ? 'none' : count(lack.has)} on record`;
}

/** Why the verdict is what it is, as a part of a sentence. */
function reasonFor({ measure, over }: Objective, judgement: Judging): string {
  const { unit, name } = measures[measure];
  const value = (n: number) => valueWords(n, measure);
  const weeks = plural(over, 'week');
  const turn = judgement.verdict === 'at risk';
  switch (judgement.kind) {
    case 'level':
      return `${name} is ${value(judgement.now)}${turn ? `, heading for ${value(judgement.ahead)}` : ''}`;
    case 'total':
      return `${name} is ${value(judgement.now)} in ${weeks}${turn ? `, but ${newest(judgement, value)}` : ''}`;
    case 'sample': {
      const tail = turn ? `, but ${newest(judgement, value)}` : '';
      const cases = judgement.cases ?? 0;
      if (unit === '%') {
        const closed = plural(cases, 'closed issue');
        return `${value(judgement.now)} of ${closed} ${cases === 1 ? 'was' : 'were'} debt in ${weeks}${tail}`;
      }
      return `${name} was ${value(judgement.now)} in ${weeks} (${count(cases)} paid)${tail}`;
    }
  }
}

function newest({ recent }: Judging, value: (n: number) => string): string {
  const weeks = recent.weeks === 1 ? 'newest week' : `newest ${plural(recent.weeks, 'week')}`;
  return `${value(recent.value)} in the ${weeks}`;
}

function valueWords(n: number, measure: Objective['measure']): string {
  const { unit } = measures[measure];
  if (measure === 'net') return signed(Math.round(n));
  if (unit === '%') return `${decimal(n)}%`;
  const rounded = Math.round(n);
  return unit === 'days' ? plural(rounded, 'day') : count(rounded);
}

/** At most one decimal. */
function decimal(n: number): string {
  return String(Math.round(n * 10) / 10);
}

function targetWords({ relation, value, unit }: Target): string {
  return `\`${relation} ${value}${unit === '%' ? '%' : ''}\``;
}

function workPart({ work, inPassing }: Outlook): BodyPart[] {
  if (!work) return [];
  const { closed, debt } = work;
  const share = closed === 0 ? '' : ` (${decimal((100 * debt) / closed)}%)`;
  const lines = [
    ...(closed > 0
      ? [`Closed as completed this week: ${plural(closed, 'issue')}, ${count(debt)} of them debt${share}.`]
      : []),
    ...passingLines(work.inPassing, inPassing),
  ];
  return lines.length === 0
    ? []
    : [{ kind: 'optional', text: lines.join('\n'), name: 'what was closed and paid in passing' }];
}

function passingLines(all: number, shown: Outlook['inPassing']): string[] {
  if (all === 0) return [];
  const links = shown.slice(0, LINKS).map((pull) => `- ${issueLink(pull)}`);
  const more = all - links.length;
  const head = `Paid in passing this week: ${plural(all, 'merged pull request')} with a debt label that closed no debt issue`;
  if (links.length === 0) return [`${head}.`];
  return [`${head}:`, '', ...links, ...(more > 0 ? [`- and ${count(more)} more`] : [])];
}
