/** `paydown demo`: the App over a simulated GitHub, told in the terminal. */
import { readArguments } from '../cli/arguments.ts';
import type { Command } from '../cli/command.ts';
import { EXIT, type Io, wrongUsage } from '../cli/output.ts';
import { UserError } from '../errors.ts';
import { startOfDay } from '../time.ts';
import { april } from './demo/april.ts';
import { Mismatch, openEyes } from './demo/eyes.ts';
import { february } from './demo/february.ts';
import { lookBack } from './demo/looking-back.ts';
import { march } from './demo/march.ts';
import { past } from './demo/past.ts';
import { gatherPeople } from './demo/people.ts';
import type { Play } from './demo/play.ts';
import { inviteToLook } from './demo/serve.ts';
import { openStage, type Stage, TIMEZONE } from './demo/stage.ts';
import { sumUp } from './demo/summary.ts';
import { createTeller, type Teller } from './demo/teller.ts';

const USAGE = `Usage: paydown demo [--serve]

Runs the App through ten simulated weeks of a small organisation, and tells the story. Needs no GitHub account, no
configuration and no network; takes a minute or two.

  --serve   keep everything running afterwards, to look around with curl; Ctrl-C ends it
  --help    print this

Exit code: 0 the story came true, 1 it did not, 2 wrong usage, 130 interrupted in the middle of the story.
`;

const OPTIONS = { serve: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

const INTERRUPTED = 130;

/** Runs the demo. Resolves with the exit code. */
export const runDemo: Command = async (args, io) => {
  let mode: 'help' | 'tell' | 'serve';
  try {
    mode = readMode(args);
  } catch (error) {
    if (error instanceof UserError) return wrongUsage(error.message, USAGE, args, io);
    throw error;
  }
  if (mode === 'help') {
    io.stdout(USAGE);
    return EXIT.done;
  }
  return perform(mode, io);
};

function readMode(args: readonly string[]): 'help' | 'tell' | 'serve' {
  const given = readArguments(args, OPTIONS);
  const [stray] = given.positionals;
  if (stray !== undefined) throw new UserError(`demo takes no arguments, but '${stray}' is given`);
  if (given.has('help')) return 'help';
  return given.has('serve') ? 'serve' : 'tell';
}

async function perform(mode: 'tell' | 'serve', io: Io): Promise<number> {
  const asked = askedToStop();
  const tell = createTeller(
    io,
    { columns: process.stdout.columns ?? 100, status: process.stderr.isTTY ? 'live' : 'none' },
    { start: startOfDay('2026-02-16', TIMEZONE), count: 10, timezone: TIMEZONE },
  );
  introduce(tell);
  const stage = await openStage('2025-11-03T09:00');
  try {
    const play = { stage, tell, people: gatherPeople(stage.github), eyes: openEyes(stage.github) };
    const story = tellStory(play);
    const end = await Promise.race([story, asked]);
    if (end === 'stop') {
      // It breaks off somewhere when the stage is closed.
      story.catch(() => {});
      return INTERRUPTED;
    }
    await conclude(mode, play, asked, io);
    return EXIT.done;
  } catch (error) {
    return fail(error, stage, io);
  } finally {
    tell.progress('');
    await stage.close();
  }
}

async function tellStory(play: Play): Promise<'told'> {
  await past(play);
  await february(play);
  await march(play);
  await april(play);
  await lookBack(play);
  await sumUp(play);
  return 'told';
}

async function conclude(mode: 'tell' | 'serve', play: Play, asked: Promise<'stop'>, io: Io): Promise<void> {
  if (mode === 'serve') {
    await inviteToLook(play, io);
    await asked;
    return;
  }
  io.stdout(`
To look around in it:   npm run demo -- --serve
To use it yourself:     README.md, "Install it on an organisation"
`);
}

function introduce(tell: Teller): void {
  tell.heading('Paydown: ten weeks of a small organisation');
  tell.aside(
    'At acme, ana, bo, cy and dee take turns in the infra rotation: two at a time, for two weeks, with at most',
    'two open debt issues each. pat leads product, lee leads engineering. eve is new, and max is the CEO.',
    'The repositories are api, web, infra and .github.',
  );
  tell.aside(
    'Real: the App, in a process of its own with a database of its own; HTTP, webhook signatures, tokens.',
    'Simulated: GitHub, the people, and the clock, which leaps from one entry to the next.',
  );
  tell.aside(
    'A line with → was checked against the simulated GitHub before it was printed; had it been wrong, the demo',
    'would have stopped there, with exit code 1. Text beside │ is what Paydown posted, without markup and blank lines.',
    'Times are those of Berlin.',
  );
}

function fail(error: unknown, stage: Stage, io: Io): number {
  const told =
    error instanceof Mismatch ? error.message : error instanceof Error ? error.stack : String(error);
  io.stderr(`\nThe story did not come true, at ${stage.now().toISOString()} of simulated time.\n${told}\n`);
  const log = stage.appLog();
  if (log !== '') io.stderr(`\nThe App logged last:\n${log}\n`);
  return EXIT.invalid;
}

function askedToStop(): Promise<'stop'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve('stop'));
  });
}
