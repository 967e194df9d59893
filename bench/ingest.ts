import { type Observation, recordObservations } from '../src/debt/facts.ts';
import type { HistoryEntry } from '../src/debt/ledger.ts';
import { blankForm } from '../src/issue-form.ts';
import { type Db, json, openStore, type Store } from '../src/store/index.ts';
import { addMs, DAY } from '../src/time.ts';
import { type Benchmark, type Figure, type Length, median, timed } from './benchmark.ts';
import { emptyFolder } from './served.ts';

/** Issues of one transaction, as in a page of the past. */
const PAGE = 100;
const LABELS = ['tech-debt'];
const BEGIN = new Date('2020-01-06T00:00:00Z');
const GOAL = 2000;

function issuesIn(length: Length): number {
  return length === 'quick' ? 500 : 5000;
}

/** The past of issues taken into the ledger: facts, history, spells and their sums by weeks. */
export const ingesting: Benchmark = {
  name: 'ingest',
  async measure({ length, cleanup }) {
    const pages = pagesOf(issuesIn(length));
    const [paged, bare, single]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < (length === 'quick' ? 1 : 3); round += 1) {
      const rows = await inEmptyStore(async (db) => {
        paged.push(await rate(pages, () => ingest(db, pages)));
        return rowsIn(db);
      });
      await inEmptyStore(async (db) => void bare.push(await rate(pages, () => insertBare(db, rows))));
      const some = (pages[0] ?? []).flatMap(eventByEvent);
      await inEmptyStore(async (db) => void single.push(await rate(some, () => ingest(db, some))));
    }
    return figuresOf(median(paged), median(bare), median(single));

    async function inEmptyStore<T>(work: (db: Db) => Promise<T>): Promise<T> {
      const store: Store = await openStore({ dataDir: await emptyFolder(cleanup) });
      try {
        await furnish(store.db);
        return await work(store.db);
      } finally {
        await store.close();
      }
    }
  },
};

function figuresOf(paged: number, bare: number, single: number): Figure[] {
  return [
    {
      what: 'events of the past taken into the ledger, PGlite',
      unit: 'per second',
      measured: paged,
      baseline: { what: 'bare inserts of the same rows', value: bare },
      goal: { kind: 'at least', value: GOAL },
    },
    {
      what: 'events taken into the ledger one at a time, PGlite',
      unit: 'per second',
      measured: single,
      goal: { kind: 'none' },
    },
  ];
}

type Page = readonly Observation[];

/** In events a second, whatever the work was. */
async function rate(pages: readonly Page[], work: () => Promise<void>): Promise<number> {
  const events = pages.flat().reduce((sum, { entries }) => sum + entries.length, 0);
  return (events / (await timed(work))) * 1000;
}

async function ingest(db: Db, pages: readonly Page[]): Promise<void> {
  for (const page of pages) await db.transaction().execute((trx) => recordObservations(trx, page, LABELS));
}

/** A repository whose weeks are summed up, so that the sums have to be kept. */
async function furnish(db: Db): Promise<void> {
  const names = { owner: 'acme', name: 'api', default_branch: 'main' } as const;
  const rest = { visibility: 'public', archived: false, taken: false, scope_id: 1 } as const;
  await db
    .insertInto('repositories')
    .values({ id: 1, installation_id: 1, ...names, ...rest })
    .execute();
  await db
    .insertInto('counted_repositories')
    .values({ repository_id: 1, timezone: 'Europe/Berlin', area_prefix: 'area/' })
    .execute();
}

function pagesOf(issues: number): Page[] {
  const all = Array.from({ length: issues }, (_, index) => observationOf(index + 1));
  return Array.from({ length: issues / PAGE }, (_, page) => all.slice(page * PAGE, (page + 1) * PAGE));
}

/** Labelled, moved to an area, closed, reopened, and for half of them closed for good. */
function observationOf(number: number): Observation {
  const at = (days: number) => addMs(BEGIN, ((number % 1500) + days) * DAY);
  const isOpen = number % 2 === 0;
  const entries: HistoryEntry[] = [
    { at: at(0), order: number * 10, kind: 'labeled', label: 'tech-debt' },
    { at: at(1), order: number * 10 + 1, kind: 'labeled', label: `area/${number % 10}` },
    { at: at(9), order: number * 10 + 2, kind: 'closed', reason: 'completed' },
    { at: at(12), order: number * 10 + 3, kind: 'reopened' },
    ...(isOpen ? [] : [{ at: at(30), order: number * 10 + 4, kind: 'closed', reason: null } as const]),
  ];
  return {
    repositoryId: 1,
    issue: {
      number,
      title: `Issue ${number}`,
      htmlUrl: `https://github.com/acme/api/issues/${number}`,
      author: 'pat',
      open: isOpen,
      stateReason: isOpen ? null : 'completed',
      labels: ['tech-debt', `area/${number % 10}`],
      assignees: ['ana'],
      form: blankForm,
      votes: 0,
      createdAt: at(0),
      updatedAt: at(isOpen ? 12 : 30),
    },
    entries,
    gone: null,
    paidBy: ['ana'],
  };
}

/** As webhooks bring it: each event in a transaction of its own. */
function eventByEvent(seen: Observation): Page[] {
  const labels: string[] = [];
  return seen.entries.map((entry) => {
    if (entry.kind === 'labeled') labels.push(entry.label);
    const issue = { ...seen.issue, open: entry.kind !== 'closed', labels: [...labels], updatedAt: entry.at };
    return [{ ...seen, issue, entries: [entry] }];
  });
}

/** What the ledger is made of, as it stands. */
async function rowsIn(db: Db) {
  return {
    issues: await db.selectFrom('issues').selectAll().execute(),
    history: await db.selectFrom('history').selectAll().execute(),
    spells: await db.selectFrom('spells').selectAll().execute(),
    weeks: await db.selectFrom('spell_weeks').selectAll().execute(),
  };
}

/** The same rows with nothing read or decided: in as many transactions, one INSERT each for a table. */
async function insertBare(db: Db, rows: Awaited<ReturnType<typeof rowsIn>>): Promise<void> {
  const pages = Math.ceil(rows.issues.length / PAGE);
  const share = <T>(all: readonly T[], page: number) =>
    all.slice(Math.floor((all.length * page) / pages), Math.floor((all.length * (page + 1)) / pages));
  for (let page = 0; page < pages; page += 1) {
    await db.transaction().execute(async (trx) => {
      const issues = share(rows.issues, page).map((row) => ({
        ...row,
        labels: json(row.labels),
        assignees: json(row.assignees),
        form: json(row.form),
        votes: row.votes ?? 0,
      }));
      await trx.insertInto('issues').values(issues).execute();
      const history = share(rows.history, page).map((row) => ({ ...row, labels: null }));
      await trx.insertInto('history').values(history).execute();
      const spells = share(rows.spells, page).map((row) => ({
        ...row,
        paid_by: json(row.paid_by),
        counted: true,
      }));
      await trx.insertInto('spells').values(spells).execute();
      const weeks = share(rows.weeks, page);
      if (weeks.length > 0) await trx.insertInto('spell_weeks').values(weeks).execute();
    });
  }
}
