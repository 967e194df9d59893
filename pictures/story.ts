/** Half a year of a small organisation on the simulated GitHub, in which debt creeps; the App comes near its end. */
import { Temporal } from 'temporal-polyfill';
import { openEyes, type Ref } from '../src/sandbox/demo/eyes.ts';
import { openStage, type Stage } from '../src/sandbox/demo/stage.ts';
import { build, configure, install, pay, putOff } from './acme.ts';
import { BACKLOG } from './backlog.ts';

const CONFIG = `version: 1
timezone: Europe/Berlin
home: acme/infra
debt: {labels: [tech-debt], area_prefix: "area/"}
rotations:
  - {name: infra, starts: 2025-12-01T09:00, every: 2 weeks, on_duty: 2, roster: [ana, bo, cy, dee], cap: 3}
heartbeat: {day: monday, at: "09:30", capacity: 20%, notify: [lee]}
agreement: {engineering: [lee], product: [pat]}
`;

const OBJECTIVES = `objectives:
  - {name: Stop the growth, measure: net, target: "<= 0", over: 4 weeks}
  - {name: Pay early, measure: days to pay p50, target: "< 60", over: 13 weeks}
`;

/** How many issues come in, and how many are paid, in each week. */
const CAME = [4, 2, 1, 2, 0, 2, 1, 3, 0, 1, 2, 1, 2, 1, 2, 2, 1, 3, 1, 2, 3, 2, 1, 2, 3, 2];
const PAID = [0, 0, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 0, 2, 1, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 1];

/** The Monday of the first week. */
const START = Temporal.PlainDate.from('2025-07-21');
/** The week in which Paydown is installed, counted from 0. */
const INSTALLED = 22;
/** The week in which objectives are agreed on. */
const AGREED = 25;
/** It is told among other tests as well, on whatever machine: in milliseconds. */
const PATIENCE = 300_000;
/** Closed in each week, beside the debt. */
const FEATURES = 4;

/** @returns the report of the last week, as the App posted it */
export async function tellHalfAYear(): Promise<string> {
  const stage = await openStage('2025-07-21T08:00', PATIENCE);
  try {
    const open: Ref[] = [];
    const backlog = BACKLOG.values();
    for (const [week, came] of CAME.entries()) {
      const monday = START.add({ weeks: week });
      await stage.travelTo(`${monday}T10:00`);
      if (week === INSTALLED) await install(stage, CONFIG);
      if (week === AGREED) await configure(stage, `${CONFIG}${OBJECTIVES}`);
      await stage.travelTo(`${monday.add({ days: 1 })}T11:00`);
      for (const debt of backlog.take(came)) open.push(await putOff(stage, debt, week));
      await stage.quiet();
      await stage.travelTo(`${monday.add({ days: 3 })}T15:00`);
      await work(stage, open, week);
    }
    await stage.travelTo(`${START.add({ weeks: CAME.length })}T09:30`);
    const posted = await openEyes(stage.github).announced('heartbeat');
    return posted.at(-1)?.body ?? '';
  } finally {
    await stage.close();
  }
}

/** The oldest waits for ever; what came after it is paid in turn. */
async function work(stage: Stage, open: Ref[], week: number): Promise<void> {
  for (let n = 0; n < (PAID[week] ?? 0); n += 1) {
    const [ref] = open.splice(1, 1);
    if (ref) await pay(stage, ref, week);
  }
  if (week < INSTALLED) return;
  for (let n = 0; n < FEATURES; n += 1) await build(stage, n);
  await stage.quiet();
}
