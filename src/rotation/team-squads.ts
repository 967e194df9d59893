/**
 * A shift that began is a fact, and so is which squad serves it. Who is in a squad that is a GitHub team is a fact of
 * GitHub's: as long as the shift runs, whoever joins the team serves, and whoever leaves it does not.
 */
import { memberKey, type Rotation, teamOf } from '../config/index.ts';
import { queueOf, servingOf, type Waiting } from './queue.ts';
import type { History, Shift } from './schedule.ts';

/** A shift as it is recorded: it holds who of a team served when it began. */
export function withTeamPeople(rotation: Rotation, history: History, shift: Shift): Shift {
  const squads = teamSquads(rotation, history);
  const turns = shift.turns?.map((turn) => {
    const squad = squads.get(turn.who);
    if (!squad) return turn;
    const logins = new Set(squad.people.map(({ login }) => login));
    return { ...turn, people: shift.onDuty.filter((login) => logins.has(login)) };
  });
  return turns ? { ...shift, turns } : shift;
}

/** A recorded shift with the people who are in its teams now; one that is over stays as it was. */
export function followTeams(rotation: Rotation, history: History, shift: Shift, now: Date): Shift {
  if (shift.end <= now || !shift.turns?.some(({ people }) => people)) return shift;
  const squads = teamSquads(rotation, history);
  const span = { start: shift.start.getTime(), end: shift.end.getTime() };
  const onDuty = shift.turns.reduce<readonly string[]>((serving, { who, people }) => {
    const squad = squads.get(who);
    if (!people || !squad) return serving;
    const before = new Set(people);
    return [...serving.filter((login) => !before.has(login)), ...servingOf(squad, span)];
  }, shift.onDuty);
  return { ...shift, onDuty };
}

function teamSquads(rotation: Rotation, history: History): ReadonlyMap<string, Waiting> {
  const keys = new Set(rotation.roster.filter((one) => teamOf(one) !== undefined).map(memberKey));
  if (keys.size === 0) return new Map();
  return new Map([...queueOf(rotation, history)].filter(([key]) => keys.has(key)));
}
