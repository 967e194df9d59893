import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Observation, recordObservation, recordObservations } from '../../src/debt/facts.ts';
import { countedWeeks, scopeSpells, settleRecount, uncounted } from '../../src/debt/index.ts';
import type { HistoryEntry } from '../../src/debt/ledger.ts';
import { rowsFromSums } from '../../src/heartbeat/rows-from-sums.ts';
import { weeklyRows, weeksUntil } from '../../src/heartbeat/weeks.ts';
import type { House } from '../../src/house.ts';
import { blankForm } from '../../src/issue-form.ts';
import { scopeById } from '../../src/scope/index.ts';
import type { Db } from '../../src/store/index.ts';
import { addMs, HOUR, isoWeek } from '../../src/time.ts';
import { emptyStore } from '../queue/store.ts';

const BEGIN = new Date('2026-03-16T00:00:00Z');
const SCOPE = 1;

async function furnish(db: Db): Promise<void> {
  const place = { installation_id: 7, owner: 'acme', visibility: 'public', default_branch: 'main' } as const;
  const rest = { archived: false, scope_id: SCOPE, config_checked_at: null, backfilled_at: null } as const;
  await db
    .insertInto('repositories')
    .values([1, 2].map((id) => ({ id, name: `repo-${id}`, ...place, ...rest })))
    .execute();
  await govern(db, 'Europe/Berlin');
}

