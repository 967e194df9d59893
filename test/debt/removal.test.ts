import { expect, test } from 'vitest';
import { scopeSpells } from '../../src/debt/index.ts';
import { openInbox } from '../../src/queue/index.ts';
import { governedHouse, handle, issue, OPENED } from './governed-house.ts';

test.each(['deleted', 'transferred'])(
  'an issue that was %s ended when GitHub told of it, however late that is worked off, and also when it is told again',
  async (action) => {
    const house = await governedHouse();
    const inbox = openInbox(house);
    await handle({ ...house, cause: 'a' }, { action: 'opened', issue: issue(1) });
    house.moveTo(new Date('2026-01-09T15:00:00Z'));
    await inbox.store({ guid: 'b', event: 'issues', installationId: 7, body: Buffer.from('{}') });
    house.moveTo(new Date('2026-01-13T08:00:00Z'));
    await inbox.store({ guid: 'b', event: 'issues', installationId: 7, body: Buffer.from('{}') });
    await handle({ ...house, cause: 'b' }, { action, issue: issue(1) });
    const ended = { start: new Date(OPENED), end: new Date('2026-01-09T15:00:00Z'), outcome: 'removed' };
    expect(await scopeSpells(house.db, 7)).toMatchObject([ended]);
    await handle({ ...house, cause: 'c' }, { action, issue: issue(1) });
    expect(await scopeSpells(house.db, 7)).toMatchObject([ended]);
  },
);

test.each(['deleted', 'transferred'])('what was paid, and %s a month later, stays paid', async (action) => {
  const house = await governedHouse();
  await handle(house, { action: 'opened', issue: issue(1) });
  const paidAt = '2026-01-07T09:00:00Z';
  const paid = issue(1, { state: 'closed', state_reason: 'completed', updated_at: paidAt });
  await handle(house, { action: 'closed', issue: paid });
  house.moveTo(new Date('2026-02-20T09:00:00Z'));
  const elsewhere = { new_issue: issue(5, { state: 'closed' }), new_repository: { id: 99 } };
  await handle(house, { action, issue: paid, changes: action === 'transferred' ? elsewhere : {} });
  expect(await scopeSpells(house.db, 7)).toMatchObject([{ end: new Date(paidAt), outcome: 'paid' }]);
});
