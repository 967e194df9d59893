/** `npm run bench`: measures Paydown side by side with baselines, and says what was to be reached. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { acknowledgement, latency } from './acknowledgement.ts';
import { analyzing } from './analyze.ts';
import { assignment } from './assignment.ts';
import { backlog } from './backlog.ts';
import type { Benchmark, Figure, Length } from './benchmark.ts';
import { reporting } from './heartbeat.ts';
import { ingesting } from './ingest.ts';
import { installations } from './installations.ts';
import { kill } from './kill.ts';
import { asJson, table } from './report.ts';
import { planning } from './rotation.ts';
import { memory, starting } from './start.ts';
import { ticking } from './tick.ts';

const benchmarks: readonly Benchmark[] = [
  acknowledgement,
  latency,
  backlog,
  assignment,
  starting,
  memory,
  kill,
  ticking,
  installations,
  planning,
  reporting,
  ingesting,
  analyzing,
];

const USAGE = `Usage: npm run bench -- [--json] [--quick] [--only NAME]…

Measures Paydown side by side with baselines, and says what was to be reached.

  --json        print one JSON document instead of a table
  --quick       shorter runs, for a first look
  --only NAME   ${benchmarks.map(({ name }) => name).join(', ')}
  --help        print this

Exit code: 0 done, 1 a benchmark could not run, 2 wrong usage, 130 interrupted.
`;

type Failure = { readonly name: string; readonly reason: string };

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const unknown = values.only.filter((name) => !benchmarks.some((one) => one.name === name));
  if (unknown.length > 0) throw new TypeError(`There is no benchmark ${unknown.join(', ')}.`);
  const chosen = benchmarks.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
  const { figures, failures } = await measureAll(chosen, values.quick ? 'quick' : 'full');
  const machine = { cores: availableParallelism(), node: process.version, at: new Date().toISOString() };
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ machine, figures: asJson(figures), failures }, null, 2)}\n`);
  } else {
    process.stdout.write(`${table(figures)}\n`);
  }
  for (const { name, reason } of failures) process.stderr.write(`${name} cannot run: ${reason}\n`);
  return failures.length === 0 ? 0 : 1;
}

/** One after the other: they share the machine. */
async function measureAll(
  chosen: readonly Benchmark[],
  length: Length,
): Promise<{ figures: Figure[]; failures: Failure[] }> {
  const figures: Figure[] = [];
  const failures: Failure[] = [];
  for (const { name, measure } of chosen) {
    process.stderr.write(`${name} …\n`);
    const cleanup = new AsyncDisposableStack();
    const interrupted = () => void cleanup.disposeAsync().finally(() => process.exit(130));
    process.once('SIGINT', interrupted);
    try {
      const measured = await measure({ length, cleanup });
      figures.push(...measured);
      process.stderr.write(`${table(measured)}\n`);
    } catch (error) {
      failures.push({ name, reason: error instanceof Error ? error.message : String(error) });
    } finally {
      await cleanup.disposeAsync();
      process.off('SIGINT', interrupted);
    }
  }
  return { figures, failures };
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
