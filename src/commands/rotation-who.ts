import type { Rotation } from '../config/index.ts';
import type { House } from '../house.ts';
import { rotaAt, serviceAt } from '../rotation/index.ts';
import type { Command } from './command.ts';
import { nothingMore } from './grammar.ts';
import { ofTheRota } from './hearing.ts';
import { type Duty, dutyForFewer, noRotation, whoWords } from './wording.ts';

/** `/rotation who`: who is on duty, who is next, and why. */
export const rotationWho: Command = {
  usage: '/rotation who',
  needs: 'triage',
  takes: nothingMore,
  async answer(house, { scope, login }) {
    const { rotations } = scope.config;
    if (rotations.length === 0) return { kind: 'told', words: noRotation() };
    const duties = await Promise.all(rotations.map((rotation) => dutyOf(house, scope.id, rotation, login)));
    return { kind: 'told', words: ofTheRota(scope, whoWords(duties), dutyForFewer()) };
  },
};

async function dutyOf(house: House, scopeId: number, rotation: Rotation, login: string): Promise<Duty> {
  const now = house.clock();
  const { current, next, waiting } = await rotaAt(house.db, scopeId, rotation, now);
  return {
    rotation: rotation.name,
    timezone: rotation.timezone,
    onDuty: current?.onDuty ?? [],
    until: current?.end,
    next,
    waiting: waiting(),
    yours: await serviceAt(house.db, scopeId, rotation, login, now),
    now,
  };
}
