/** What every scene has at hand, and the claims that scenes share. Each claim is checked before it is told. */
import { joinList, parseMarker } from '../../text.ts';
import { agree, agreeThatItSays, type Eyes, Mismatch, type Ref, type Said } from './eyes.ts';
import type { People } from './people.ts';
import { rendered } from './rendered.ts';
import type { Stage } from './stage.ts';
import type { Teller } from './teller.ts';

export type Play = {
  readonly stage: Stage;
  readonly people: People;
  readonly eyes: Eyes;
  readonly tell: Teller;
};

/** Everybody travels to a local time, at which an entry of the story begins. */
export async function enter({ stage, tell }: Play, local: string): Promise<void> {
  await stage.travelTo(local);
  tell.at(stage.now());
}

/** Somebody does something, and Paydown is given the time to answer. */
export async function act<T>({ stage, tell }: Play, told: string, deed: () => Promise<T>): Promise<T> {
  tell.says(told);
  const result = await deed();
  await stage.quiet();
  return result;
}

/**
 * Checks that each issue has one assignee, and one comment, which names that person as its owner.
 *
 * @returns `api#1 to ana and web#2 to bo`
 */
export async function given(play: Play, owners: Readonly<Record<Ref, string>>): Promise<string> {
  const told: string[] = [];
  for (const [ref, owner] of Object.entries(owners)) {
    agree(`Who is assigned to ${ref}`, (await play.eyes.issue(ref)).assignees, [owner]);
    agreeThatItSays(`The comment on ${ref}`, await livingComment(play, ref), `${owner} owns this debt`);
    told.push(`${ref} to ${owner}`);
  }
  return joinList(told);
}

/** The text of the one comment that Paydown keeps on an issue. @throws Mismatch unless there is exactly one */
export async function livingComment(play: Play, ref: Ref, kind = 'debt'): Promise<string> {
  return rendered((await onlyComment(play, ref, kind)).body, 'folded').join('\n');
}

export async function onlyComment({ eyes }: Play, ref: Ref, kind = 'debt'): Promise<Said> {
  const said = (await eyes.issue(ref)).said.filter(({ body }) => parseMarker(body)?.kind === kind);
  const [only, ...more] = said;
  if (only && more.length === 0) return only;
  throw new Mismatch(`${ref} should have one comment that Paydown keeps, and has ${said.length}`);
}

/** Checks that nobody is assigned to these issues, and that Paydown never said a word there. */
export async function unspoken({ eyes }: Play, ...refs: readonly Ref[]): Promise<void> {
  for (const ref of refs) {
    const { assignees, said } = await eyes.issue(ref);
    agree(`Assignees of and comments on ${ref}`, { assignees, said }, { assignees: [], said: [] });
  }
}

/** The heartbeat just posted, which must be the `nth` and count as many open issues as GitHub. */
export async function heartbeat({ eyes }: Play, nth: number): Promise<{ body: string; verdict: string }> {
  const all = await eyes.announced('heartbeat');
  agree('How many heartbeats were posted', all.length, nth);
  const body = all.at(-1)?.body ?? '';
  const [verdict = ''] = rendered(body, 'folded');
  const open = await eyes.openDebt();
  const counted = open === 0 ? /\bnone open\b/ : new RegExp(`\\b${open}\\b[^.]* open\\b`);
  if (!counted.test(verdict))
    throw new Mismatch(`${open} debt issues are open; the heartbeat says: ${verdict}`);
  return { body, verdict };
}

/** The handoff just announced, which must be the `nth` and name these people as on duty. */
export async function handoff({ eyes }: Play, nth: number, onDuty: readonly string[]): Promise<string> {
  const all = await eyes.announced('handoff');
  agree('How many handoffs were announced', all.length, nth);
  const body = all.at(-1)?.body ?? '';
  const [head = ''] = rendered(body, 'folded');
  agree('Who is on duty', peopleIn(/: (.+) (?:is|are) on duty until/.exec(head)?.[1]), onDuty.toSorted());
  return body;
}

/** The people of a list such as `@ana and bo`, by the alphabet. */
export function peopleIn(list: string = ''): string[] {
  return list
    .split(/, | and /)
    .map((name) => name.replace('@', ''))
    .toSorted();
}

/** The first line of a handoff, and those of its lines that begin with one of these. */
export function digest(body: string, ...beginnings: readonly string[]): string {
  const [first = '', ...lines] = rendered(body, 'folded');
  const told = lines.map((line) => (beginnings.some((one) => line.startsWith(`- ${one}`)) ? line : '…'));
  // Lines left out one after the other leave one mark.
  return [first, ...told.filter((line, index) => line !== '…' || told[index - 1] !== '…')].join('\n');
}
