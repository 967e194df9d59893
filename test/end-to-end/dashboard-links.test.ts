/** The dashboard says where people can do something now. */
import { expect, test } from 'vitest';
import { BEGINS, ENDS, file, PROPOSED, proposal, withDebt } from './iteration-story.ts';
import { retros } from './retro-story.ts';

test('the dashboard links the proposal as long as it can be changed, and a retro as long as it is open', async () => {
  const { acme } = await withDebt(['One'], file({ retro: 'each quarter' }));
  const dashboard = async () => (await acme.dashboard('infra')).body;
  await acme.travelTo(PROPOSED);
  const { number } = await proposal(acme);
  expect(await dashboard()).toContain(`: 1 issue, to be changed in #${number}.`);
  await acme.travelTo(BEGINS);
  expect(await dashboard()).not.toContain(`#${number}`);
  await acme.travelTo(ENDS);
  const [retro] = await retros(acme, 'infra');
  if (!retro) throw new Error('there is no retro');
  expect(await dashboard()).toContain(`**A retro** is open: #${retro.number}.`);
  await acme.as('ana').closes(retro);
  expect(await dashboard()).not.toContain('retro');
});