async function govern(db: Db, timezone: string, prefix = 'area/'): Promise<void> {
  const roster = [{ name: 'infra', starts: '2026-01-05T09:00', every: '1 week', roster: ['ana'] }];
  const config = JSON.stringify({ version: 1, timezone, debt: { area_prefix: prefix }, rotations: roster });
  const columns = { installation_id: 7, place: 'repository', config, broken: null, home_id: 1 } as const;
  await db
    .insertInto('scopes')
    .values({ id: SCOPE, ...columns, since: BEGIN })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

const scopeIn = async (db: Db) => {
  const scope = await scopeById(db, SCOPE);
  if (!scope) throw new Error('there is a scope');
  return scope;
};

/** As the work lane does where a heartbeat wants sums that are not there. */
async function recountAll(db: Db): Promise<number> {
  const missing = await uncounted(db, await scopeIn(db));
  for (const id of missing) {
    const { write } = await settleRecount({ db } as House, id);
    await db.transaction().execute(async (trx) => write?.(trx));
  }
  return missing.length;
}

/** Something that somebody did, or that was seen, so many hours after the beginning. */
type Step = {
  repositoryId: number;
  number: number;
  hours: number;
  does: HistoryEntry['kind'];
  label: string;
};

const steps = fc.array(
  fc.record({
    repositoryId: fc.constantFrom(1, 2),
    number: fc.integer({ min: 1, max: 3 }),
    hours: fc.integer({ min: 0, max: 24 * 7 * 12 }),
    does: fc.constantFrom('labeled', 'labeled', 'unlabeled', 'closed', 'reopened', 'deleted', 'seen'),
    label: fc.constantFrom('tech-debt', 'tech-debt', 'area/db', 'Area/UI', 'other'),
  }) satisfies fc.Arbitrary<Step>,
  { minLength: 1, maxLength: 14 },
);

function observationOf({ repositoryId, number, hours, does, label }: Step): Observation {
  const at = addMs(BEGIN, hours * HOUR);
  const labels = label === 'other' ? [] : ['tech-debt', label];
  const moment = { at, order: 0 };
  const entry = (): HistoryEntry => {
    if (does === 'labeled' || does === 'unlabeled') return { ...moment, kind: does, label };
    if (does === 'closed') return { ...moment, kind: does, reason: number === 1 ? 'not_planned' : null };
    if (does === 'seen') return { ...moment, kind: does, open: true, labels, reason: null };
    return { ...moment, kind: does === 'transferred' ? 'deleted' : does };
  };
  const title = `Issue ${number}`;
  const facts = { number, title, htmlUrl: '', author: 'pat', stateReason: null, assignees: [] };
  // Where no label names an area, the form does.
  const form = { ...blankForm, area: hours % 2 === 0 ? 'Forms' : null };
  const when = { createdAt: BEGIN, updatedAt: at };
  const issue = { ...facts, open: does !== 'closed', labels, form, votes: 0, ...when };
  return { repositoryId, issue, entries: [entry()], gone: does === 'deleted' ? 'deleted' : null, paidBy: [] };
}

/** The sums as they stand, without weeks in which everything cancelled out. */
async function sumsIn(db: Db) {
  const rows = await db
    .selectFrom('spell_weeks')
    .selectAll()
    .orderBy('repository_id')
    .orderBy('area')
    .orderBy('week')
    .execute();
  return rows.filter((row) => row.inflow + row.paid + row.declined + row.relabelled + row.removed !== 0);
}

async function reset(db: Db): Promise<void> {
  for (const table of ['spells', 'issues', 'history', 'spell_weeks', 'counted_repositories'] as const)
    await db.deleteFrom(table).execute();
}

test('after any events in any order the sums are those of a recount, and weeks add up', async () => {
  const { db } = await emptyStore();
  await furnish(db);
  const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu');
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(14), zones, async (events, known, zone) => {
      await reset(db);
      await govern(db, zone);
      for (const [index, step] of events.entries()) {
        if (index === Math.min(known, events.length - 1)) await recountAll(db);
        await db.transaction().execute((trx) => recordObservation(trx, observationOf(step), ['tech-debt']));
      }
      const kept = await sumsIn(db);
      await db.deleteFrom('counted_repositories').execute();
      expect(await recountAll(db)).toBe(2);
      expect(kept).toEqual(await sumsIn(db));

      const week = isoWeek(addMs(BEGIN, 24 * 7 * 10 * HOUR), zone);
      const weeks = weeksUntil(week, zone, 26);
      const spells = await scopeSpells(db, SCOPE);
      const { sums, before } = await countedWeeks(db, SCOPE, weeks[0]?.start ?? BEGIN);
      const all = sums.filter(({ area }) => area === '');
      const rows = rowsFromSums(all, spells.filter(({ end }) => end === null).length, weeks, before);
      expect(rows).toEqual(weeklyRows(spells, week, zone, 26));
      rows.forEach((row, index) => {
        expect(row.open).toBe((rows[index - 1]?.open ?? 0) + row.net);
      });
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('events that are recorded together leave what they leave one by one', async () => {
  const { db } = await emptyStore();
  await furnish(db);
  const batches = fc.array(fc.array(fc.nat(14), { maxLength: 6 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, batches, async (events, places) => {
      await reset(db);
      await recountAll(db);
      const seen = places.map((batch) => batch.flatMap((place) => events[place] ?? []).map(observationOf));
      const batch = seen.flat();
      for (const one of batch) await recordObservation(db, one, ['tech-debt']);
      const oneByOne = await ledgerIn(db);
      await reset(db);
      await recountAll(db);
      for (const together of seen)
        await db.transaction().execute((trx) => recordObservations(trx, together, ['tech-debt']));
      expect(await ledgerIn(db)).toEqual(oneByOne);
    }),
    { numRuns: 60 },
  );
}, 120_000);

/** Everything that observations leave. */
async function ledgerIn(db: Db) {
  const [issues, history, spells] = await Promise.all([
    db.selectFrom('issues').selectAll().orderBy('repository_id').orderBy('number').execute(),
    db.selectFrom('history').selectAll().execute(),
    db
      .selectFrom('spells')
      .selectAll()
      .orderBy('repository_id')
      .orderBy('number')
      .orderBy('ordinal')
      .execute(),
  ]);
  return {
    issues,
    history: history.map((row) => JSON.stringify(row)).sort(),
    spells,
    sums: await sumsIn(db),
  };
}

test('other weeks, other areas, and what a version wrote that knows no sums are counted anew', async () => {
  const { db } = await emptyStore();
  await furnish(db);
  expect(await recountAll(db)).toBe(2);
  expect(await recountAll(db)).toBe(0);
  const sunday: Step = { repositoryId: 1, number: 2, hours: 24 * 7 - 1, does: 'labeled', label: 'tech-debt' };
  await recordObservation(db, observationOf(sunday), ['tech-debt']);
  // It is Monday already in Berlin, an hour ahead, and Sunday still in New York.
  expect((await sumsIn(db)).map(({ week }) => week)).toEqual([new Date('2026-03-22T23:00:00Z')]);
  await govern(db, 'America/New_York');
  expect(await recountAll(db)).toBe(2);
  expect((await sumsIn(db)).map(({ week }) => week)).toEqual([new Date('2026-03-16T04:00:00Z')]);

  await recordObservation(db, observationOf({ ...sunday, label: 'area:db' }), ['tech-debt']);
  await govern(db, 'America/New_York', 'AREA:');
  expect(await recountAll(db)).toBe(2);
  expect((await sumsIn(db)).map(({ area }) => area)).toEqual(['', 'db']);

  const end = new Date('2026-04-01T00:00:00Z');
  const old = {
    repository_id: 1,
    number: 9,
    ordinal: 0,
    start: BEGIN,
    end,
    outcome: 'paid',
    paid_by: '[]',
  } as const;
  await db.insertInto('spells').values(old).execute();
  expect(await recountAll(db)).toBe(1);
  const counted = (await sumsIn(db)).map(({ area, inflow, paid }) => [area, inflow, paid]);
  expect(counted.toSorted()).toEqual([
    ['', 0, 1],
    ['', 1, 0],
    ['', 1, 0],
    ['db', 1, 0],
  ]);
});
