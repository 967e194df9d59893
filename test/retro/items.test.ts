import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsIn, MOST_ITEMS } from '../../src/retro/items.ts';
import { hostileText } from '../hostile-text.ts';

const under = (...lines: string[]) =>
  ['A look back.', '', '## Actions', '', 'Write below.', '', ...lines].join('\n');
const said = (...lines: string[]) => itemsIn(under(...lines)).items.map((item) => item.said);
const wants = (line: string) => itemsIn(under(`- [ ] ${line}`)).items[0]?.wants;

describe('what is read', () => {
  test('every kind of list item with a box, in its order, ticked or not, nested or not', () => {
    const { items } = itemsIn(
      under('- [ ] one', '* [x] two', '  + [X] three', '1. [ ] four', '2) [ ] five', '- no box', 'plain'),
    );
    expect(items.map((item) => [item.said, item.state])).toEqual([
      ['one', 'open'],
      ['two', 'ticked'],
      ['three', 'ticked'],
      ['four', 'open'],
      ['five', 'open'],
    ]);
  });

  test('nothing above the heading, and nothing below the next one that is as high', () => {
    const body = '- [ ] before\n## **Actions**\n- [ ] a\n### Later\n- [ ] b\n## Notes\n- [ ] after';
    expect(itemsIn(body).items.map((item) => item.said)).toEqual(['a', 'b']);
    expect(itemsIn('- [ ] a list of its own').items).toEqual([]);
  });

  test('code, quotes and HTML comments say nothing', () => {
    expect(
      said(
        '```',
        '- [ ] in a fence',
        '```',
        '> - [ ] quoted',
        '<!-- - [ ] hidden',
        '- [ ] too -->',
        '- [ ] shown',
      ),
    ).toEqual(['shown']);
    expect(said('~~~', '- [ ] in a fence that never ends')).toEqual([]);
    expect(said('- [ ] before', '<!-- never closed', '- [ ] after')).toEqual(['before']);
  });

  test('GitHub sends line breaks as browsers do', () => {
    expect(itemsIn(under('- [ ] one', '- [x] two').replaceAll('\n', '\r\n')).items).toHaveLength(2);
  });

  test('a text that is there twice is one, ticked if either is', () => {
    const { items } = itemsIn(under('- [ ] Mend  it', '- [x] mend it'));
    expect(items).toEqual([expect.objectContaining({ said: 'Mend it', state: 'ticked' })]);
  });

  test('what is past the limit is counted', () => {
    const many = Array.from({ length: MOST_ITEMS + 3 }, (_, n) => `- [ ] item ${n}`);
    const { items, more } = itemsIn(under(...many));
    expect([items.length, more]).toEqual([MOST_ITEMS, 3]);
  });

  test('what nobody sees is no part of it', () => {
    expect(said('- [ ] a\u202Eb\u200Bc\u0000d', '- [ ] \u200B', '- [ ]   ')).toEqual(['abcd']);
  });
});

describe('what a line wants', () => {
  test.each([
    ['@ana writes the runbook by 2026-04-01', { owner: 'ana', due: '2026-04-01' }],
    ['write the runbook (@Ana-B, until 2026-04-01)', { owner: 'Ana-B', due: '2026-04-01' }],
    ['by 2026-03-01, no: by 2026-04-01', { owner: null, due: '2026-04-01' }],
    ['by 2026-02-30', { owner: null, due: null }],
    ['mail ana@example.com, or @acme/infra', { owner: null, due: null }],
    ['call `@ana` in the code', { owner: null, due: null }],
    ['debts: none', { owner: null, due: null }],
  ])('%s', (line, action) => {
    expect(wants(line)).toEqual({ kind: 'action', ...action });
  });

  test.each([
    ['debt: The parser leaks', 'The parser leaks', null],
    ['Debt : the parser leaks', 'the parser leaks', null],
    ['debt acme/api: it leaks: badly', 'it leaks: badly', 'acme/api'],
    ['debt:@ana mends it', '@ana mends it', null],
  ])('%s', (line, title, repository) => {
    expect(wants(line)).toEqual({ kind: 'debt', title, repository });
  });

  test('debt without a word is none', () => {
    expect([wants('debt:'), wants('debt acme/api: …')]).toEqual([undefined, undefined]);
  });
});

test('whatever a body is, it is read, and no line is longer than a title, or of more than one line', () => {
  const line = fc.oneof(
    hostileText,
    fc.string({ unit: 'binary' }),
    fc.constantFrom('## Actions', '```', '<!--', '-->'),
  );
  const body = fc.array(
    fc.oneof(
      line,
      line.map((text) => `- [ ] ${text}`),
      line.map((text) => `- [x] debt: ${text}`),
    ),
  );
  fc.assert(
    fc.property(body, (lines) => {
      const { items, more } = itemsIn(under(...lines));
      expect(items.length).toBeLessThanOrEqual(MOST_ITEMS);
      expect(more).toBeLessThanOrEqual(lines.join('\n').split(/[\r\n]/).length);
      for (const item of items) {
        expect(item.said).toMatch(/^\S(?:.{0,198}\S)?$/su);
        expect(item.said).not.toMatch(/[\p{Cc}\uFDD0-\uFDEF]/u);
        expect(item.said.isWellFormed()).toBe(true);
      }
    }),
  );
});

test('a body made to be slow is read at once', () => {
  const bodies = [
    under(`- [ ] ${'@'.repeat(60_000)}`),
    under('- [ ] <!--'.repeat(6000)),
    under(`${' '.repeat(60_000)}- [ ] x`),
    under(`- [ ] ${'by 2026-01-01 '.repeat(4000)}`),
    under(`- [ ] ${'`'.repeat(60_000)}`),
    `${'#'.repeat(60_000)} Actions`,
  ];
  for (const body of bodies) expect(itemsIn(body).items.length).toBeLessThanOrEqual(1);
});
