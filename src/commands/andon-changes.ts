/** What is said about an alarm that is open: where it is, or where the cord was pulled. */
import { changeAlarm } from '../andon/index.ts';
import type { House } from '../house.ts';
import type { Asked, Command, Outcome } from './command.ts';
import { mistakeWords } from './wording.ts';
import { alarmChange, noAlarm, noResolution, notChanged, notPulled } from './wording-andon.ts';

/** `/andon ack`: whoever is on duty, or leads, looks at the alarm. */
export const andonAck: Command = {
  usage: '/andon ack',
  needs: 'read',
  takes: () => 'fits',
  answer: (house, asked) => alone(house, asked, '/andon ack', { kind: 'acknowledge' }),
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
  takes: () => 'fits',
  answer: (house, asked) => alone(house, asked, '/andon withdraw', { kind: 'withdraw' }),
};

type Deed = Parameters<typeof changeAlarm>[2];

/** What follows such a command is a mistake, which no stranger is told: all of them may read a public repository. */
async function alone(house: House, asked: Asked, usage: string, deed: Deed): Promise<Outcome> {
  const outcome = await change(house, asked, deed);
  if (outcome.kind === 'forbidden' || asked.text === '') return outcome;
  return { kind: 'refused', words: mistakeWords(`${usage} ${asked.text}`, [usage]) };
}

async function change(house: House, asked: Asked, deed: Deed): Promise<Outcome> {
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
