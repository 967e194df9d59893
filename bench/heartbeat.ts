import { sql } from 'kysely';
import { pino } from 'pino';
import { announcementsOn } from '../src/dashboard/index.ts';
import { scopeSpells, settleRecount, uncounted } from '../src/debt/index.ts';
import { settleHeartbeat } from '../src/heartbeat/index.ts';
import { weekNumbers } from '../src/heartbeat/numbers.ts';
import type { House } from '../src/house.ts';
import { setTimer } from '../src/queue/index.ts';
import { scopeById } from '../src/scope/index.ts';
import { type Db, openStore, type Store } from '../src/store/index.ts';
import { isoWeek } from '../src/time.ts';
import { type Benchmark, type Figure, type Length, median, timed } from './benchmark.ts';
import { openStores, type StoreKind } from './stores.ts';

const NOW = new Date('2026-01-12T09:00:00Z');
const REPOSITORIES = 50;
const AREAS = 10;
const YEARS = 10;
/** Open debt is what a team has in hand, however long its past. */
const OPEN = 200;

function spellsOf(length: Length): readonly [number, number] {
  return length === 'quick' ? [1000, 20_000] : [10_000, 1_000_000];
}

const limits = { PGlite: 1000, PostgreSQL: 300 } as const;

/** A weekly report over a long past, which is not to be counted again for it. */
export const reporting: Benchmark = {
  name: 'heartbeat',
  async measure({ length, cleanup }) {
    const stores = await openStores(cleanup);
    const figures: Figure[] = [];
    for (const kind of ['PostgreSQL', 'PGlite'] as const) {
      const [few, many] = spellsOf(length);
      const [small, large] = [await measureWith(few), await measureWith(many)];
      figures.push(...figuresOf(kind, [few, many], small, large));
      async function measureWith(spells: number): Promise<Measured> {
        const variables = await stores.empty(kind);
        const [dataDir, databaseUrl] = [variables.DATA_DIR, variables.DATABASE_URL];
        const store = await openStore(dataDir ? { dataDir } : { databaseUrl: databaseUrl ?? '' });
        try {
          return await measureStore(store, spells, length === 'quick' ? 5 : 15);
        } finally {
          await store.close();
        }
      }
    }
    return figures;
  },
};

/** In milliseconds. */
type Measured = { readonly report: number; readonly anew: number; readonly recount: number };

function figuresOf(
  kind: StoreKind,
  [few, many]: readonly [number, number],
  small: Measured,
  large: Measured,
) {
  const what = `heartbeat over ${many.toLocaleString('en-US')} spells, ${kind}`;
  const baseline = { what: `over ${few.toLocaleString('en-US')}`, value: small.report };
  const figures: Figure[] = [
    { what, unit: 'ms', measured: large.report, baseline, goal: { kind: 'share at most', share: 2 } },
    {
      what,
      unit: 'ms',
      measured: large.report,
      baseline: { what: 'counting all spells', value: large.anew },
      goal: { kind: 'below', value: limits[kind] },
    },
    {
      what: `sums of a repository of ${(many / REPOSITORIES).toLocaleString('en-US')} spells made anew, ${kind}`,
      unit: 'ms',
      measured: large.recount,
      goal: { kind: 'none' },
    },
  ];
  return figures;
}

async function measureStore({ db }: Store, spells: number, rounds: number): Promise<Measured> {
  await furnish(db, spells);
  const house = { db, clock: () => NOW, log: pino({ level: 'silent' }), cause: null } as unknown as House;
  const scope = await scopeById(db, 1);
  if (!scope) throw new Error('the benchmark has no scope');
  const recounts: number[] = [];
  for (const id of await uncounted(db, scope)) {
    recounts.push(
      await timed(async () => {
        const { write } = await settleRecount(house, id);
        await db.transaction().execute(async (trx) => write?.(trx));
      }),
    );
  }
  // As a server does in the background, and Paydown for PGlite.
  await sql`vacuum analyze`.execute(db);
  const [reports, anew]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) reports.push(await timed(() => reportOnce(house)));
  for (let round = 0; round < 3; round += 1) {
    anew.push(
      await timed(async () => {
        const all = (await scopeSpells(db, 1)).map((spell) => ({ ...spell, visible: true }));
        weekNumbers(all, isoWeek(new Date('2026-01-05T12:00:00Z'), 'UTC'), 'UTC');
      }),
    );
    if (spells > 100_000) break;
  }
  return { report: median(reports), anew: median(anew), recount: median(recounts) };
}

