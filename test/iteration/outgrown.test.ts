import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { outgrown } from '../../src/iteration/outgrown.ts';

const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index + 1}`).join(', ');

function read(count: number, nth: number, more = '') {
  return readConfig(
    `version: 1\niterations: {starts: 2026-01-05, every: 2 weeks, infra_every: ${nth}, roster: [${people(count)}]}\n${more}`,
  );
}

function hint(count: number, nth: number, creeping: readonly boolean[] = [], more = '') {
  const { config } = read(count, nth, more);
  if (!config) throw new Error('the config is not valid');
  return outgrown(
    config,
    creeping.map((one) => ({ state: 'ended', creeping: one }) as const),
  );
}

const ROTATION = 'rotations: [{name: infra, starts: 2026-01-05T09:00, every: 1 week, roster: [ana]}]';

test('a team whose iterations take the time of a pair on duty has outgrown them; lint says so, and goes on', () => {
  expect(hint(11, 6)).toEqual({ kind: 'not yet' });
  expect(hint(12, 6)).toEqual({ kind: 'people', onDuty: 2 });
  expect(hint(20, 6)).toEqual({ kind: 'people', onDuty: 3 });
  expect(hint(20, 6, [], ROTATION)).toEqual({ kind: 'not yet' });
  const { problems, config } = read(12, 6);
  expect(config).toBeDefined();
  expect(problems.map(({ severity, path, message }) => `${severity} ${path}: ${message}`)).toEqual([
    'warning iterations: these iterations take as much time as 2 people on duty all the time; with a rotation of 2 under `rotations`, debt would not wait for the next iteration',
  ]);
  expect(read(11, 6).problems).toEqual([]);
});

test('so has one whose debt crept at the end of both of the last two iterations', () => {
  expect(hint(4, 6, [true])).toEqual({ kind: 'not yet' });
  expect(hint(4, 6, [true, false])).toEqual({ kind: 'not yet' });
  expect(hint(4, 6, [false, true, true])).toEqual({ kind: 'creeping' });
  expect(hint(4, 6, [true, true], ROTATION)).toEqual({ kind: 'not yet' });
});

test('what `iterations` cannot mean is an error, and what is unwise a warning', () => {
  const said = (text: string) =>
    readConfig(`version: 1\niterations: ${text}\n`).problems.map(
      ({ severity, message }) => `${severity}: ${message}`,
    );
  expect(said('{starts: 2026-01-05, every: 6 hours, infra_every: 6, roster: [ana]}')).toEqual([
    'error: `iterations.every` is `6 hours`; it must be a number of days, weeks or months, such as `2 weeks`',
  ]);
  expect(said('{starts: 2026-01-05, every: 2 weeks, infra_every: 6, roster: [ana, Ana]}')).toEqual([
    'error: `iterations.roster[1]` is `Ana`; it must be another login: it is roster[0] already, and case makes no difference',
  ]);
  expect(said('{starts: 2026-01-05, every: 2 weeks, infra_every: 6}')).toEqual([
    'warning: nobody is there to spread the debt over, so no iteration is proposed; add a `roster`, or a rotation',
  ]);
  expect(said('{starts: 2062-01-05, every: 2 weeks, infra_every: 6, roster: [ana]}')).toEqual([]);
  expect(said('{starts: 3026-01-05, every: 2 weeks, infra_every: 6, roster: [ana]}')).toEqual([
    'warning: the iterations start in the year 3026; is that meant?',
  ]);
  const design = readConfig(
    `version: 1\niterations: {starts: 2026-01-05, every: 2 weeks, infra_every: 6}\n${ROTATION}\n`,
  );
  expect(design.problems).toEqual([]);
});
