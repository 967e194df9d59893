import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemsIn } from '../../src/retro/items.ts';
import { retroBody, retroTitle } from '../../src/retro/wording.ts';
import { actionsBody } from '../../src/retro/wording-actions.ts';
import { estimateWords, ledgerWords, spreadWords } from '../../src/retro/wording-facts.ts';
import type { Repository } from '../../src/scope/index.ts';
import { BODY_LIMIT, defuse, marker, parseMarker } from '../../src/text.ts';
import { unveil } from '../../src/veil.ts';
import { hostileText, hostileTitles } from '../hostile-text.ts';
import { effectsOf } from '../markdown.ts';

const timezone = 'Europe/Berlin';
const repository: Repository = {
  ...{ id: 1, installationId: 1, owner: 'acme', name: 'api', visibility: 'private', defaultBranch: 'main' },
  ...{ archived: false, taken: false, scopeId: 1, configCheckedAt: null, backfilledAt: null },
};

function report(text: string, people: readonly string[] = ['ana', 'bo']) {
  const actions = (['done', 'not done', 'open', 'paid', 'declined', 'gone'] as const).map((became) => {
    return { said: text, owner: text, became };
  });
  return {
    ...{ marker: marker('retro', `1/${text}`), of: text, timezone, people, first: [] },
    ...{ start: new Date('2026-01-05T08:00:00Z'), end: new Date('2026-01-19T08:00:00Z') },
    before: { number: 7, actions, punctuality: { dated: 2, inTime: 1 } },
    facts: [spreadWords(text, { least: 1, most: 2 })],
  };
}

function comment(text: string): string {
  const action = { key: 'k', said: text, doneAt: null, listed: 'listed', askedIn: null } as const;
  const owned = { ...action, wants: { kind: 'action', owner: text, due: '2026-01-16' } } as const;
  const debt = { ...action, wants: { kind: 'debt', title: text, repository: text } } as const;
  const told = [
    { action: owned, outcome: { kind: 'action' } },
    { action: debt, outcome: { kind: 'opened', at: { repositoryId: 1, number: 12 }, repository } },
    { action: debt, outcome: { kind: 'asked', repository } },
    { action: debt, outcome: { kind: 'not opened', why: 'elsewhere' } },
  ] as const;
  return actionsBody({ told, more: 3, timezone, htmlUrl: 'https://github.com/acme/api/issues/7' });
}

const bodies = (text: string) =>
  [retroBody(report(text)), comment(text)].map((body) => unveil(body, () => true));
const plain = bodies('Old parser').map(effectsOf);

test('whatever people write, what is said of it keeps its shape, notifies nobody and links nothing', () => {
  fc.assert(
    fc.property(
      hostileText.filter((text) => defuse(text, 50) !== ''),
      (text) => {
        expect(bodies(text).map(effectsOf)).toEqual(plain);
      },
    ),
    { numRuns: 300, examples: hostileTitles.map((title): [string] => [title]) },
  );
});

test('a retro mentions those who are asked, once, and refers to the last one', () => {
  const [retro, said] = plain;
  expect(retro).toMatchObject({
    mentions: ['@ana', '@bo'],
    references: ['#7'],
    links: [],
    html: ['marker retro'],
  });
  expect(said).toMatchObject({ mentions: [], references: [], html: ['marker retro'] });
});

test('a new retro has no actions yet: what explains the list is no part of it', () => {
  const body = retroBody(report('debt: x'));
  expect(itemsIn(body)).toEqual({ items: [], more: 0 });
  expect(itemsIn(`${body}\n\n- [ ] mine`).items).toHaveLength(1);
});

test('a title is no longer than GitHub takes', () => {
  expect(retroTitle(report('x'.repeat(50))).length).toBeLessThan(256);
});

test('of very many people the first fifty are mentioned, as GitHub notifies no more', () => {
  const body = retroBody(
    report(
      'infra',
      Array.from({ length: 70 }, (_, n) => `user-${n}`),
    ),
  );
  expect(effectsOf(body).mentions).toHaveLength(50);
  expect(body).toContain('**user-69**');
  expect(parseMarker(body)?.kind).toBe('retro');
  expect(body.length).toBeLessThan(BODY_LIMIT);
});

test('the facts are the numbers of the team', () => {
  expect(ledgerWords({ open: 4, cameIn: 3, paid: 5, declined: 1, otherwise: 2 })).toEqual([
    'Debt: 3 came in − 5 paid − 1 declined − 2 otherwise ended = net −5; 4 debt issues open at the end.',
  ]);
  expect(estimateWords({ estimated: 5, over: 2 })).toEqual([
    'Estimates: of 5 paid issues with an estimate, 2 took longer than that.',
  ]);
  expect(estimateWords({ estimated: 0, over: 0 })).toEqual([]);
});
