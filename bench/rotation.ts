import { type Rotation, readConfig } from '../src/config/index.ts';
import { planShifts } from '../src/rotation/schedule.ts';
import { addMs, DAY, isoSeconds } from '../src/time.ts';
import { type Benchmark, type Figure, median, timed } from './benchmark.ts';

const PEOPLE = 50;
const ABSENCES = 500;
const START = new Date('2026-01-05T00:00:00Z');
const YEARS = 10;

/** The plan of a large rotation over many years. */
export const planning: Benchmark = {
  name: 'rotation',
  async measure({ length }) {
    const crowded = rotationWith(ABSENCES);
    const plain = rotationWith(0);
    const times = { crowded: [] as number[], plain: [] as number[] };
    for (let n = 0; n < (length === 'quick' ? 3 : 25); n += 1) {
      times.crowded.push(await timed(() => plan(crowded)));
      times.plain.push(await timed(() => plan(plain)));
    }
    const figure = (what: string, measured: number): Figure => ({
      what: `50 people, 10 years of weeks, 500 absences${what}`,
      unit: 'ms',
      measured,
      baseline: { what: 'no absences', value: median(times.plain) },
      goal: { kind: 'below', value: 150 },
    });
    return [figure('', median(times.crowded)), figure(', first time', times.crowded[0] ?? Number.NaN)];
  },
};

function plan(rotation: Rotation): void {
  planShifts(rotation, { from: START, to: addMs(START, YEARS * 365.25 * DAY) });
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
