import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alarm, type Deed, type Doer, isOpen, judge } from '../../src/andon/alarm.ts';

const pulledAt = new Date('2026-01-05T10:00:00Z');
const later = (minutes: number) => new Date(pulledAt.getTime() + minutes * 60_000);

const pulled: Alarm = {
  ...{
    repositoryId: 1,
    key: '1/12/3',
    number: 12,
    pull: null,
    title: 'Red',
    htmlUrl: 'https://x',
    puller: 'cy',
  },
  ...{ reason: 'red', pulledAt, state: 'pulled', acknowledgedAt: null, acknowledgedBy: null },
  ...{ endedAt: null, endedBy: null, resolution: null, contestedBy: null, told: [], escalatedAt: null },
};

/** Everybody who may come along: ana is on duty, dee leads, and cy, who pulled the cord, may come on duty meanwhile. */
const people: readonly Doer[] = [
  { login: 'ana', standing: 'serves' },
  { login: 'dee', standing: 'serves' },
  { login: 'Cy', standing: 'colleague' },
  { login: 'cy', standing: 'serves' },
  { login: 'bo', standing: 'colleague' },
  { login: 'cy', standing: 'stranger' },
];
const deeds: readonly Deed[] = [
  { kind: 'acknowledge' },
  { kind: 'resolve', how: 'mended' },
  { kind: 'withdraw' },
  { kind: 'close', as: 'completed' },
  { kind: 'close', as: 'dropped' },
  { kind: 'unlabel' },
  { kind: 'remove' },
];
const step = fc.record({ deed: fc.constantFrom(...deeds), by: fc.constantFrom(...people) });
const story = fc.array(step, { maxLength: 12 });

function tell(steps: readonly { deed: Deed; by: Doer }[]): Alarm[] {
  const states = [pulled];
  for (const [minute, { deed, by }] of steps.entries()) {
    const before = states.at(-1) ?? pulled;
    const verdict = judge(before, deed, by, later(minute + 1));
    states.push(verdict.kind === 'refused' ? before : verdict.alarm);
  }
  return states;
}

describe('whatever people do', () => {
  it('leaves an alarm that is open with a way out: who serves can resolve it, and who pulled it can take it back', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const alarm = tell(steps).at(-1) ?? pulled;
        if (!isOpen(alarm)) return;
        const resolved = judge(
          alarm,
          { kind: 'resolve', how: 'so' },
          { login: 'ana', standing: 'serves' },
          later(99),
        );
        const withdrawn = judge(
          alarm,
          { kind: 'withdraw' },
          { login: 'cy', standing: 'colleague' },
          later(99),
        );
        expect(resolved).toMatchObject({ kind: 'changed', alarm: { state: 'resolved' } });
        expect(withdrawn).toMatchObject({ kind: 'changed', alarm: { state: 'withdrawn' } });
      }),
    );
  });

  it('leaves an end as it is, for ever', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const states = tell(steps);
        const end = states.findIndex((alarm) => !isOpen(alarm));
        if (end < 0) return;
        for (const alarm of states.slice(end)) expect(alarm).toEqual(states[end]);
      }),
    );
  });

  it('is open, and has no end, until it is over and has one; and nobody ends it who may not', () => {
    fc.assert(
      fc.property(story, (steps) => {
        for (const alarm of tell(steps)) {
          expect(alarm.endedAt === null).toBe(isOpen(alarm));
          expect(alarm.endedBy === null).toBe(isOpen(alarm));
          if (alarm.state === 'resolved') expect(['ana', 'dee', 'cy']).toContain(alarm.endedBy);
          if (alarm.state === 'withdrawn') expect(alarm.endedBy?.toLowerCase()).toBe('cy');
          if (alarm.state === 'acknowledged' || alarm.state === 'resolved')
            expect(alarm.acknowledgedAt?.getTime()).toBeGreaterThan(pulledAt.getTime());
        }
      }),
    );
  });

  it('brings no other alarm about when strangers to it are the only ones who act, unless the issue goes', () => {
    const stranger = fc.record({
      deed: fc.constantFrom(...deeds.filter(({ kind }) => kind !== 'remove')),
      by: fc.constant<Doer>({ login: 'bo', standing: 'colleague' }),
    });
    fc.assert(
      fc.property(fc.array(stranger), (steps) => {
        const alarm = tell(steps).at(-1);
        expect({ ...alarm, contestedBy: null }).toEqual(pulled);
      }),
    );
  });
});

it('is of no concern to who pulled the cord and left', () => {
  const left: Doer = { login: 'cy', standing: 'stranger' };
  expect(judge(pulled, { kind: 'withdraw' }, left, later(1))).toEqual({
    kind: 'refused',
    because: 'not theirs',
  });
  for (const deed of [{ kind: 'unlabel' }, { kind: 'close', as: 'completed' }] as const)
    expect(judge(pulled, deed, left, later(1)).kind).toBe('stands');
});

describe('closing the alarm issue', () => {
  const puller: Doer = { login: 'cy', standing: 'colleague' };
  const both: Doer = { login: 'cy', standing: 'serves' };
  const ana: Doer = { login: 'ana', standing: 'serves' };
  it.each([
    [ana, 'completed', 'resolved'],
    [ana, 'dropped', 'resolved'],
    [puller, 'completed', 'withdrawn'],
    [puller, 'dropped', 'withdrawn'],
    [both, 'completed', 'resolved'],
    [both, 'dropped', 'withdrawn'],
  ] as const)('by %o as %s ends it as %s', (by, as, state) => {
    expect(judge(pulled, { kind: 'close', as }, by, later(1))).toMatchObject({ alarm: { state } });
  });

  it('by anybody else stands for nothing, and is remembered to be put right', () => {
    const verdict = judge(
      pulled,
      { kind: 'close', as: 'completed' },
      { login: 'bo', standing: 'colleague' },
      later(1),
    );
    expect(verdict).toEqual({ kind: 'stands', alarm: { ...pulled, contestedBy: 'bo' } });
  });
});
