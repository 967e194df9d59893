/**
 * The App as `paydown start` runs it, in a process whose clock the demo moves. The App asks every five seconds
 * what is due; the demo asks more often, or ten weeks would take too long.
 */
// First, so that nothing sees the clock of the machine.
import '../shifted-date.ts';

import { readEnvironment } from '../../environment.ts';
import { start } from '../../main.ts';
import type { Question, Reply } from './messages.ts';

const running = await start(readEnvironment(process.env));

process.on('message', async (message: Partial<Question>) => {
  const { ask, id } = message;
  if (ask === undefined || id === undefined) return;
  try {
    say({ kind: 'answer', id, answer: ask === 'idle' ? await running.idle() : await tick() });
  } catch (error) {
    say({ kind: 'failure', id, reason: error instanceof Error ? error.message : String(error) });
  }
});

async function tick(): Promise<'done'> {
  await running.tick();
  return 'done';
}

function say(reply: Reply): void {
  if (process.connected) process.send?.(reply);
}

async function stop(): Promise<void> {
  await running.stop();
  process.exit(0);
}

// Ctrl-C reaches every process of the terminal; the demo decides when the App stops.
process.on('SIGINT', () => {});
process.once('SIGTERM', stop);
// The demo is gone, however it ended.
process.once('disconnect', stop);

if (process.connected) say({ kind: 'ready', port: running.port });
else await stop();
