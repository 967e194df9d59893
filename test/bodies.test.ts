import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readConfig } from '../src/config/index.ts';
import { checkReport } from '../src/rehearsal/wording.ts';
import { defuse } from '../src/text.ts';
import type { Places } from './body-parts.ts';
import { bodies } from './every-body.ts';
import { hostileText, hostileTitles } from './hostile-text.ts';
import { effectsOf } from './markdown.ts';

const words = hostileText.filter((text) => defuse(text, 50) !== '');
const plain = {
  'github.com': bodies('Old parser', 'github.com').map(effectsOf),
  elsewhere: bodies('Old parser', 'elsewhere').map(effectsOf),
};

test('whatever people write, our bodies keep their shape, and nobody is notified and nothing linked but by us', () => {
  fc.assert(
    fc.property(words, fc.constantFrom<Places>('github.com', 'elsewhere'), (text, place) => {
      expect(bodies(text, place).map(effectsOf)).toEqual(plain[place]);
    }),
    {
      numRuns: 300,
      examples: hostileTitles.flatMap((title): [string, Places][] => [
        [title, 'github.com'],
        [title, 'elsewhere'],
      ]),
    },
  );
}, 240_000);

test('what our bodies do by themselves is what they are for', () => {
  const all = plain['github.com'];
  expect(new Set(all.flatMap(({ mentions }) => mentions))).toEqual(
    new Set(['@ana', '@bo', '@dee', '@eve', '@pat']),
  );
  expect(new Set(all.flatMap(({ references }) => references))).toEqual(new Set(['#7']));
  expect(new Set(all.flatMap(({ links }) => links.map((link) => new URL(link).origin)))).toEqual(
    new Set(['https://redirect.github.com']),
  );
  const kinds = ['debt', 'reply', 'handoff', 'heartbeat', 'dashboard', 'andon', 'decision'];
  expect(new Set(all.map(({ html }) => html[0]))).toEqual(new Set(kinds.map((kind) => `marker ${kind}`)));
  const rest = all.flatMap(({ html }) => html.slice(1)).join('\n');
  expect(rest).toMatch(/^(?:<details>\n<summary>[^<]*<\/summary>\n<\/details>\n?)+$/);
});

/** Config files with a hostile text in many a place, so that most of what is said of files is said of it. */
const hostileFile = fc.tuple(hostileText, hostileText).map(([text, other]) => {
  const rotation = { name: text, starts: text, every: text, roster: [text, { login: other }], [text]: other };
  const file = {
    mode: text,
    timezone: text,
    home: text,
    debt: { labels: [text, text, other] },
    rotations: [rotation],
  };
  return stringify({ version: 1, ...file, [other]: text });
});

test('the check on a config file quotes it without repeating its mentions, links or markers', () => {
  fc.assert(
    fc.property(fc.oneof(hostileFile, hostileText), (text) => {
      const { summary } = checkReport('a5c3785', readConfig(text).problems);
      const { links, mentions, references, html } = effectsOf(summary);
      expect({ links, mentions, references }).toEqual({ links: [], mentions: [], references: [] });
      expect(html).toEqual(['marker config']);
    }),
    { numRuns: 300 },
  );
});

test('a check on a file full of mistakes says the first fifty, and how many more there are', () => {
  const text = Array.from({ length: 1_000 }, (_, index) => `${'k'.repeat(50)}${index}: 1`).join('\n');
  const { summary, annotations } = checkReport('a5c3785', readConfig(text).problems);
  expect(annotations).toHaveLength(50);
  expect(summary).toMatch(/\n- and 951 more problems$/);
  expect(summary.length).toBeLessThan(65_535);
});
