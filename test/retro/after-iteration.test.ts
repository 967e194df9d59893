import { expect, test } from 'vitest';
import { commit, type Effect } from '../../src/queue/index.ts';
import { retroOfIteration } from '../../src/retro/index.ts';
import { scopeById } from '../../src/scope/index.ts';
import { configFile } from '../end-to-end/story.ts';
import { openHouse } from '../queue/house.ts';

const now = new Date('2026-02-02T08:00:00Z');
const ended = {
  name: 'Infrastructure 2026-6',
  start: new Date('2026-01-19T08:00:00Z'),
  end: now,
  people: ['ana', 'bo', 'Ana', 'dee'],
  facts: ['Slipped: 2 issues.'],
};

async function houseWith(config: string) {
  const house = await openHouse(now, [1]);
  const columns = { place: 'repository', config, broken: null, home_id: 1, since: now } as const;
  await house.db
    .insertInto('scopes')
    .values({ id: 1, installation_id: 1, ...columns })
    .execute();
  const scope = await scopeById(house.db, 1);
  if (!scope) throw new Error('there is no scope');
  return { house, scope };
}

const opened = (effects: readonly Effect[] = []) => effects.filter((effect) => effect.kind === 'opening');

test('an iteration that is over has one retro, which begins with its own facts', async () => {
  const { house, scope } = await houseWith(configFile({ retro: 'each quarter' }));
  const plan = await retroOfIteration(house, scope, ended);
  const [retro, ...more] = opened(plan.effects);
  expect(more).toEqual([]);
  expect(retro?.title).toBe('Retro: Infrastructure 2026-6, Mon 19 Jan 2026 to Mon 2 Feb 2026');
  expect(retro?.body).toContain('@ana, @bo and @dee: a look back on **Infrastructure 2026-6**');
  expect(retro?.body).toContain('**The facts**\n\n- Slipped: 2 issues.\n- Debt: ');
  await commit(house, 1, plan);
  expect(await retroOfIteration(house, scope, ended)).toEqual({});
});

test('without retros in the config, and while it only observes, there is none', async () => {
  for (const config of [configFile(), configFile({ retro: 'each quarter', mode: 'observe' })]) {
    const { house, scope } = await houseWith(config);
    expect(await retroOfIteration(house, scope, ended)).toEqual({});
  }
});
