import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import { addMs, DAY, isoSeconds } from '../src/time.ts';
import { type Benchmark, type Figure, median } from './benchmark.ts';
import { emptyFolder } from './served.ts';

const EVENTS = 100_000;
/** With the flags of `src/paydown.js`, which are those of `npm start`. */
const PAYDOWN = manifest.scripts.start.split(' ').slice(1, -1);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const UNTIL = new Date('2026-03-02T00:00:00Z');
const DAYS = 3 * 365;

/** A process tells the most memory that it held, as it ends. */
const TELL_MEMORY =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS="+process.resourceUsage().maxRSS))';

type Run = { readonly ms: number; readonly megabytes: number };

/** The analysis of a large export, from the start of the process to its end. */
export const analyzing: Benchmark = {
  name: 'analyze',
  async measure({ length, cleanup }) {
    const file = join(await emptyFolder(cleanup), 'events.json');
    await writeFile(file, JSON.stringify(exported()));
    const analyze = [...PAYDOWN, 'analyze', '--events', file, '--until', isoSeconds(UNTIL), '--json'];
    const bare = ['-e', 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))', file];
    const [ours, theirs]: [Run[], Run[]] = [[], []];
    for (let round = 0; round < (length === 'quick' ? 1 : 5); round += 1) {
      ours.push(await runOnce(analyze));
      theirs.push(await runOnce(bare));
    }
    const figure = (what: string, unit: 'ms' | 'MB', of: keyof Run, value: number): Figure => ({
      what: `paydown analyze, 100,000 events${what}`,
      unit,
      measured: median(ours.map((run) => run[of])),
      baseline: { what: 'JSON.parse alone', value: median(theirs.map((run) => run[of])) },
      goal: { kind: 'below', value },
    });
    return [figure('', 'ms', 'ms', 3000), figure(', most memory', 'MB', 'megabytes', 500)];
  },
};

async function runOnce(args: readonly string[]): Promise<Run> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', TELL_MEMORY, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  const kilobytes = /maxRSS=(\d+)/.exec(said)?.[1];
  if (code !== 0 || kilobytes === undefined) throw new Error(`it ended with ${code}: ${said}`);
  return { ms: performance.now() - began, megabytes: Number(kilobytes) / 1024 };
}

/** Issues that come and go over three years, each event with the issue as GitHub embeds it, newest first. */
function exported(): object[] {
  return Array.from({ length: EVENTS }, (_, n) => {
    const number = Math.floor(n / 4) + 1;
    const kind = (['labeled', 'assigned', 'mentioned', 'closed'] as const)[n % 4];
    // An issue in seven is still open.
    const event = kind === 'closed' && number % 7 === 0 ? 'subscribed' : kind;
    const at = addMs(UNTIL, ((n - EVENTS) / EVENTS) * DAYS * DAY);
    return {
      id: n + 1,
      node_id: `LE_lADOABCDEF${n}`,
      url: `https://api.github.com/repos/acme/api/issues/events/${n}`,
      actor: { login: `person-${n % 50}`, id: n % 50, type: 'User', site_admin: false },
      event,
      created_at: isoSeconds(at),
      ...(event === 'labeled' ? { label: { name: 'tech-debt', color: 'fbca04' } } : {}),
      issue: {
        number,
        repository_url: 'https://api.github.com/repos/acme/api',
        title: `Issue ${number}`,
        state: number % 7 === 0 ? 'open' : 'closed',
        labels: [{ id: 1, name: 'tech-debt', color: 'fbca04', default: false }],
        created_at: isoSeconds(at),
        updated_at: isoSeconds(at),
        body: 'What it is about. '.repeat(20),
      },
    };
  }).reverse();
}
