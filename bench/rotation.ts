import { type Rotation, readConfig } from '../src/config/index.ts';
import { servedBy } from '../src/rotation/covers.ts';
import type { RecordedCover } from '../src/rotation/records.ts';
import { rotaFrom } from '../src/rotation/rota.ts';
import { planShifts } from '../src/rotation/schedule.ts';
import { tallyOf } from '../src/rotation/tally.ts';
import { addMs, DAY, isoSeconds } from '../src/time.ts';
import { type Benchmark, type Figure, median, timed } from './benchmark.ts';

const PEOPLE = 50;
/** Absences in the file, absences told by commands, and covers: so many of each. */
const CHANGES = 500;
const START = new Date('2026-01-05T00:00:00Z');
const YEARS = 10;
const END = addMs(START, YEARS * 365.25 * DAY);

/** The plan of a large rotation over many years, and who is on duty at the end of them. */
export const planning: Benchmark = {
  name: 'rotation',
  async measure({ length }) {
    const rounds = length === 'quick' ? 3 : 25;
    return [...(await planned(rounds)), await asked(rounds)];
  },
};

async function planned(rounds: number): Promise<Figure[]> {
  const covers = coversFrom(START, YEARS * 365);
  const times = { crowded: [] as number[], plain: [] as number[] };
  for (let n = 0; n < rounds; n += 1) {
    // Read anew each time: what is found on the calendar once is remembered with the file.
    const [crowded, plain] = [rotationWith(CHANGES), rotationWith(0)];
    times.crowded.push(await timed(() => plan(crowded, covers)));
    times.plain.push(await timed(() => plan(plain, [])));
  }
  const figure = (what: string, measured: number): Figure => ({
    what: `50 people, 10 years of weeks, 500 absences and covers${what}`,
    unit: 'ms',
    measured,
    baseline: { what: 'neither', value: median(times.plain) },
    goal: { kind: 'below', value: 150 },
  });
  return [figure('', median(times.crowded)), figure(', first time', times.crowded[0] ?? Number.NaN)];
}

/** What `/rotation who` computes from what it reads of such a rotation; without the reading itself. */
async function asked(rounds: number): Promise<Figure> {
  const rotation = rotationWith(CHANGES);
  const shifts = planShifts(rotation, { from: START, to: END }).map((shift) => {
    return { ...shift, serving: shift.onDuty };
  });
  const kept = { shifts: shifts.slice(-1), before: tallyOf(shifts.slice(0, -1)) };
  const covers = coversFrom(END, 365);
  const who = (records: Pick<typeof kept, 'shifts'>) => {
    rotaFrom(1, rotation, { ...records, absences: absences(), covers, declined: new Set() }, END).waiting();
  };
  const times = { kept: [] as number[], all: [] as number[] };
  for (let n = 0; n < rounds * 4; n += 1) {
    times.all.push(await timed(() => who({ shifts })));
    times.kept.push(await timed(() => who(kept)));
  }
  return {
    what: 'who, in that rotation after those years',
    unit: 'ms',
    measured: median(times.kept),
    baseline: { what: 'from all of its shifts', value: median(times.all) },
    goal: { kind: 'below', value: 2 },
  };
}

function plan(rotation: Rotation, covers: readonly RecordedCover[]): void {
  for (const shift of planShifts(rotation, { from: START, to: END })) servedBy(rotation, shift, covers);
}

/** Of two days or so each, spread over some days. */
function coversFrom(start: Date, days: number): RecordedCover[] {
  return Array.from({ length: CHANGES }, (_, n) => {
    const from = addMs(start, Math.floor((n * days) / CHANGES) * DAY);
    return {
      id: n,
      owner: `p${n % PEOPLE}`,
      substitute: `p${(n * 7 + 1) % PEOPLE}`,
      from,
      to: addMs(from, 2 * DAY),
      madeBy: `p${n % PEOPLE}`,
      requestId: null,
    };
  });
}

/** As they come from the records: told by commands, spread over the years. */
function absences() {
  return Array.from({ length: CHANGES }, (_, n) => {
    const from = addMs(START, Math.floor((n * YEARS * 365) / CHANGES) * DAY);
    return { login: `p${(n * 3) % PEOPLE}`, from, to: addMs(from, 3 * DAY) };
  });
}

/** Absences of a week or so each, spread over people and years. */
function rotationWith(absences: number): Rotation {
  const away = Array.from({ length: absences }, (_, n) => {
    const from = addMs(START, Math.floor((n * YEARS * 365) / absences) * DAY);
    return { login: `p${n % PEOPLE}`, from: day(from), to: day(addMs(from, (4 + (n % 10)) * DAY)) };
  });
  const rotation = {
    ...{ name: 'infra', timezone: 'Europe/Berlin', starts: '2026-01-05T09:00', every: '1 week', on_duty: 2 },
    ...{ roster: Array.from({ length: PEOPLE }, (_, n) => `p${n}`), away },
  };
  const { config, problems } = readConfig(JSON.stringify({ version: 1, rotations: [rotation] }));
  const [read] = config?.rotations ?? [];
  if (!read) throw new Error(problems.map(({ message }) => message).join('\n'));
  return read;
}

function day(at: Date): string {
  return isoSeconds(at).slice(0, 10);
}
