import { isAtLeast, isColleague, permissionIn } from '../colleagues.ts';
import type { House } from '../house.ts';
import { type Effect, nothing, type Plan, type Thing } from '../queue/index.ts';
import { governedRepository, type Scope } from '../scope/index.ts';
import { addMs, DAY } from '../time.ts';
import { catalogue } from './catalogue.ts';
import type { Asked, Command, Outcome } from './command.ts';
import { likeIt, type Reading, readLine } from './grammar.ts';
import { HEARD, mayGive } from './may.ts';
import {
  type Answer,
  openCommand,
  openOrdinals,
  otherAnswers,
  recordAnswer,
  wasForbidden,
} from './records.ts';
import { forbidden, mistakeWords, replyBody, replyMarker } from './wording.ts';
import { notNamed } from './wording-decisions.ts';

type Key = Extract<Thing, { kind: 'command' }>;

/** Sees to one command, once those before it in the comment are seen to: the last of them asks for it. */
export async function settleCommand(house: House, thing: Key): Promise<Plan> {
  const given = await openCommand(house.db, thing);
  const [first, next] = await openOrdinals(house.db, thing);
  if (!given || first !== thing.ordinal) return nothing;
  const plan = await seenTo(house, thing, given);
  if (next === undefined) return plan;
  return { ...plan, settle: [...(plan.settle ?? []), { ...thing, ordinal: next }] };
}

type Given = NonNullable<Awaited<ReturnType<typeof openCommand>>>;

/** Whether whoever gave a command may, what comes of it, and what they are told. */
async function seenTo(house: House, thing: Key, given: Given): Promise<Plan> {
  const governed = await governedRepository(house.db, thing.repositoryId);
  if (governed?.scope.config.mode !== 'act') return dropped(thing);
  const { repository, scope } = governed;
  const github = await house.github.installation(repository.installationId);
  const permission = await permissionIn(github, repository, given.login);
  const reading = readLine(given.line, catalogue);
  const who = { login: given.login, permission };
  const wanted = wantedOf(reading);
  const colleague =
    wanted.needs === 'colleague' ? await isColleague(github, scope, repository, who) : 'unknown';
  const isForbidden = mayGive(wanted, { ...who, colleague, config: scope.config }) === 'may not';
  // Whoever is no stranger hears why each time.
  if (isForbidden && !isAtLeast(permission, HEARD)) {
    // A mistake of theirs is nothing to talk about either.
    if (reading.kind !== 'command' || (await hasHeard(house, thing, given.login))) return dropped(thing);
    const answer = { state: 'forbidden', answer: whyForbidden(reading, scope), change: null } as const;
    return answered(house, { ...thing, ...given }, { answer, plan: nothing });
  }
  // Whoever took back what they said does not mean it any more.
  if (!(await github.hasComment(repository, thing.commentId))) return dropped(thing);
  const { commentId, ordinal } = thing;
  const asked = {
    ...{ ...who, at: given.at, colleague, scope, repository, number: given.number },
    ...{ commentId, ordinal, catalogue },
  };
  const outcome: Outcome = isForbidden
    ? { kind: 'refused', words: whyForbidden(reading, scope) }
    : await outcomeOf(house, given.line, reading, asked);
  if (outcome.kind === 'forbidden' && (await hasHeard(house, thing, given.login))) return dropped(thing);
  return answered(house, { ...thing, ...given }, decided(outcome));
}

async function outcomeOf(
  house: House,
  line: string,
  reading: Reading<Command>,
  asked: Omit<Asked, 'words' | 'text'>,
): Promise<Outcome> {
  switch (reading.kind) {
    case 'command':
      return reading.form.answer(house, { ...asked, words: reading.words, text: reading.text });
    case 'bad words':
      return { kind: 'refused', words: mistakeWords(line, [reading.form.written ?? reading.form.usage]) };
    case 'unknown verb':
      return {
        kind: 'refused',
        words: mistakeWords(
          line,
          likeIt(line, catalogue).map(({ usage }) => usage),
        ),
      };
  }
}

/** For what is no command, as much is needed as for most of them. */
function wantedOf(reading: Reading<Command>): Pick<Command, 'needs' | 'named'> {
  return reading.kind === 'unknown verb' ? { needs: HEARD } : reading.form;
}

function whyForbidden(reading: Reading<Command>, { config, home, id }: Scope): string {
  const { needs, named } = wantedOf(reading);
  return needs === 'named' && named
    ? notNamed(named(config), [...new Set([home.id, id])])
    : forbidden(needs === 'named' ? HEARD : needs);
}

/** One refusal a day is enough for whoever may not, lest strangers make the bot fill a repository with them. */
async function hasHeard(house: House, { repositoryId, commentId }: Key, login: string): Promise<boolean> {
  return wasForbidden(house.db, { repositoryId, commentId, login }, addMs(house.clock(), -DAY));
}

function dropped(key: Key): Plan {
  return { write: (db) => recordAnswer(db, key, { state: 'dropped', answer: null, change: null }) };
}

type Decided = { readonly answer: Answer; readonly plan: Plan };

function decided(outcome: Outcome): Decided {
  switch (outcome.kind) {
    case 'done':
      return {
        answer: { state: 'done', answer: outcome.words ?? null, change: outcome.change },
        plan: outcome.plan,
      };
    case 'told':
      return { answer: { state: 'done', answer: outcome.words, change: null }, plan: nothing };
    case 'forbidden':
      return { answer: { state: 'forbidden', answer: outcome.words, change: null }, plan: nothing };
    case 'refused':
      return { answer: { state: 'refused', answer: outcome.words, change: null }, plan: nothing };
  }
}

/** A thumb up for what was done, and one reply for all that is to be said to a comment. */
async function answered(
  house: House,
  given: Key & { readonly number: number; readonly line: string },
  { answer, plan }: Decided,
): Promise<Plan> {
  const { repositoryId, commentId, ordinal, number, line } = given;
  const all = [...(await otherAnswers(house.db, given)), { ordinal, line, answer: answer.answer }];
  const body = replyBody(
    commentId,
    all.toSorted((a, b) => a.ordinal - b.ordinal),
  );
  const marker = replyMarker(commentId);
  const thumb: Effect[] = answer.change === null ? [] : [{ kind: 'reaction', repositoryId, commentId }];
  const reply: Effect[] =
    answer.answer === null ? [] : [{ kind: 'reply', repositoryId, number, commentId, marker, body }];
  return {
    ...plan,
    async write(db) {
      await plan.write?.(db);
      await recordAnswer(db, given, answer);
    },
    effects: [...(plan.effects ?? []), ...thumb, ...reply],
  };
}
