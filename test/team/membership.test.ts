import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decision, decide, type Given } from '../../src/team/membership.ts';
import { addMs, DAY, HOUR } from '../../src/time.ts';

const people = ['ana', 'bo', 'cy'];
const begin = new Date('2026-01-05T09:00:00Z');

/** What may happen to a team; after each the App settles it, and GitHub does as asked, or refuses. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('shift' as const), onDuty: fc.subarray(people) }),
  fc.record({ kind: fc.constant('by hand' as const), login: fc.constantFrom(...people) }),
  fc.record({ kind: fc.constant('refuses' as const), login: fc.constantFrom(...people) }),
  fc.record({ kind: fc.constant('nothing' as const) }),
);

/** A team, and who put whom there. */
class Team {
  readonly there = new Map<string, 'paydown' | 'somebody'>();
  given: Given[] = [];
  wanted = new Map<string, Date>();
  now = begin;

  settle(refused: string | undefined): readonly Decision[] {
    this.now = addMs(this.now, HOUR);
    const decisions = this.decide();
    for (const decision of decisions) this.make(decision, refused === decision.login ? 'refused' : 'done');
    return decisions;
  }

  decide(): readonly Decision[] {
    return decide({ wanted: this.wanted, there: new Set(this.there.keys()) }, this.given, this.now);
  }

  private make(decision: Decision, outcome: 'done' | 'refused'): void {
    const { login, kind } = decision;
    this.given = this.given.filter((one) => one.login !== login);
    const record = (state: Given['state'], until: Date | null = null) =>
      this.given.push({ login, state, until, at: this.now });
    if (kind === 'removed') record('removed', decision.until);
    else if (kind === 'stay') record('added');
    else if (kind === 'join' && outcome === 'refused') record('refused');
    else if (kind === 'join') {
      this.there.set(login, 'paydown');
      record('added');
    } else if (kind === 'leave' && outcome === 'refused') record('added');
    else if (kind === 'leave') this.there.delete(login);
  }
}

function happen(team: Team, event: typeof happening extends fc.Arbitrary<infer T> ? T : never): void {
  if (event.kind === 'shift') {
    const end = addMs(team.now, 7 * DAY);
    team.wanted = new Map(event.onDuty.map((login) => [login, end]));
  }
  if (event.kind !== 'by hand') return;
  if (team.there.has(event.login)) team.there.delete(event.login);
  else team.there.set(event.login, 'somebody');
}

test('only whom Paydown added is taken off, and whom somebody took off is not added again in the same shift', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (events) => {
      const team = new Team();
      for (const event of events) {
        const before = new Map(team.there);
        happen(team, event);
        const takenOff = [...before.keys()].filter((login) => !team.there.has(login));
        const decisions = team.settle(event.kind === 'refuses' ? event.login : undefined);
        for (const { login, kind } of decisions) {
          if (kind === 'leave') expect(before.get(login)).toBe('paydown');
          if (kind === 'join')
            expect(takenOff.filter((one) => before.get(one) === 'paydown')).not.toContain(login);
        }
      }
    }),
  );
});

test('settled twice, a team is left alone; and whoever is not wanted is there by somebody else’s hand', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (events) => {
      const team = new Team();
      for (const event of events) {
        happen(team, event);
        team.settle(undefined);
      }
      team.settle(undefined);
      expect(team.decide()).toEqual([]);
      for (const [login, by] of team.there) if (!team.wanted.has(login)) expect(by).toBe('somebody');
      for (const login of team.wanted.keys()) {
        const removed = team.given.some((one) => one.login === login && one.state === 'removed');
        expect(team.there.has(login) || removed).toBe(true);
      }
    }),
  );
});

const added: Given = { login: 'ana', state: 'added', until: null, at: begin };
const soon = addMs(begin, 30_000);
const later = addMs(begin, HOUR);
const shift = new Map([['ana', addMs(begin, 7 * DAY)]]);
const nobody = { wanted: new Map(), there: new Set<string>() };

test.each([
  ['who was just added and is not on the list yet is waited for', { wanted: shift }, soon, []],
  ['and is taken off all the same where the shift is over', {}, soon, ['leave']],
  ['later on, whoever is not there was taken off by somebody', { wanted: shift }, later, ['removed']],
])('%s', (_, facts, now, kinds) => {
  expect(decide({ ...nobody, ...facts }, [added], now).map(({ kind }) => kind)).toEqual(kinds);
});

test('whom GitHub refused it is asked for again, but not at once', () => {
  const refused: Given = { ...added, state: 'refused' };
  const facts = { wanted: shift, there: new Set<string>() };
  expect(decide(facts, [refused], soon)).toEqual([]);
  expect(decide(facts, [refused], later)).toEqual([{ login: 'ana', kind: 'join' }]);
});

test.each([
  ['joining', 'never mind'],
  ['refused', 'forget'],
] as const)('off duty, who is %s is not added', (state, kind) => {
  expect(decide(nobody, [{ ...added, state }], later)).toEqual([{ login: 'ana', kind }]);
});

test('on duty again before they were taken off, somebody stays', () => {
  const leaving: Given = { ...added, state: 'leaving' };
  const facts = { wanted: shift, there: new Set(['ana']) };
  expect(decide(facts, [leaving], later)).toEqual([{ login: 'ana', kind: 'stay' }]);
});
