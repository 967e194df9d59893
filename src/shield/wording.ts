/** Every sentence to whoever gives other work to somebody on duty. */
import { defuse, fitBody, inCode, joinList, marker, mention, named, plural } from '../text.ts';
import { localTime } from '../time.ts';
import { veil } from '../veil.ts';

/** The same on every issue: each is answered once. */
export const SHIELD_MARKER = marker('reply', 'shield');

export type HandedBack =
  | 'to the assigner'
  /** A bot assigned it. */
  | 'to nobody'
  | 'to nobody: on duty'
  | 'to nobody: not assignable';

export type ShieldAnswer = {
  readonly assignees: readonly string[];
  /** Null for a bot. */
  readonly assigner: string | null;
  readonly rotation: string;
  readonly until: Date;
  readonly timezone: string;
  readonly free: readonly string[];
  /** Labels of work that may be given to people on duty. */
  readonly except: readonly string[];
  /** The repositories of the rota: who is away and who is not is told only to those who may read one of them. */
  readonly readers: readonly number[];
  /** Null where nothing was changed. */
  readonly handedBack: HandedBack | null;
};

/** More names would be a roll-call. */
const NAMED = 5;

export function shieldBody(answer: ShieldAnswer): string {
  const text = [`${whatIs(answer)} ${whatWasDone(answer)}`, whoIsFree(answer), objection(answer)].join(
    '\n\n',
  );
  return fitBody([{ kind: 'required', text: `${SHIELD_MARKER}\n${text}` }]);
}

function whatIs({ assignees, assigner, rotation, until, timezone }: ShieldAnswer): string {
  const to = assigner === null ? '' : `${mention(assigner)}: `;
  const verb = assignees.length === 1 ? 'is' : 'are';
  return `${to}${joinList(assignees.map(named))} ${verb} on duty in ${defuse(rotation, 50)} until ${localTime(until, timezone)}, and this issue carries no debt label.`;
}

function whatWasDone({ assignees, handedBack }: ShieldAnswer): string {
  const unassigned = `${joinList(assignees.map(named))} ${assignees.length === 1 ? 'was' : 'were'} unassigned`;
  switch (handedBack) {
    case null:
      return 'Nothing was changed.';
    case 'to the assigner':
      return `So it was handed back to you, and ${unassigned}.`;
    case 'to nobody':
      return `So ${unassigned}.`;
    case 'to nobody: on duty':
      return `So ${unassigned}. It was not given to you, for you are on duty as well.`;
    case 'to nobody: not assignable':
      return `So ${unassigned}. It was not given to you, for GitHub does not have you as an assignee here.`;
  }
}

function whoIsFree({ free, readers }: ShieldAnswer): string {
  const names = free.slice(0, NAMED).map(named);
  const more = free.length > NAMED ? [plural(free.length - NAMED, 'other')] : [];
  const told =
    free.length > 0
      ? `Free now: ${joinList([...names, ...more])} (on the roster, neither on duty nor away).`
      : 'Nobody else on the roster is free now.';
  return veil(readers, told, 'Who is free is not told here, for not everybody here can see the rota.');
}

function objection({ assignees, except, handedBack }: ShieldAnswer): string {
  const who = assignees.length === 1 ? named(assignees[0] ?? '') : 'they';
  const how = handedBack === null ? 'Leave it as it is' : 'Assign them again';
  const labels =
    except.length > 0
      ? ` Work with one of these labels may always be given to people on duty: ${except.map(inCode).join(', ')}.`
      : '';
  return `Should ${who} do it all the same? ${how}: this is said once on an issue, and what a person decides stands.${labels}`;
}
