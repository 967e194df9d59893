/** The rooms of the leadership loop together: what one of them knows, a retro tells. */
import { expect, test } from 'vitest';
import { BEGINS, ENDS, file, PROPOSED, plain, withDebt } from './iteration-story.ts';
import { say } from './replies.ts';
import { retros } from './retro-story.ts';

test('at the end of an iteration its people and the leads look back on it, on the alarms and on what was decided', async () => {
  const agreement = { engineering: ['bo'], product: ['pat'] };
  const config = file({ retro: 'each quarter', andon: {}, agreement });
  const { acme, debts } = await withDebt(['One', 'Two', 'Three', 'Four', 'Five'], config);
  const [one, two, , , five] = debts;
  if (!one || !two || !five) throw new Error('the story needs its debt');
  await acme.travelTo(PROPOSED);
  await acme.travelTo(BEGINS);
  await say(acme, 'bo', five, '/debt accept until 2026-04-01 because it is replaced in spring');
  await say(acme, 'ana', two, '/andon nobody can release');
  await say(acme, 'bo', two, '/andon ack');
  await acme.as('ana').closes(one, 'completed');
  await acme.quiet();
  await acme.travelTo(ENDS);
  const [retro, ...more] = await retros(acme, 'infra');
  expect(more).toEqual([]);
  expect(retro?.title).toContain('Retro: Infra iteration 2026-01-19');
  const body = plain(retro?.body ?? '');
  expect(body).toMatch(/^.*\n@ana, @bo and @pat: a look back on \*\*Infra iteration 2026-01-19\*\*/);
  expect(body).toContain('- Iteration: of 4 debt issues, 1 paid and 3 slipped.');
  expect(body).toContain('- Alarms: 1 pulled, 1 acknowledged, 0 resolved.');
  expect(body).toContain('- Decisions on debt: 1 accepted.');
});
