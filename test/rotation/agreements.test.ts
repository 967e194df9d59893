/** Requests, swaps, covers and what is taken back, upon any plan, in a real database. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptRequest, findSwap, previewRequest } from '../../src/rotation/agree.ts';
import { withoutCovers } from '../../src/rotation/agreement.ts';
import { makeCover, previewCover } from '../../src/rotation/cover-request.ts';
import { servedBy } from '../../src/rotation/covers.ts';
import { knownOf } from '../../src/rotation/known.ts';
import { openRequests, recordRequest } from '../../src/rotation/requests.ts';
import { planShifts } from '../../src/rotation/schedule.ts';
import { lastArranged, undo } from '../../src/rotation/undo.ts';
import type { Db } from '../../src/store/index.ts';
import { addMs, DAY, HOUR } from '../../src/time.ts';
import { emptyStore } from '../queue/store.ts';
import { rotationOf } from './rotation-of.ts';

const START = new Date('2026-01-05T09:00:00Z');
const SEEN = 26 * 7;
const LEAVES = '2026-01-29';
const LOGINS = ['ana', 'bo', 'cy', 'dee', 'eli'];
const PLACE = { repositoryId: 1, number: 1, commentId: 1 };

const login = fc.constantFrom(...LOGINS);
const absence = fc.tuple(login, fc.integer({ min: 5, max: 31 }), fc.nat(9)).map(([who, from, length]) => ({
  login: who,
  from: january(from),
  to: january(Math.min(31, from + length)),
}));
const rotation = fc
  .record({
    on_duty: fc.integer({ min: 1, max: 2 }),
    stint: fc.integer({ min: 1, max: 2 }),
    every: fc.constantFrom('3 days', '1 week'),
    away: fc.array(absence, { maxLength: 3 }),
  })
  .map((entry) =>
    rotationOf({
      ...entry,
      timezone: 'UTC',
      roster: ['ana', { squad: 'core', members: ['bo', 'cy'] }, { login: 'dee', to: LEAVES }, 'eli'],
    }),
  );
const step = fc.record({
  kind: fc.constantFrom('ask', 'swap', 'cover'),
  who: login,
  other: login,
  from: fc.integer({ min: 0, max: 60 }),
  length: fc.integer({ min: 1, max: 14 }),
  /** In hours after the one before. */
  wait: fc.integer({ min: 0, max: 60 }),
  undone: fc.constantFrom('never', 'at once', 'after two days'),
  by: fc.constantFrom('who', 'other'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Rotation = ReturnType<typeof rotationOf>;
type World = { readonly db: Db; readonly scopeId: number; readonly rotation: Rotation };

function january(day: number): string {
  return `2026-01-${String(day).padStart(2, '0')}`;
}

/** Who serves, twice a day for as long as two rounds of the roster may last, never at the moment of a change. */
async function calendar({ db, scopeId, rotation }: World): Promise<Map<number, string>> {
  const { history, covers } = await knownOf(db, scopeId, rotation, new Date(0));
  const shifts = planShifts(rotation, { from: START, to: addMs(START, SEEN * DAY) }, history);
  const served = shifts.flatMap((shift) => servedBy(rotation, shift, covers).stretches);
  const instants = Array.from({ length: SEEN * 2 }, (_, index) => addMs(START, index * 12 * HOUR + HOUR));
  return new Map(
    instants.map((at) => {
      const there = served.filter(({ start, end }) => start <= at && at < end);
      return [at.getTime(), there.map(({ serving }) => serving.join(' ')).join(' AND ')];
    }),
  );
}

/** @returns whether anything was arranged, and who may take it back */
async function arrange({ db, scopeId, rotation }: World, one: Step, now: Date): Promise<string | undefined> {
  const { who, other } = one;
  const from = addMs(START, one.from * 12 * HOUR);
  const span = { from, to: addMs(from, one.length * 12 * HOUR) };
  if (who === other || span.to <= now) return undefined;
  if (one.kind === 'cover') {
    const cover = { owner: other, substitute: who, ...span, from: from > now ? from : now };
    const { effect } = await previewCover(db, scopeId, rotation, cover);
    if (effect === 'none') return undefined;
    await makeCover(db, scopeId, rotation, cover, who, now);
    return who;
  }
  const swap = await findSwap(db, scopeId, rotation, [who, other], now);
  if (one.kind === 'swap' && !swap) return undefined;
  const what =
    one.kind === 'swap' && swap ? { ...swap.mine, inReturn: swap.theirs } : { ...span, inReturn: null };
  const asking = { rotation: rotation.name, asker: who, asked: other, ...PLACE, ...what };
  const halves = await previewRequest(db, scopeId, rotation, asking, now);
  if (halves.some(({ effect, voids }) => effect === 'none' || (swap && voids.length > 0))) return undefined;
  await recordRequest(db, scopeId, asking, [], now);
  const request = (await openRequests(db, scopeId, other, now)).at(-1);
  if (!request) throw new Error('what was asked is not open');
  await acceptRequest(db, scopeId, request, halves, now);
  return one[one.by];
}

/** What somebody would take back now, by its name. */
async function takenBack({ db, scopeId }: World, login: string, now: Date) {
  const last = await lastArranged(db, scopeId, login, now);
  return last && { last, name: `${last.kind} ${last.kind === 'request' ? last.request.id : last.id}` };
}

let scopes = 0;

/** Lives through the steps, one after the other; `look` sees the calendar before and after each. */
async function live(
  db: Db,
  plan: Rotation,
  steps: readonly Step[],
  look: (
    before: Map<number, string>,
    after: Map<number, string>,
    one: Step,
    world: World,
  ) => void | Promise<void>,
): Promise<void> {
  scopes += 1;
  const world = { db, scopeId: scopes, rotation: plan };
  let now = START;
  for (const one of steps) {
    now = addMs(now, one.wait * HOUR + 1000);
    const before = await calendar(world);
    const mine = await arrange(world, one, now);
    if (mine === undefined) continue;
    const after = await calendar(world);
    await look(before, after, one, world);
    if (one.undone === 'never') continue;
    const made = await takenBack(world, mine, now);
    now = addMs(now, one.undone === 'at once' ? 1000 : 2 * DAY);
    const arranged = await takenBack(world, mine, now);
    // Over by then: what would be taken back is another arrangement.
    if (!arranged || arranged.name !== made?.name) continue;
    await undo(db, world.scopeId, arranged.last, now);
    const at = now.getTime();
    for (const [instant, serving] of await calendar(world))
      expect([instant, serving]).toEqual([instant, (instant < at ? after : before).get(instant)]);
  }
}

const RUNS = { numRuns: 40 };

test('whatever is arranged and taken back, every instant has its shift, as many serve as planned, nobody twice and nobody off the roster', async () => {
  const { db } = await emptyStore();
  await fc.assert(
    fc.asyncProperty(rotation, fc.array(step, { minLength: 3, maxLength: 7 }), async (plan, steps) => {
      const planned = await calendar({ db, scopeId: 0, rotation: plan });
      await live(db, plan, steps, (_, after) => {
        for (const [at, serving] of after) {
          const [people, due] = [serving.split(' '), planned.get(at)?.split(' ') ?? []];
          expect(serving).not.toContain('AND');
          expect(people).toHaveLength(due.length);
          expect(new Set(people).size).toBe(people.length);
          if (at >= Date.parse(`${LEAVES}T24:00:00Z`) && !due.includes('dee'))
            expect(people).not.toContain('dee');
        }
      });
    }),
    RUNS,
  );
});

test('what is agreed on changes the duty of those two alone, and a swap that of both', async () => {
  const { db } = await emptyStore();
  await fc.assert(
    fc.asyncProperty(rotation, fc.array(step, { minLength: 3, maxLength: 7 }), async (plan, steps) => {
      await live(db, plan, steps, (before, after, { kind, who, other }) => {
        const changed = { [who]: 0, [other]: 0 };
        for (const [at, serving] of after) {
          const [people, others] = [serving.split(' '), before.get(at)?.split(' ') ?? []];
          const comes = people.filter((person) => !others.includes(person));
          const goes = others.filter((person) => !people.includes(person));
          if (kind !== 'cover')
            for (const person of [...comes, ...goes]) expect([who, other]).toContain(person);
          for (const person of comes) changed[person] = (changed[person] ?? 0) + 1;
        }
        if (kind === 'swap') expect(Math.min(changed[who] ?? 0, changed[other] ?? 0)).toBeGreaterThan(0);
      });
    }),
    RUNS,
  );
});

test('what is told of taking something back is what comes of it', async () => {
  const { db } = await emptyStore();
  await fc.assert(
    fc.asyncProperty(rotation, fc.array(step, { minLength: 3, maxLength: 7 }), async (plan, steps) => {
      const kept = steps.map((one) => ({ ...one, undone: 'never' as const }));
      await live(db, plan, kept, async (_, before, one, world) => {
        const [known, now] = [await knownOf(db, world.scopeId, plan, START), START];
        const gone = known.covers.filter((cover) => cover.madeBy === one.who && cover.requestId === null);
        const told = withoutCovers(plan, known, gone, now);
        const left = known.covers.filter((cover) => !gone.includes(cover));
        const shifts = planShifts(plan, { from: START, to: addMs(START, SEEN * DAY) }, known.history);
        const after = shifts.flatMap((shift) => servedBy(plan, shift, left).stretches);
        for (const [instant, serving] of before) {
          const at = new Date(instant);
          const people = after.find(({ start, end }) => start <= at && at < end)?.serving ?? [];
          const comes = people.filter((person) => !serving.split(' ').includes(person));
          expect(told.filter(({ from, to }) => from <= at && at < to).flatMap((part) => part.after)).toEqual(
            comes,
          );
        }
      });
    }),
    RUNS,
  );
});