class NotForGood extends Error {}

/** What is read, decided and written for one report; then it is taken back, for the next one to find the same. */
async function reportOnce(house: House): Promise<void> {
  const { write, effects = [] } = await settleHeartbeat(house, 1, announcementsOn);
  if (!effects.some(({ kind }) => kind === 'announcement')) throw new Error('no report was due');
  try {
    await house.db.transaction().execute(async (trx) => {
      await write?.(trx);
      throw new NotForGood();
    });
  } catch (error) {
    if (!(error instanceof NotForGood)) throw error;
  }
}

/**
 * Spells spread evenly over ten years and over repositories and areas, in the same number of weeks however many they are.
 * As many are open in each scope; the others end within a day or two, so that what ends in the newest week is a week's
 * share and no more.
 */
async function furnish(db: Db, spells: number): Promise<void> {
  const infra = {
    name: 'infra',
    starts: '2026-01-05T09:00',
    every: '1 week',
    roster: ['ana', 'bo'],
    cap: 100,
  };
  const config = JSON.stringify({ version: 1, home: 'acme/repo-1', rotations: [infra] });
  await sql`insert into repositories
      (id, installation_id, owner, name, visibility, default_branch, archived, taken, scope_id, backfilled_at)
    select n, 1, 'acme', 'repo-' || n, 'public', 'main', false, false, 1, ${NOW}
    from generate_series(1, ${REPOSITORIES}::int) n`.execute(db);
  await sql`insert into scopes (id, installation_id, place, config, home_id, since)
    values (1, 1, 'organisation', ${config}, 1, ${NOW})`.execute(db);
  await sql`insert into issues (repository_id, number, title, html_url, author, open, labels, assignees, created_at,
      updated_at)
    select n % ${REPOSITORIES}::int + 1, n / ${REPOSITORIES}::int + 1, 'Issue ' || n,
      'https://github.com/acme/repo-' || n % ${REPOSITORIES}::int + 1 || '/issues/' || n, 'pat', true,
      jsonb_build_array('tech-debt', 'area/' || n % ${AREAS}::int), '[]', ${NOW}, ${NOW}
    from generate_series(0, ${spells}::int - 1) n`.execute(db);
  await sql`insert into spells (repository_id, number, ordinal, start, "end", outcome, paid_by, counted)
    select n % ${REPOSITORIES}::int + 1, n / ${REPOSITORIES}::int + 1, 0, start,
      case when is_open then null else least(start + n % 100 * interval '20 minutes',
        greatest(start, ${NOW}::timestamptz - n % 97 * interval '1 minute')) end,
      case when is_open then null when n % 10 < 8 then 'paid' else 'declined' end,
      case when is_open or n % 10 >= 8 then '[]'::jsonb else jsonb_build_array('person-' || n % 20) end, true
    from (
      select n, n % (${spells}::int / ${OPEN}::int) = 0 as is_open,
        ${NOW}::timestamptz - (${spells}::int - n)::float8 / ${spells}::int * ${YEARS} * interval '365 days' as start
      from generate_series(0, ${spells}::int - 1) n
    ) made`.execute(db);
  await sql`insert into history (repository_id, number, at, source_id, kind, label)
    select repository_id, number, start, 0, 'labeled', 'tech-debt' from spells`.execute(db);
  await setTimer(db, { scopeId: 1, installationId: 1, name: 'heartbeat', nextAt: NOW });
}
