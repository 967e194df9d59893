import type { Rotation } from '../config/index.ts';
import type { House } from '../house.ts';
import {
  type Asking,
  type Half,
  lapsesAt,
  previewRequest,
  recordRequest,
  sameRequests,
  spelledOn,
} from '../rotation/index.ts';
import type { Asked, Command, Outcome } from './command.ts';
import { isHeardBy, ofTheRota } from './hearing.ts';
import { partsOf, togetherIn } from './parts.ts';
import { readSpan } from './span.ts';
import { impossibleSpan, overAlready } from './wording.ts';
import {
  askChange,
  askedAlready,
  askForFewer,
  askWords,
  halfProblem,
  notOneself,
  outOfHearing,
  voidsOf,
} from './wording-requests.ts';

/** `/rotation ask @bo FROM..TO`: would somebody serve for me? Nothing changes until they agree. */
export const rotationAsk: Command = {
  usage: '/rotation ask',
  written: '/rotation ask @bo 2026-03-02..2026-03-06',
  needs: 'triage',
  takes: (words) => {
    const { person, span } = partsOf(words) ?? {};
    return person && span ? 'fits' : 'does not fit';
  },
  async answer(house, asked) {
    const { person = '', span: word = '', name = '' } = partsOf(asked.words) ?? {};
    const span = readSpan(word, asked.scope.config.timezone);
    if (!span) return refused(impossibleSpan());
    if (span.to <= house.clock()) return refused(overAlready());
    if (person === asked.login.toLowerCase()) return refused(notOneself());
    const together = togetherIn(asked, person, name);
    if ('refused' in together) return refused(together.refused);
    const { rotation } = together;
    const asking = { ...askingOf(asked, rotation, person), ...span, inReturn: null };
    const halves = await previewRequest(house.db, asked.scope.id, rotation, asking, house.clock());
    const dead = halves.find(({ effect }) => effect === 'none');
    if (dead) return refused(ofTheRota(asked.scope, halfProblem(dead, rotation), NOT_THEN));
    return request(house, asked, rotation, asking, halves);
  },
};

const NOT_THEN = 'It cannot be, as the rota stands now, so nobody was asked.';

/** What is the same in everything that one asks of another. */
export function askingOf({ login, repository, number, commentId }: Asked, rotation: Rotation, other: string) {
  return {
    ...{ rotation: rotation.name, asker: login, asked: spelledOn(rotation, other) },
    ...{ repositoryId: repository.id, number, commentId },
  };
}

/** Asks, unless the same is asked already or the other would not hear of it. */
export async function request(
  house: House,
  { scope, repository }: Asked,
  rotation: Rotation,
  asking: Asking,
  halves: readonly Half[],
): Promise<Outcome> {
  const { asked } = asking;
  const now = house.clock();
  const same = await sameRequests(house.db, scope.id, asking, now);
  if (same.some((one) => isTheSame(one, asking))) return refused(askedAlready(asked));
  if (!(await isHeardBy(house, repository, asked))) return refused(outOfHearing(asked));
  const [{ from, to } = asking] = halves;
  const shown = { ...asking, from, to };
  const told = [askWords(shown, rotation, lapsesAt(asking)), ...voidsOf(halves, rotation)].join('\n\n');
  return {
    kind: 'done',
    plan: {
      write: (db) => recordRequest(db, scope.id, asking, same, now),
      settle: [{ kind: 'dashboard', scopeId: scope.id }],
    },
    change: askChange(shown, rotation),
    words: ofTheRota(scope, told, askForFewer(asking)),
  };
}

function isTheSame(one: Asking, other: Asking): boolean {
  const times = ({ from, to, inReturn }: Asking) => [from, to, inReturn?.from, inReturn?.to];
  return JSON.stringify(times(one)) === JSON.stringify(times(other));
}

function refused(words: string) {
  return { kind: 'refused', words } as const;
}
