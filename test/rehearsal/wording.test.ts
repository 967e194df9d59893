import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/index.ts';
import { blankForm } from '../../src/issue-form.ts';
import type { AtOnce } from '../../src/rehearsal/at-once.ts';
import type { Rehearsal } from '../../src/rehearsal/rehearse.ts';
import { checkReport } from '../../src/rehearsal/wording.ts';
import type { Repository } from '../../src/scope/index.ts';
import { unveil } from '../../src/veil.ts';
import { hostileText } from '../hostile-text.ts';
import { effectsOf } from '../markdown.ts';

const at = new Date('2026-01-05T08:00:00Z');
const until = new Date('2026-01-12T08:00:00Z');
const timezone = 'Europe/Berlin';

function repository(name: string, visibility: Repository['visibility']): Repository {
  return {
    ...{ id: 1, owner: 'acme', name, visibility, defaultBranch: 'main', archived: false },
    ...{ installationId: 1, taken: false, scopeId: 1, configCheckedAt: null, backfilledAt: null },
  };
}

function debt(title: string, number = 1): AtOnce['gifts'][number]['debt'] {
  const memory = {
    givenAt: null,
    confirmedAt: null,
    why: '',
    startedAt: null,
    handsOffUntil: null,
  };
  const lists = { unassignable: [], withdrawing: [], releasedBy: [], lapsedFrom: [] };
  return {
    ...{ repositoryId: 1, repository: 'acme/web', visibility: 'public', archived: false, number, title },
    ...{ htmlUrl: `https://github.com/acme/web/issues/${number}`, labels: [], assignees: [], since: at },
    ...{ form: blankForm, votes: 0, voices: 0 },
    ownership: { owner: null, keptUntil: null, commented: false, ...memory, ...lists },
  };
}

const idle: AtOnce = {
  ...{ before: 1, debts: 1, counted: 'all', fresh: 'none', unserved: 0, waiting: 0 },
  ...{ gifts: [], moved: [], returned: [], ended: [] },
  comments: { posted: 0, edited: 0, announced: 0, standIns: 0, notices: 0 },
};

function rehearsal(changes: Partial<Rehearsal>): Rehearsal {
  return {
    ...{ holder: repository('.github', 'public'), standing: 'in force', at, timezone, sight: 'all' },
    ...{ mode: { before: 'act', after: 'act' }, home: { before: undefined, after: undefined } },
    ...{ rotations: [], atOnce: idle, iteration: { before: undefined, after: undefined } },
    ...changes,
  };
}

/** Whatever people may have written, wherever it can stand. */
function everythingSaid(text: string): Rehearsal[] {
  const shift = {
    start: at,
    end: until,
    stretches: [{ start: at, end: until, serving: [text, 'bo'] }],
    seats: 2,
  };
  const span = { start: at, end: until, proposedAt: until };
  const rotation = {
    ...{ name: text, timezone, rows: [{ start: at, before: shift, after: undefined }] },
    moves: [{ login: text, gains: [span], loses: [span] }],
  };
  const rotations = (['new', 'known', 'gone'] as const).map((kind) => ({ ...rotation, kind }));
  const atOnce: AtOnce = {
    ...idle,
    gifts: [{ debt: debt(text), to: text }],
    moved: [{ debt: debt(text), from: text, to: text }],
    returned: [{ debt: debt(text), from: text }],
    ended: [{ debt: debt(text), from: text }],
  };
  return (['act', 'observe'] as const).flatMap((after) =>
    (['some', 'none'] as const).map((fresh) =>
      rehearsal({
        ...{ rotations, atOnce: { ...atOnce, fresh }, mode: { before: undefined, after } },
        home: { before: 'acme/infra', after: text },
      }),
    ),
  );
}

function summaryOf(played: Rehearsal): string {
  return unveil(checkReport('a5c3785', [], played).summary, () => true);
}

test('a rehearsal notifies nobody and leaves no link on an issue, whatever a file or a title says', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      for (const played of everythingSaid(text)) {
        const { mentions, references, html } = effectsOf(summaryOf(played));
        expect({ mentions, references }).toEqual({ mentions: [], references: [] });
        expect(html.filter((one) => !one.startsWith('marker') && one !== 'span')).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});

describe('what does not fit', () => {
  test('is left out and named, the plans of the last rotations first', () => {
    const login = (n: number) => `${'x'.repeat(30)}${n}`;
    const rotations = Array.from({ length: 50 }, (_, n) => {
      const serving = Array.from({ length: 30 }, (_, person) => login(person));
      const shift = { start: at, end: until, stretches: [{ start: at, end: until, serving }], seats: 1 };
      const rows = Array.from({ length: 8 }, () => ({ start: at, before: shift, after: shift }));
      return { name: `team-${n}`, timezone, kind: 'known' as const, rows, moves: [] };
    });
    const { summary } = checkReport('a5c3785', [], rehearsal({ rotations }));
    expect(summary.length).toBeLessThanOrEqual(65_535);
    expect(summary).toContain('### team-0\n');
    expect(summary).not.toContain('### team-49\n');
    expect(summary).toContain('left out: the shifts of team-');
    expect(summary).toContain('the shifts of team-49._');
  });

  test('of many issues ten are named, and the rest is a number for each person', () => {
    const gifts = Array.from({ length: 25 }, (_, n) => ({
      debt: debt('Old', n + 1),
      to: n % 2 ? 'ana' : 'bo',
    }));
    const summary = summaryOf(rehearsal({ atOnce: { ...idle, gifts } }));
    expect(summary.match(/Old is given/g)).toHaveLength(10);
    expect(summary).toContain('- 8 issues more are given, to **bo**.');
    expect(summary).toContain('- 7 issues more are given, to **ana**.');
  });
});

test('a file with warnings is rehearsed below them', () => {
  const { problems } = readConfig('version: 1\n');
  const { summary, title } = checkReport('a5c3785', problems, rehearsal({}));
  expect(title).toBe('.github/paydown.yml is good, with 1 warning');
  expect(summary).toMatch(/warning: there is no rotation[\s\S]*### What this version does/);
});

test.each(['too large', 'refused'] as const)(
  'a file whose rehearsal is %s is checked all the same',
  (why) => {
    const { conclusion, summary } = checkReport('a5c3785', [], { unrehearsed: why });
    expect(conclusion).toBe('success');
    expect(summary).toContain('was not rehearsed');
  },
);

test('another next iteration for infrastructure is told, and the same one is not', () => {
  const next = { name: 'Infra iteration 2026-03-16', start: at, end: until, proposedAt: until };
  const told = (before: typeof next | undefined, after: typeof next | undefined) =>
    summaryOf(rehearsal({ iteration: { before, after } }));
  expect(told(undefined, next)).toContain(
    'The next iteration for infrastructure: **Infra iteration 2026-03-16**, from ',
  );
  expect(told(next, { ...next })).not.toContain('iteration');
  expect(told(next, undefined)).toContain('No iteration is given to infrastructure any more.');
});
