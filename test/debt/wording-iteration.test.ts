/** What an issue says of itself while it is in an iteration, and where no rotation serves it. */
import { expect, test } from 'vitest';
import { unowned } from '../../src/debt/ownership.ts';
import { livingComment, whyChosenIn } from '../../src/debt/wording.ts';
import { type Why, whyWords } from '../../src/debt/wording-why.ts';
import { blankForm } from '../../src/issue-form.ts';
import { unveil } from '../../src/veil.ts';

const NAME = 'Infra iteration 2026-03-16';
const until = new Date('2026-03-30T07:00:00Z');
const base = {
  timezone: 'Europe/Berlin',
  labels: ['tech-debt'],
  handoff: 'move',
  unread: [],
  decisions: [],
} as const;
const given = { kind: 'standing', standing: { kind: 'given', owner: 'ana' } } as const;
const waiting = { kind: 'standing', standing: { kind: 'waiting' }, why: '', until: undefined } as const;

test('the living comment says why its owner has it, until when, and what happens at the end', () => {
  const why = whyChosenIn(NAME, unowned);
  const lines = livingComment(
    { ...given, why, until },
    { ...base, rotation: 'infra', iteration: NAME },
  ).split('\n');
  expect(lines.slice(1, 4)).toEqual([
    '**ana** owns this debt until Mon 30 Mar 2026, 09:00 (Europe/Berlin).',
    '',
    'Why: in Infra iteration 2026-03-16, with the fewest open debt issues.',
  ]);
  expect(lines[5]).toContain('stays when the iteration ends; untouched work goes back to the queue.');
});

test('what waits says for what: room in the iteration, or the next one where there is no rotation', () => {
  expect(livingComment(waiting, { ...base, rotation: 'infra', iteration: NAME })).toContain(
    'until somebody in Infra iteration 2026-03-16 has room for it.',
  );
  expect(livingComment(waiting, { ...base, rotation: '' })).toContain(
    'in the order of the rank, for the next infra iteration.',
  );
  expect(livingComment(waiting, { ...base, rotation: 'infra' })).toContain(
    'until somebody on duty in infra has room for it.',
  );
});

test('`/debt why` says that nobody in the iteration has room', () => {
  const debt = {
    form: blankForm,
    votes: 0,
    voices: 0,
    since: until,
    repositoryId: 1,
    number: 7,
    ownership: unowned,
  };
  const about = {
    place: 4,
    total: 9,
    rankReaders: [1],
    debt,
    areas: [],
    decisions: [],
    now: until,
    timezone: 'UTC',
  };
  const why: Why = {
    ...{ ...about, standing: { kind: 'waiting' } },
    wait: { kind: 'no room in it', iteration: NAME, cap: 2, before: 1 },
  };
  expect(unveil(whyWords(why), () => true)).toContain(
    'Nobody owns it yet: nobody in Infra iteration 2026-03-16 has room for it (at most 2 open debt issues each, and nothing new for whoever is busy); 1 issue goes before it.',
  );
});
