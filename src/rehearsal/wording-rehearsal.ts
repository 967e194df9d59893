/** Every sentence of a rehearsal: who would serve when. What would be done at once stands in `wording-at-once.ts`. */
import type { ShiftAhead } from '../rotation/index.ts';
import { type BodyPart, defuse, joinList, named } from '../text.ts';
import { localClock, localDate } from '../time.ts';
import type { Move, Row, Span } from './moves.ts';
import type { Rehearsal, RotationChange, Unrehearsed } from './rehearse.ts';
import { atOnceLines } from './wording-at-once.ts';

const NAME = 50;
/** How many are told of by name whose shifts move, in one rotation. */
const MOVES = 30;

export function rehearsalParts(rehearsal: Rehearsal | Unrehearsed): BodyPart[] {
  if ('unrehearsed' in rehearsal) return [{ kind: 'required', text: notRehearsed(rehearsal) }];
  return [
    { kind: 'required', text: [`### ${heading(rehearsal)}`, '', ...atOnceLines(rehearsal)].join('\n') },
    ...iterationParts(rehearsal),
    ...anew(rehearsal.rotations),
    ...rehearsal.rotations.flatMap(rotationParts),
  ];
}

/** What is proposed may lie for long, and be merged when things stand otherwise. */
function heading({ standing, at, timezone }: Rehearsal): string {
  return standing === 'proposed'
    ? `What merging this does, as things stand on ${localDate(at, timezone)}`
    : 'What this version does';
}

function notRehearsed({ unrehearsed }: Unrehearsed): string {
  return unrehearsed === 'too large'
    ? 'What this version does was not rehearsed: there is too much to plan. Have `starts` of a new rotation closer to now, or fewer rotations.'
    : 'What this version does was not rehearsed: GitHub refused to show what is needed for it.';
}

/** Nothing where the file says no more of iterations than before. */
function iterationParts({ iteration: { before, after }, mode, at, timezone }: Rehearsal): BodyPart[] {
  const isSame = before?.name === after?.name && before?.end.getTime() === after?.end.getTime();
  const isProposed =
    mode.after === 'act' &&
    (!isSame || mode.before !== 'act') &&
    after !== undefined &&
    after.proposedAt <= at;
  if (isSame && !isProposed) return [];
  if (!after) return [{ kind: 'required', text: 'No iteration is given to infrastructure any more.' }];
  const span = `from ${localDate(after.start, timezone)} to ${localDate(after.end, timezone)}`;
  const proposal = isProposed
    ? ' Where there is debt for it, its proposal is opened at once, and mentions the leads.'
    : '';
  const text = `The next iteration for infrastructure: **${after.name}**, ${span}.${proposal}`;
  return [{ kind: 'required', text }];
}

/** A rotation is known by its name, and nothing else tells that it was renamed. */
function anew(rotations: readonly RotationChange[]): BodyPart[] {
  const [gone, fresh] = [of(rotations, 'gone'), of(rotations, 'new')];
  if (gone.length === 0 || fresh.length === 0) return [];
  const text =
    `> [!NOTE]\n> A rotation is known by its name: ${joinList(fresh)} begins without a past, as if nobody had ever ` +
    `served, and the turns served in ${joinList(gone)} do not count there. If it is the same rotation, keep its name.`;
  return [{ kind: 'required', text }];
}

function of(rotations: readonly RotationChange[], kind: RotationChange['kind']): string[] {
  return rotations.filter((one) => one.kind === kind).map(({ name }) => defuse(name, NAME));
}

function rotationParts(change: RotationChange): BodyPart[] {
  const name = defuse(change.name, NAME);
  const head = [`### ${name}`, '', ...newsOf(change)].join('\n');
  return [
    { kind: 'optional', text: head, name: `what moves in ${name}` },
    { kind: 'optional', text: tableOf(change), name: `the shifts of ${name}` },
  ];
}

function newsOf({ kind, moves, rows, timezone }: RotationChange): string[] {
  if (kind === 'gone') {
    const [running] = rows;
    const serving = running?.before?.stretches[0]?.serving ?? [];
    const who = serving.length > 0 ? `${joinList(serving.map(named))} would have been next. ` : '';
    return [`This rotation ends: nobody serves in it any more. ${who}What it gave stays assigned.`];
  }
  if (kind === 'new') return ['This rotation is new. Its first shifts:'];
  if (moves.length === 0) return ["Nobody's shifts move."];
  const lines = moves.slice(0, MOVES).map((move) => `- ${moveLine(move, timezone)}`);
  const more = moves.length - lines.length;
  return more > 0 ? [...lines, `- and ${more} more, as the table shows`] : lines;
}

function moveLine({ login, gains, loses }: Move, timezone: string): string {
  const list = (spans: readonly Span[]) => spansWords(spans, timezone);
  if (loses.length === 0) return `${named(login)} serves ${list(gains)} as well.`;
  if (gains.length === 0) return `${named(login)} no longer serves ${list(loses)}.`;
  return `${named(login)} serves ${list(gains)} instead of ${list(loses)}.`;
}

/** How many stretches of somebody are told of in a sentence; the table has them all. */
const SPANS = 4;

function spansWords(spans: readonly Span[], timezone: string): string {
  const shown = spans.slice(0, SPANS).map((span) => spanWords(span, timezone));
  const more = spans.length - shown.length;
  return joinList(more > 0 ? [...shown, `${more} more`] : shown);
}

/** Days alone where those tell it, such as `12 Jan–19 Jan`. */
function spanWords({ start, end }: Span, timezone: string): string {
  const day = (at: Date) =>
    new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: timezone }).format(at);
  if (day(start) !== day(end)) return `${day(start)}–${day(end)}`;
  const time = (at: Date) => localClock(at, timezone).slice(-TIME.length);
  return `${day(start)}, ${time(start)}–${time(end)}`;
}

const TIME = 'HH:MM';

function tableOf({ rows, kind, timezone }: RotationChange): string {
  const zone = `from (${timezone})`;
  if (kind === 'known') {
    const lines = rows.map(
      (row) => `| ${fromWords(row, timezone)} | ${cell(row.before, timezone)} | ${after(row, timezone)} |`,
    );
    return [`| ${zone} | now | then |`, '| :-- | :-- | :-- |', ...lines].join('\n');
  }
  const shown = rows.map((row) => {
    return `| ${fromWords(row, timezone)} | ${cell(kind === 'new' ? row.after : row.before, timezone)} |`;
  });
  return [`| ${zone} | ${kind === 'new' ? 'on duty' : 'until now'} |`, '| :-- | :-- |', ...shown].join('\n');
}

/** The running shift is a fact, and keeps its end. */
function fromWords({ start, before, after }: Row, timezone: string): string {
  const shift = after ?? before;
  const first = shift?.stretches[0]?.start ?? start;
  return first > start && shift
    ? `now, until ${localClock(shift.end, timezone)}`
    : localClock(start, timezone);
}

function after(row: Row, timezone: string): string {
  const [was, will] = [cell(row.before, timezone), cell(row.after, timezone)];
  return was === will || will === NONE ? will : `**${will}**`;
}

const NONE = '–';

function cell(shift: ShiftAhead | undefined, timezone: string): string {
  if (!shift) return NONE;
  const parts = shift.stretches.map(({ start, serving }, index) => {
    const who = serving.length > 0 ? joinList(serving.map((login) => defuse(login, 100))) : 'nobody';
    return index === 0 ? who : `${localClock(start, timezone)}: ${who}`;
  });
  return parts.join('; from ');
}
