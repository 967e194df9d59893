/** What somebody can accept or decline, and which of it they mean. */
import type { Rotation } from '../config/index.ts';
import type { House } from '../house.ts';
import {
  type Half,
  openRequests,
  previewRequest,
  type Request,
  type StandIn,
  standInOf,
} from '../rotation/index.ts';
import { localDay } from '../time.ts';
import type { Asked, Outcome } from './command.ts';
import { ofTheRota } from './hearing.ts';
import { partsOf } from './parts.ts';
import { readSpan, type Span, spanWord } from './span.ts';
import { impossibleSpan } from './wording.ts';
import { type Choice, nothingToAnswer, whichOne, whichOneForFewer } from './wording-requests.ts';

/** A request that waits for an answer, with what would come of it now. */
export type Asks = {
  readonly kind: 'asks';
  readonly rotation: Rotation;
  readonly request: Request;
  readonly halves: readonly Half[];
};
/** By the rule, somebody covers for who is not there. */
export type StandsIn = { readonly kind: 'stands in'; readonly rotation: Rotation; readonly duty: StandIn };
export type Open = Asks | StandsIn;

/** The one thing that whoever answers can mean; else what they are told. */
export function theOneMeant<T extends Open>(
  asked: Asked,
  verb: 'accept' | 'decline',
  open: readonly T[],
): { readonly meant: T } | { readonly outcome: Outcome } {
  const { timezone } = asked.scope.config;
  const { span: word } = partsOf(asked.words) ?? {};
  if (word !== undefined && !readSpan(word, timezone)) return refused(impossibleSpan());
  if (open.length === 0) return refused(nothingToAnswer(verb));
  const named = namedBy(asked.words, open, timezone);
  // What came to nothing meanwhile is hardly meant where something else is open.
  const live = named.filter((one) => one.kind === 'stands in' || canBe(one.halves));
  const [meant, ...more] = live.length > 0 ? live : named;
  if (meant && more.length === 0) return { meant };
  const choices = choicesOf(meant ? [meant, ...more] : open, verb, timezone);
  return refused(ofTheRota(asked.scope, whichOne(choices), whichOneForFewer(verb)));
}

/** Those of whom, of when, and of where the words are. */
function namedBy<T extends Open>(words: readonly string[], open: readonly T[], timezone: string): T[] {
  const { person, span: word, name = '' } = partsOf(words) ?? {};
  const span = word === undefined ? undefined : readSpan(word, timezone);
  return open.filter(
    (one) =>
      (person === undefined || whoOf(one).toLowerCase() === person) &&
      (name === '' || one.rotation.name.toLowerCase() === name) &&
      (!span || timesOf(one).some(({ from, to }) => from < span.to && to > span.from)),
  );
}

export async function asksOf(house: House, { scope, login }: Asked): Promise<Asks[]> {
  const now = house.clock();
  const open: Asks[] = [];
  for (const request of await openRequests(house.db, scope.id, login, now)) {
    const rotation = scope.config.rotations.find((one) => one.name === request.rotation);
    if (!rotation) continue;
    const halves = await previewRequest(house.db, scope.id, rotation, request, now);
    open.push({ kind: 'asks', rotation, request, halves });
  }
  return open;
}

export async function dutiesOf(house: House, { scope, login }: Asked): Promise<StandsIn[]> {
  const found: StandsIn[] = [];
  for (const rotation of scope.config.rotations) {
    const duty = await standInOf(house.db, scope.id, rotation, login, house.clock());
    if (duty) found.push({ kind: 'stands in', rotation, duty });
  }
  return found;
}

/** A half of a swap alone would be unfair; serving for somebody is worth any part of it. */
function canBe(halves: readonly Half[]): boolean {
  return problemOf(halves) === undefined;
}

/** The half for which there is nothing to be done. */
export function problemOf(halves: readonly Half[]): Half | undefined {
  return halves.find(({ effect, voids }) => effect === 'none' || (halves.length > 1 && voids.length > 0));
}

function whoOf(open: Open): string {
  return open.kind === 'asks' ? open.request.asker : open.duty.owner;
}

function timeOf(open: Open): Span {
  return open.kind === 'asks' ? open.request : { from: open.duty.cover.from, to: open.duty.until };
}

function timesOf(open: Open): Span[] {
  const more = open.kind === 'asks' ? open.request.inReturn : null;
  return more ? [timeOf(open), more] : [timeOf(open)];
}

/** Each with the shortest line that means it alone. */
function choicesOf(open: readonly Open[], verb: 'accept' | 'decline', timezone: string): Choice[] {
  const longer = [
    (one: Open) => `@${whoOf(one)}`,
    (one: Open) => `@${whoOf(one)} ${localDay(timeOf(one).from, timezone)}`,
    (one: Open) => `@${whoOf(one)} ${spanWord(timeOf(one), timezone)}`,
    (one: Open) => `@${whoOf(one)} ${spanWord(timeOf(one), timezone)} in ${one.rotation.name}`,
  ];
  const meansOne = (words: string) => namedBy(words.toLowerCase().split(' '), open, timezone).length === 1;
  const shortest = longer.find((words) => open.every((one) => meansOne(words(one)))) ?? longer[3];
  return open.map((one) => {
    const inReturn = one.kind === 'asks' && one.request.inReturn !== null;
    const what = one.kind === 'stands in' ? 'stand in' : inReturn ? 'swap' : 'serve';
    const line = `/rotation ${verb} ${shortest?.(one) ?? ''}`;
    return { what, who: whoOf(one), time: timeOf(one), rotation: one.rotation, line };
  });
}

function refused(words: string): { readonly outcome: Outcome } {
  return { outcome: { kind: 'refused', words } };
}
