/** Which debt fits into an iteration, by pure rules. */
import { inRank, type Ranked } from './rank.ts';

/** Open debt, and who has it, whoever assigned them. */
type Fitting = Ranked & { readonly owners: readonly string[] };

type Team = { readonly people: readonly string[]; readonly capacity: number };

/**
 * What fits, in the order of the rank: first what the people have already (it takes their room, whatever its rank, up to
 * the capacity of each), then the top of what nobody has. What others have is theirs. Logins compare without case.
 */
export function whatFits<D extends Fitting>(debts: readonly D[], team: Team): D[] {
  const ranked = inRank(debts);
  const { theirs, left } = seated(ranked, team);
  const free = ranked.filter(({ owners }) => owners.length === 0);
  const fitting = new Set([...theirs, ...free.slice(0, left)]);
  return ranked.filter((debt) => fitting.has(debt));
}

/** How many more issues the people have room for, beside what they have. */
export function seatsLeft(debts: readonly Fitting[], team: Team): number {
  return seated(inRank(debts), team).left;
}

/** What the people have, up to the capacity of each, and the room that is left. */
function seated<D extends Fitting>(ranked: readonly D[], { people, capacity }: Team) {
  const room = new Map(people.map((login) => [login.toLowerCase(), capacity]));
  const roomOf = (login: string) => room.get(login) ?? 0;
  const theirs = ranked.filter(({ owners }) => {
    const some = owners.map((login) => login.toLowerCase()).filter((login) => room.has(login));
    const fits = some.some((login) => roomOf(login) > 0);
    for (const login of some) room.set(login, Math.max(0, roomOf(login) - 1));
    return fits;
  });
  return { theirs, left: [...room.values()].reduce((sum, places) => sum + places, 0) };
}
