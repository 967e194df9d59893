/** What is said about an alarm that is open: where it is, or where the cord was pulled. */
import { changeAlarm } from '../andon/index.ts';
import type { House } from '../house.ts';
import type { Asked, Command, Outcome } from './command.ts';
import { nothingMore } from './grammar.ts';
import { alarmChange, noAlarm, noResolution, notChanged, notPulled } from './wording-andon.ts';

/** `/andon ack`: whoever is on duty, or leads, looks at the alarm. */
export const andonAck: Command = {
  usage: '/andon ack',
  needs: 'read',
  takes: nothingMore,
  answer: (house, asked) => change(house, asked, { kind: 'acknowledge' }),
};

/** `/andon resolve WHAT`: they say how it was resolved. */
export const andonResolve: Command = {
  usage: '/andon resolve',
  needs: 'read',
  takes: () => 'fits',
  answer: (house, asked) => change(house, asked, { kind: 'resolve', how: asked.text }),
};

/** `/andon withdraw`: whoever pulled the cord takes it back. */
export const andonWithdraw: Command = {
  usage: '/andon withdraw',
  needs: 'read',
  takes: nothingMore,
  answer: (house, asked) => change(house, asked, { kind: 'withdraw' }),
};

async function change(house: House, asked: Asked, deed: Parameters<typeof changeAlarm>[2]): Promise<Outcome> {
  const changed = await changeAlarm(house, asked, deed);
  switch (changed.kind) {
    case 'no alarm':
      return { kind: 'refused', words: noAlarm() };
    case 'stranger':
      return { kind: 'forbidden', words: notPulled('stranger') };
    case 'no words':
      return { kind: 'refused', words: noResolution() };
    case 'refused':
      return { kind: 'refused', words: notChanged(changed) };
    case 'changed':
      return { kind: 'done', plan: changed.plan, change: alarmChange(deed.kind, changed.puller) };
  }
}
